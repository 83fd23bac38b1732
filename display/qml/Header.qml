pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Display

/* Where this is, and what time it is. */
Item {
    id: header

    required property DisplayModel model
    readonly property real margin: header.model.measures.margin
    readonly property bool portrait: header.model.measures.portrait

    Flow {
        id: places

        readonly property real room: now.x - (header.portrait ? 1 : 3) * header.margin
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
        y: now.y + (now.height - height) / 2
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
                /* Its own TV is dead; crossed out, so that it is not the colour alone that says so. */
                required property bool dark

                spacing: Theme.u(20)

                Rectangle {
                    width: Theme.u(56)
                    height: Theme.u(60)
                    color: place.dark ? "transparent" : place.colour
                    border.color: place.colour
                    border.width: place.dark ? Theme.u(8) : 0
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
        y: (header.portrait ? date.y : parent.height) / 2 - height / 2 + (header.portrait ? Theme.u(6) : 0)
        spacing: header.margin

        SiteLogo {
            objectName: "logo"
            height: Theme.u(76)
            room: Theme.u(220)
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            visible: !header.portrait
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
    Item {
        id: date
        visible: header.portrait
        width: parent.width
        height: Theme.u(46)
        anchors.bottom: parent.bottom

        TextBlock {
            text: header.model.mall
            x: header.margin
            width: parent.width - today.width - 3 * header.margin
            size: Theme.u(30)
            least: Theme.u(22)
            height: parent.height
            color: Theme.inkSoft
            lineHeight: 1
        }
        TextBlock {
            id: today
            text: header.model.date
            size: Theme.u(30)
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.right: parent.right
            anchors.rightMargin: header.margin
        }
    }
}
