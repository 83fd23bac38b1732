pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The counters of the zone: who serves, who calls, who stands idle while people wait. */
ListPanel {
    id: panel

    required property Supervision view

    objectName: "counters"
    title: panel.other === "" ? qsTr("Loket · %1").arg(panel.view.zoneName) : qsTr("Loket")
    empty: qsTr("Zona ini tanpa loket.")
    active: panel.view.active === 0
    at: panel.view.counterAt
    rows: panel.view.counters
    delegate: ListRow {
        id: row

        required property string id
        required property string number
        required property string standing
        required property string mood
        required property string note
        required property string detail
        required marked

        width: panel.rowWidth
        active: panel.active
        implicitHeight: Math.max(Theme.u(30), words.height + Theme.space(2))
        Accessible.name: row.number
        onClicked: panel.view.choose(0, row.id)

        contentItem: Item {
            TextBlock {
                id: number
                x: row.inner
                y: words.y
                width: Theme.u(30)
                text: row.number
                size: Theme.lead
                strong: true
                lineHeight: 1
                color: row.mood === "plain" && row.detail === "" ? Theme.inkSoft : Theme.ink
            }
            Column {
                id: words
                x: number.x + number.width + Theme.space(1)
                width: note.x - x - Theme.space(1)
                anchors.verticalCenter: parent.verticalCenter

                TextBlock {
                    width: parent.width
                    text: row.standing + (row.mood === "bad" ? " !" : "")
                    size: Theme.small
                    strong: row.mood !== "plain"
                    lineHeight: 1.1
                    color: row.mood === "bad" ? Theme.badInk : row.mood === "warn" ? Theme.warnInk
                        : row.mood === "good" ? Theme.goodInk : Theme.inkSoft
                }
                TextBlock {
                    visible: text !== ""
                    width: parent.width
                    text: row.detail
                    size: Theme.u(12)
                    lineHeight: 1.1
                    color: Theme.inkSoft
                }
            }
            TextBlock {
                id: note
                x: parent.width - width - row.inner
                y: words.y
                text: row.note
                size: Theme.small
                wrapMode: Text.NoWrap
                lineHeight: 1.1
            }
        }
    }
}
