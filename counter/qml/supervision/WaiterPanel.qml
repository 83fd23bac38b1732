pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* Who has waited longest in the zone, whatever the order of calling. */
ListPanel {
    id: panel

    required property Supervision view

    objectName: "waiters"
    title: qsTr("Menunggu paling lama")
    empty: qsTr("Tidak ada yang menunggu di zona ini.")
    active: panel.view.active === 2
    at: panel.view.ticketAt
    rows: panel.view.tickets
    delegate: ListRow {
        id: row

        required property string id
        required property string number
        required property string service
        required property string waited
        required property string mood
        required property string marks
        required marked

        width: panel.rowWidth
        active: panel.active
        implicitHeight: words.height + Theme.space(2)
        Accessible.name: row.number
        onClicked: panel.view.choose(2, row.id)

        contentItem: Item {
            TextBlock {
                id: number
                x: row.inner
                y: words.y
                width: Theme.u(62)
                text: row.number
                size: Theme.body
                strong: true
                lineHeight: 1.1
            }
            Column {
                id: words
                x: number.x + number.width + Theme.space(1)
                width: waited.x - x - Theme.space(1)
                anchors.verticalCenter: parent.verticalCenter

                TextBlock {
                    width: parent.width
                    text: row.service
                    size: Theme.small
                    lineHeight: 1.1
                }
                TextBlock {
                    visible: text !== ""
                    width: parent.width
                    text: row.marks
                    size: Theme.u(12)
                    strong: true
                    lineHeight: 1.1
                }
            }
            TextBlock {
                id: waited
                x: parent.width - width - row.inner
                y: words.y
                text: row.waited + (row.mood === "bad" ? " !" : "")
                size: Theme.small
                strong: row.mood === "bad"
                wrapMode: Text.NoWrap
                lineHeight: 1.1
                color: row.mood === "bad" ? Theme.badInk : Theme.ink
            }
        }
    }
}
