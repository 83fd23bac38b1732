pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The services for which people wait in the zone; those that nobody serves come first. */
ListPanel {
    id: panel

    required property Supervision view

    objectName: "lines"
    title: qsTr("Antrean")
    empty: qsTr("Tidak ada yang menunggu di zona ini.")
    active: panel.view.active === 1
    at: panel.view.lineAt
    rows: panel.view.lines
    delegate: ListRow {
        id: row

        required property string id
        required property string service
        required property string agency
        required property string count
        required property string longest
        required property string mood
        required property string alarm
        required property string note
        required marked

        width: panel.rowWidth
        active: panel.active
        implicitHeight: words.height + Theme.space(2)
        Accessible.name: row.service
        onClicked: panel.view.choose(1, row.id)

        contentItem: Item {
            TextBlock {
                id: count
                x: row.inner
                y: words.y
                width: Theme.u(30)
                text: row.count
                size: Theme.lead
                strong: true
                lineHeight: 1
            }
            Column {
                id: words
                x: count.x + count.width + Theme.space(1)
                width: longest.x - x - Theme.space(1)
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space(0.5)

                TextBlock {
                    width: parent.width
                    text: row.service + (row.agency === "" ? "" : " · " + row.agency)
                    size: Theme.small
                    lineHeight: 1.1
                }
                TextBlock {
                    visible: row.alarm !== ""
                    width: parent.width
                    text: row.alarm
                    size: Theme.u(12)
                    strong: true
                    lineHeight: 1.1
                    color: Theme.badInk
                }
                TextBlock {
                    visible: row.note !== ""
                    width: parent.width
                    text: row.note
                    size: Theme.u(12)
                    strong: true
                    lineHeight: 1.1
                    color: Theme.warnInk
                }
            }
            TextBlock {
                id: longest
                x: parent.width - width - row.inner
                y: words.y
                text: row.longest + (row.mood === "bad" ? " !" : "")
                size: Theme.small
                strong: row.mood === "bad"
                wrapMode: Text.NoWrap
                lineHeight: 1.1
                color: row.mood === "bad" ? Theme.badInk : Theme.ink
            }
        }
    }
}
