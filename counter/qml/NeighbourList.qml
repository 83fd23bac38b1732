pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* The other counters of the zone: who works beside us, and on what. */
Panel {
    id: panel

    required property QtObject rows

    TextBlock {
        id: heading
        x: Theme.space(3)
        y: Theme.space(2)
        text: qsTr("Loket lain di zona")
        size: Theme.body
        strong: true
    }
    WholeList {
        id: list
        anchors.fill: parent
        anchors.margins: Theme.hairline
        anchors.bottomMargin: Theme.radius
        anchors.topMargin: heading.y + heading.height + Theme.space(1.5)
        indent: Theme.space(3)
        model: panel.rows
        delegate: Item {
            id: row

            required property string label
            required property string words
            required property string mood

            width: list.rowWidth
            height: Math.max(Theme.u(24), said.height + Theme.space(1.5))

            TextBlock {
                id: name
                x: Theme.space(3)
                text: row.label
                size: Theme.small
                strong: row.mood !== "plain"
                color: row.mood === "plain" ? Theme.inkSoft : Theme.ink
            }
            TextBlock {
                id: said
                x: Theme.space(3) + Theme.u(72)
                width: parent.width - x - Theme.space(2)
                text: row.words
                size: Theme.small
                color: row.mood === "warn" ? Theme.warnInk : row.mood === "good" ? Theme.goodInk : Theme.inkSoft
            }
        }
    }
}
