import QtQuick
import Giliran.Controls

/* One fact about a ticket, with its name before it. */
Item {
    id: line

    property string label: ""
    property string text: ""
    property string mood: "plain"
    property bool low: false
    readonly property real labelWidth: Theme.u(line.low ? 72 : 80)

    implicitHeight: Math.max(name.height, said.height)

    TextBlock {
        id: name
        width: line.labelWidth
        text: line.label
        size: Theme.small
        color: Theme.inkSoft
        lineHeight: 1.1
    }
    TextBlock {
        id: said
        x: line.labelWidth
        width: line.width - x
        text: line.text
        size: line.low ? Theme.small : Theme.body
        strong: line.mood !== "plain"
        lineHeight: 1.1
        color: line.mood === "warn" ? Theme.warnInk : line.mood === "bad" ? Theme.badInk : Theme.ink
    }
}
