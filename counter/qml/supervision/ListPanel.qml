pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import ".."

/* A list of the chosen zone. The arrows go in the one that is `active`. */
Panel {
    id: panel

    property string title: ""
    property string empty: ""
    property bool active: false
    property int at: -1
    property alias rows: list.model
    property alias delegate: list.delegate
    readonly property int count: list.count
    readonly property real rowWidth: list.rowWidth
    readonly property real inner: Theme.space(3)

    border.width: (panel.active ? 2 : 1) * Theme.hairline
    border.color: panel.active ? Theme.accent : Theme.line

    TextBlock {
        id: heading
        x: panel.inner
        y: Theme.space(2)
        width: parent.width - 2 * x
        text: panel.title + (list.count > 0 ? " (" + list.count + ")" : "")
        size: Theme.body
        strong: true
        lineHeight: 1.05
        color: panel.active ? Theme.accent : Theme.ink
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
        anchors.bottomMargin: Theme.radius
        anchors.topMargin: heading.y + heading.height + Theme.space(1)
        indent: panel.inner
        at: panel.at
    }
}
