pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Display

/* Where this is, and what time it is. */
Item {
    id: header

    required property DisplayModel model
    readonly property real margin: header.model.measures.margin

    Flow {
        id: places

        readonly property real room: now.x - 3 * header.margin
        readonly property real share: places.room / Math.max(1, places.inOneLine())
        readonly property bool twoLines: places.share < 0.6

        /* How long the names would be in one line; every name tells when it changes. */
        function inOneLine(): real {
            let length = 0;
            for (let place = 0; place < zones.count; ++place)
                length += (zones.itemAt(place)?.width ?? 0) + places.spacing;
            return length;
        }

        x: header.margin
        width: places.room / places.scale
        anchors.verticalCenter: parent.verticalCenter
        spacing: header.margin * 1.5
        /* Many zones on one TV stand smaller, then in two lines, and are never cut. */
        scale: places.twoLines ? Math.min(0.6, 1.8 * places.share) : Math.min(1, places.share)
        transformOrigin: Item.Left

        Repeater {
            id: zones
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
