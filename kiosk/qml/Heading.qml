import QtQuick
import Giliran.Controls

/* Whose hall this is and what time it is, small; what this screen asks, large. */
Item {
    id: heading

    required property string hall
    required property string clock
    property string text: ""
    property string detail: ""

    implicitHeight: column.height

    Column {
        id: column
        width: parent.width
        spacing: Theme.space(1)

        Item {
            width: parent.width
            height: Theme.u(38)

            SiteLogo {
                id: logo
                height: parent.height
                room: Theme.u(180)
            }
            Rectangle {
                id: mark
                width: logo.visible ? logo.width : Theme.u(14)
                height: Theme.u(28)
                opacity: logo.visible ? 0 : 1
                radius: Theme.u(4)
                color: Theme.accent
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                anchors.left: mark.right
                anchors.leftMargin: Theme.space(1.5)
                anchors.right: clock.left
                anchors.rightMargin: Theme.space(2)
                height: parent.height
                verticalAlignment: Text.AlignVCenter
                text: heading.hall
                size: Theme.small
                strong: true
                color: Theme.accent
            }
            TextBlock {
                id: clock
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: heading.clock
                size: Theme.lead
                strong: true
            }
        }
        Item {
            width: parent.width
            height: beside ? title.height : title.height + (side.visible ? side.height + Theme.space(0.5) : 0)
            visible: heading.text !== ""

            readonly property bool beside: title.lineCount === 1
                && natural.advanceWidth + side.implicitWidth + Theme.space(6) < width

            TextMetrics {
                id: natural
                text: title.text
                font: title.font
            }
            TextBlock {
                id: title
                objectName: "heading"
                width: parent.width
                text: heading.text
                size: Theme.u(text.length > 56 ? 42 : 54)
                strong: true
                lineHeight: 1
            }
            TextBlock {
                id: side
                objectName: "subheading"
                x: parent.beside ? Math.ceil(natural.advanceWidth) + Theme.space(4) : 0
                y: parent.beside ? title.baselineOffset - baselineOffset : title.height + Theme.space(0.5)
                width: parent.width - x
                text: heading.detail
                visible: text !== ""
                size: Theme.body
                color: Theme.inkSoft
            }
        }
    }
}
