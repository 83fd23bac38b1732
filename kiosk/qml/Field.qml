import QtQuick
import Giliran.Controls

/* What has been typed on the kiosk's own keyboard. */
Rectangle {
    id: field

    property string text: ""
    property string hint: ""
    property string symbol: ""
    property bool active: true

    implicitHeight: Math.max(Theme.target, Theme.u(100))
    color: Theme.surface
    radius: Theme.radius
    border.width: field.active ? 2 * Theme.hairline : Theme.hairline
    border.color: field.active ? Theme.accent : Theme.line

    Icon {
        id: sign
        name: field.symbol
        size: Theme.title
        tint: Theme.inkSoft
        x: Theme.space(2.5)
        anchors.verticalCenter: parent.verticalCenter
    }
    TextBlock {
        id: typed
        objectName: "typed"
        x: sign.visible ? sign.x + sign.width + Theme.space(2) : Theme.space(3)
        width: Math.min(implicitWidth, field.width - x - Theme.space(3))
        anchors.verticalCenter: parent.verticalCenter
        text: field.text === "" ? field.hint : field.text
        size: field.text === "" ? Theme.body : Theme.title
        strong: field.text !== ""
        color: field.text === "" ? Theme.inkSoft : Theme.ink
        lineHeight: 1
    }
    Rectangle {
        visible: field.active
        x: field.text === "" ? typed.x - Theme.u(8) : typed.x + typed.width + Theme.u(4)
        width: Theme.u(4)
        height: Theme.u(52)
        color: Theme.accent
        anchors.verticalCenter: parent.verticalCenter
    }
}
