pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Display

/* Where this is, and what time it is. */
Item {
    id: header

    required property DisplayModel model
    readonly property real margin: header.model.measures.margin

    Row {
        id: places
        x: header.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: header.margin * 1.5
        /* Many zones on one TV stand smaller, and are never cut. */
        scale: Math.min(1, (now.x - 3 * header.margin) / Math.max(1, implicitWidth))
        transformOrigin: Item.Left

        Repeater {
            model: header.model.zones

            Row {
                id: place
                required property string name
                required property string floor
                required property string colour

                spacing: Theme.u(20)

                Rectangle {
                    width: Theme.u(56)
                    height: Theme.u(60)
                    color: place.colour
                    anchors.verticalCenter: parent.verticalCenter
                }
                TextBlock {
                    objectName: "zone"
                    text: place.name
                    size: Theme.u(56)
                    strong: true
                    wrapMode: Text.NoWrap
                    lineHeight: 1
                    anchors.verticalCenter: parent.verticalCenter
                }
                TextBlock {
                    visible: text !== ""
                    text: place.floor
                    size: Theme.u(56)
                    color: Theme.inkSoft
                    wrapMode: Text.NoWrap
                    lineHeight: 1
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }
    Row {
        id: now
        anchors.right: parent.right
        anchors.rightMargin: header.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: header.margin

        Column {
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.u(2)

            TextBlock {
                text: header.model.mall
                size: Theme.u(27)
                color: Theme.inkSoft
                wrapMode: Text.NoWrap
                lineHeight: 1
                anchors.right: parent.right
            }
            TextBlock {
                text: header.model.date
                size: Theme.u(27)
                color: Theme.inkSoft
                wrapMode: Text.NoWrap
                lineHeight: 1
                anchors.right: parent.right
            }
        }
        TextBlock {
            objectName: "clock"
            text: header.model.clock
            size: Theme.u(76)
            strong: true
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
