pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* Agencies by their short names, each with its colour; few stand below one another, many smaller. */
Item {
    id: agencies

    required property var names
    readonly property int count: repeater.count
    readonly property bool few: agencies.count <= 4
    readonly property real size: Theme.u(60)
    readonly property real pitch: agencies.size * 1.5
    /* Names come one by one, and nothing else tells of it. */
    property int made: 0
    /* Smaller until all of them have room. */
    readonly property real shrink: agencies.fitting()

    function fitting(): real {
        for (let step = 1; step > 0.35; step -= 0.05)
            if (agencies.lines(step) * agencies.pitch * step <= agencies.height)
                return step;
        return 0.35;
    }
    function lines(step: real): int {
        if (agencies.few || agencies.made < 0)
            return agencies.count;
        let used = 0, lines = 1;
        for (let place = 0; place < repeater.count; ++place) {
            const wide = ((repeater.itemAt(place)?.implicitWidth ?? 0) + flow.spacing) * step;
            if (used > 0 && used + wide > agencies.width) {
                ++lines;
                used = 0;
            }
            used += wide;
        }
        return lines;
    }

    Flow {
        id: flow
        width: agencies.width / agencies.shrink
        spacing: agencies.size * 0.25
        transform: Scale {
            xScale: agencies.shrink
            yScale: agencies.shrink
        }

        Repeater {
            id: repeater
            model: agencies.names
            onItemAdded: agencies.made += 1

            Row {
                id: agency

                required property string short
                required property string colour

                width: agencies.few ? flow.width : implicitWidth
                spacing: agencies.size * 0.35
                rightPadding: agencies.size * 0.6

                Rectangle {
                    width: agencies.size * 0.3
                    height: agencies.size * 0.8
                    color: agency.colour
                    anchors.verticalCenter: parent.verticalCenter
                }
                TextBlock {
                    objectName: "agency"
                    text: agency.short
                    size: agencies.size
                    wrapMode: Text.NoWrap
                    lineHeight: 1
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }
}
