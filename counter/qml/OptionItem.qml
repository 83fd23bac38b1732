import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/* One thing to choose: its key, its name in full, and what stands beside it. */
T.AbstractButton {
    id: option

    required property int index
    required property string key
    required property string title
    required property string detail
    required property string note
    property bool marked: false
    property bool compact: false

    signal picked(place: int)

    objectName: "option-" + option.index
    implicitHeight: Math.max(Theme.u(option.compact ? 30 : 40), words.height + Theme.space(2))
    focusPolicy: Qt.NoFocus
    text: option.title
    onClicked: option.picked(option.index)

    background: Rectangle {
        radius: Theme.radius / 2
        color: option.down || option.marked ? Theme.accentSoft : Theme.surface
        border.width: option.marked ? 2 * Theme.hairline : Theme.hairline
        border.color: option.marked ? Theme.accent : Theme.line
    }
    contentItem: Item {
        KeyCap {
            id: cap
            x: Theme.space(2)
            anchors.verticalCenter: parent.verticalCenter
            text: option.key
        }
        Column {
            id: words
            x: cap.visible ? cap.x + Math.max(cap.width, Theme.u(24)) + Theme.space(2) : Theme.space(2.5)
            width: parent.width - x - (aside.visible ? aside.width + Theme.space(3) : 0) - Theme.space(2)
            anchors.verticalCenter: parent.verticalCenter

            TextBlock {
                width: parent.width
                text: option.title
                size: option.compact ? Theme.small : Theme.body
                strong: true
                lineHeight: 1.05
            }
            TextBlock {
                visible: text !== ""
                width: parent.width
                text: option.detail
                size: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.05
            }
        }
        TextBlock {
            id: aside
            visible: text !== ""
            anchors.right: parent.right
            anchors.rightMargin: Theme.space(2.5)
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, parent.width * 0.45)
            text: option.note
            size: Theme.small
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignRight
        }
    }
}
