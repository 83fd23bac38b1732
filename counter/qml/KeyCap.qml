import QtQuick
import Giliran.Controls

/* The name of a key, as it stands on the keyboard. */
Rectangle {
    id: cap

    property string text: ""
    property color ink: Theme.ink
    property real size: Theme.small

    visible: cap.text !== ""
    implicitWidth: Math.max(implicitHeight, label.implicitWidth + Theme.space(2.5))
    implicitHeight: Math.round(cap.size * 1.45)
    radius: Theme.radius / 2
    color: "transparent"
    border.width: Theme.hairline
    border.color: cap.ink

    TextBlock {
        id: label
        anchors.centerIn: parent
        text: cap.text
        size: cap.size
        lineHeight: 1
        strong: true
        color: cap.ink
    }
}
