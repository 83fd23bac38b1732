pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import ".."

/* A list of the chosen zone. The arrows go in the one that is `active`. */
Panel {
    id: panel

    property string title: ""
    property string empty: ""
    /* Another list of which this one stands in the place, and the key that brings it. */
    property string other: ""
    property bool active: false
    property int at: -1
    property bool low: false
    property alias rows: list.model
    property alias delegate: list.delegate
    readonly property int count: list.count
    readonly property string heading: panel.title + (list.count > 0 ? " (" + list.count + ")" : "")
    readonly property real rowWidth: list.rowWidth
    readonly property real inner: Theme.space(3)

    border.width: (panel.active ? 2 : 1) * Theme.hairline
    border.color: panel.active ? Theme.accent : Theme.line

    TextBlock {
        id: heading
        x: panel.inner
        y: Theme.space(panel.low ? 1 : 2)
        width: parent.width - 2 * x - (beside.visible ? beside.width + Theme.space(2) : 0)
        text: panel.heading
        size: Theme.body
        strong: true
        lineHeight: 1.05
        color: panel.active ? Theme.accent : Theme.ink
    }
    Row {
        id: beside
        visible: panel.other !== ""
        anchors.right: parent.right
        anchors.rightMargin: panel.inner
        anchors.verticalCenter: heading.verticalCenter
        spacing: Theme.space(1.5)

        TextBlock {
            objectName: "otherList"
            text: panel.other + " ▸"
            size: Theme.small
            lineHeight: 1
            color: Theme.inkSoft
            anchors.verticalCenter: parent.verticalCenter
        }
        KeyCap {
            text: "Tab"
            size: Theme.u(12)
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    TextBlock {
        visible: list.count === 0
        x: panel.inner
        y: heading.y + heading.height + Theme.space(2)
        width: parent.width - 2 * x
        text: panel.empty
        size: Theme.small
        color: Theme.inkSoft
    }
    WholeList {
        id: list
        anchors.fill: parent
        anchors.margins: 2 * Theme.hairline
        anchors.bottomMargin: panel.low ? Theme.radius / 2 : Theme.radius
        anchors.topMargin: heading.y + heading.height + Theme.space(1)
        indent: panel.inner
        at: panel.at
    }
}
