import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/* A zone in a few words: how many wait and how long, and whether somebody serves them. */
T.AbstractButton {
    id: column

    required property string zone
    required property string name
    required property string floor
    required property string colour
    required property string waiting
    required property string longest
    required property string longestMood
    required property string counters
    required property string alarm
    required property string notes
    required property bool marked
    property bool low: false
    readonly property real inner: Theme.space(column.low ? 2 : 3)

    signal picked(zone: string)

    objectName: "zone-" + column.zone
    focusPolicy: Qt.NoFocus
    onClicked: column.picked(column.zone)
    Accessible.name: column.name

    background: Rectangle {
        radius: Theme.radius
        color: column.down || column.marked ? Theme.accentSoft : Theme.surface
        border.width: (column.marked ? 3 : 1) * Theme.hairline
        border.color: column.marked ? Theme.accent : column.alarm !== "" ? Theme.badInk : Theme.line
    }
    contentItem: Item {
        clip: true

        Row {
            id: named
            x: column.inner
            y: column.inner
            width: parent.width - 2 * x
            spacing: Theme.space(1.5)

            Rectangle {
                id: block
                width: Theme.u(10)
                height: Theme.u(14)
                radius: Theme.radius / 3
                color: column.colour
                border.width: Theme.hairline
                border.color: Theme.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                width: named.width - block.width - named.spacing
                height: Theme.u(18)
                text: column.name
                size: Theme.small
                least: Theme.u(11)
                wrapMode: Text.NoWrap
                strong: true
                lineHeight: 1
                verticalAlignment: Text.AlignVCenter
            }
        }
        TextBlock {
            id: count
            x: column.inner
            y: named.y + named.height + Theme.space(column.low ? 0.5 : 1)
            text: column.waiting
            size: Theme.u(column.low ? 22 : 32)
            strong: true
            lineHeight: 1
        }
        TextBlock {
            visible: !column.low
            x: count.x + count.width + Theme.space(2)
            anchors.baseline: count.baseline
            width: parent.width - x - column.inner
            text: column.floor
            size: Theme.u(12)
            wrapMode: Text.NoWrap
            horizontalAlignment: Text.AlignRight
            lineHeight: 1
            color: Theme.inkSoft
        }
        Column {
            x: column.inner + (column.low ? count.width + Theme.space(2) : 0)
            y: column.low ? count.y : count.y + count.height + Theme.space(1)
            width: parent.width - x - column.inner
            spacing: Theme.space(0.5)

            TextBlock {
                visible: text !== ""
                width: parent.width
                height: Theme.u(column.low ? 13 : 16)
                text: column.longest + (column.longestMood === "bad" ? " !" : "")
                size: Theme.u(column.low ? 11 : 13)
                least: Theme.u(8)
                wrapMode: Text.NoWrap
                strong: column.longestMood === "bad"
                lineHeight: 1
                color: column.longestMood === "bad" ? Theme.badInk : Theme.ink
            }
            TextBlock {
                width: parent.width
                height: Theme.u(column.low ? 13 : 16)
                text: column.counters
                size: Theme.u(column.low ? 11 : 13)
                least: Theme.u(8)
                wrapMode: Text.NoWrap
                lineHeight: 1
                color: Theme.inkSoft
            }
            TextBlock {
                visible: text !== "" && !column.low
                width: parent.width
                text: column.notes
                size: Theme.small
                strong: true
                lineHeight: 1.05
                color: Theme.warnInk
            }
        }
        Rectangle {
            visible: column.alarm !== ""
            x: 3 * Theme.hairline
            width: parent.width - 2 * x
            height: lost.height + Theme.space(2)
            y: parent.height - height - x
            radius: Theme.radius - x
            color: Theme.badSoft

            TextBlock {
                id: lost
                x: column.inner - parent.x
                width: parent.width - 2 * x
                anchors.verticalCenter: parent.verticalCenter
                text: column.alarm
                height: Theme.u(column.low ? 12 : 14)
                size: Theme.u(column.low ? 10 : 11)
                least: Theme.u(8)
                wrapMode: Text.NoWrap
                strong: true
                lineHeight: 1
                verticalAlignment: Text.AlignVCenter
                color: Theme.badInk
            }
        }
    }
}
