pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter
import ".."

/* Who may be meant, the likeliest first; or the newest, while nothing is looked for. */
Panel {
    id: panel

    required property InformationDesk desk
    property bool narrow: false

    TextBlock {
        id: heading
        objectName: "foundHeading"
        x: Theme.space(4)
        y: Theme.space(2)
        text: panel.desk.heading
        size: Theme.small
        strong: true
        color: Theme.inkSoft
    }
    TextBlock {
        objectName: "foundNothing"
        visible: text !== ""
        x: Theme.space(4)
        y: heading.y + heading.height + Theme.space(3)
        width: parent.width - 2 * x
        text: panel.desk.empty
        size: Theme.lead
        color: Theme.inkSoft
    }
    WholeList {
        id: list
        objectName: "found"
        anchors.fill: parent
        anchors.topMargin: heading.y + heading.height + Theme.space(1)
        anchors.leftMargin: Theme.hairline
        anchors.rightMargin: Theme.hairline
        anchors.bottomMargin: Theme.radius
        indent: Theme.space(panel.narrow ? 2 : 4)
        at: panel.desk.marked
        model: panel.desk.found
        delegate: FoundItem {
            width: list.rowWidth
            narrow: panel.narrow
            armed: panel.desk.armed
            onPicked: ticket => panel.desk.choose(ticket)
        }
    }
}
