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
    /* What the last chair reads, and what nobody has to read from there. */
    readonly property real note: Math.ceil(Theme.sizeForCaps(header.model.measures.noteCap))
    readonly property real aside: Math.ceil(Theme.sizeForCaps(header.model.measures.asideCap))

    /* A zone, with its floor where that begins. */
    component Place: Row {
        id: zone

        required property int index
        required property string name
        required property string floor
        required property string colour
        /* Its own TV is dead; crossed out, so that it is not the colour alone that says so. */
        required property bool dark
        /* Before its block of colour; below that the floor's next line begins. */
        readonly property real lead: number.visible ? number.width + zone.spacing : 0

        spacing: Theme.u(18)

        TextBlock {
            id: number
            objectName: "zoneFloor"
            visible: text !== ""
            text: zone.floor
            size: Theme.u(56)
            rightPadding: Theme.u(12)
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
        Rectangle {
            width: Theme.u(56)
            height: Theme.u(60)
            color: zone.dark ? "transparent" : zone.colour
            border.color: zone.colour
            border.width: zone.dark ? Theme.u(8) : 0
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            objectName: "zone"
            text: zone.name
            size: Theme.u(56)
            strong: true
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
    }

    Item {
        id: places

        readonly property real room: now.x - (header.portrait ? 1.5 : 3) * header.margin
        readonly property real high: header.portrait ? date.y : header.height
        readonly property real gap: Theme.u(42)
        /* Between floors: wider than between the zones of one. */
        readonly property real groupGap: Theme.u(76)
        readonly property real pitch: Theme.u(72)
        readonly property var spots: places.arranged(places.room / places.scale)

        /* Where each zone stands: floor by floor, and a floor that does not fit begins a line. */
        function arranged(room: real): var {
            const spots = [];
            let x = 0, line = 0, indent = 0;
            for (let place = 0; place < zones.count; ++place) {
                const item = zones.itemAt(place) as Place, wide = item?.width ?? 0;
                const first = (item?.floor ?? "") !== "";
                const before = x > 0 ? (first ? places.groupGap : places.gap) : 0;
                const needed = first ? places.floorWidth(place) : wide;
                if (x > 0 && x + before + needed > room && (first || x + before + wide > room)) {
                    line += 1;
                    x = first ? 0 : indent;
                } else {
                    x += before;
                }
                indent = first ? x + (item?.lead ?? 0) : indent;
                spots.push({ x: x, line: line });
                x += wide;
            }
            return spots;
        }
        function floorWidth(from: int): real {
            let wide = zones.itemAt(from)?.width ?? 0;
            for (let place = from + 1; place < zones.count && ((zones.itemAt(place) as Place)?.floor ?? "") === ""; ++place)
                wide += places.gap + (zones.itemAt(place)?.width ?? 0);
            return wide;
        }
        /* Many zones stand smaller, in as many lines as the header has room for, and are never cut. */
        function fitting(): real {
            for (let scale = 1; scale > 0.2; scale -= 0.02) {
                const room = places.room / scale, spots = places.arranged(room);
                const lines = spots.length > 0 ? spots[spots.length - 1].line + 1 : 1;
                const fits = spots.every((spot, place) => spot.x + (zones.itemAt(place)?.width ?? 0) <= room);
                if (fits && (lines === 1 || scale * lines * places.pitch <= places.high - Theme.u(6)))
                    return scale;
            }
            return 0.2;
        }

        x: header.margin
        width: places.room / places.scale
        height: places.pitch * (places.spots.length > 0 ? places.spots[places.spots.length - 1].line + 1 : 1)
        y: (places.high - height) / 2 + (header.portrait ? Theme.u(6) : 0)
        scale: places.fitting()
        transformOrigin: Item.Left

        Repeater {
            id: zones
            model: header.model.zones

            Place {
                id: place
                x: places.spots[place.index]?.x ?? 0
                y: (places.spots[place.index]?.line ?? 0) * places.pitch + (places.pitch - height) / 2
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
            spacing: -header.aside * 0.35

            TextBlock {
                objectName: "hallName"
                text: header.model.mall
                size: header.aside
                color: Theme.inkSoft
                wrapMode: Text.NoWrap
                lineHeight: 1
                anchors.right: parent.right
            }
            TextBlock {
                objectName: "date"
                text: header.model.date
                size: header.note
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
        height: header.note * 1.3
        anchors.bottom: parent.bottom

        TextBlock {
            objectName: "hallName"
            text: header.model.mall
            x: header.margin
            width: parent.width - today.width - 3 * header.margin
            size: header.aside
            height: parent.height
            color: Theme.inkSoft
            lineHeight: 0.9
            verticalAlignment: Text.AlignVCenter
        }
        TextBlock {
            id: today
            objectName: "date"
            text: header.model.date
            size: header.note
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
            anchors.right: parent.right
            anchors.rightMargin: header.margin
        }
    }
}
