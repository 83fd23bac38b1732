import QtQuick
import Giliran.Controls
import Giliran.Counter

/* For a while: what was done, or why it was not. */
Rectangle {
    id: line

    required property CounterModel model
    property bool low: false

    visible: line.model.notice !== ""
    implicitHeight: Math.max(Theme.u(line.low ? 26 : 36), said.implicitHeight + Theme.space(line.low ? 1.5 : 3))
    radius: Theme.radius
    color: line.model.noticeMood === "bad" ? Theme.badSoft : Theme.goodSoft
    border.width: Theme.hairline
    border.color: line.model.noticeMood === "bad" ? Theme.badInk : Theme.goodInk

    TextBlock {
        id: said
        objectName: "notice"
        x: Theme.space(4)
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        text: line.model.notice
        size: Theme.body
        strong: true
        lineHeight: 1.05
        color: line.model.noticeMood === "bad" ? Theme.badInk : Theme.goodInk
    }
}
