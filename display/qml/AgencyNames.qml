pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/*
  Agencies by their short names, each with its colour; few stand below one another. Many stand
  smaller, but never smaller than the last chair reads: what has no room then comes on another page.
*/
Item {
    id: agencies

    required property var names
    /* The least cap height. */
    property real cap: 0
    readonly property int count: repeater.count
    readonly property bool few: agencies.count <= 4
    readonly property real size: Math.max(Theme.u(60), Theme.sizeForCaps(agencies.cap))
    readonly property real least: agencies.cap > 0 ? Theme.sizeForCaps(agencies.cap) / agencies.size : 0.35
    readonly property real pitch: agencies.size * 1.5
    readonly property real gap: agencies.size * 0.25
    /* Names come one by one, and nothing else tells of it. */
    property int made: 0
    readonly property real shrink: agencies.fitting()
    readonly property var spots: agencies.arranged(agencies.shrink)
    readonly property int perPage: Math.max(1, Math.floor((agencies.height + agencies.pitch * agencies.shrink * 0.2) / (agencies.pitch * agencies.shrink)))
    readonly property int pages: Math.ceil(agencies.lines(agencies.shrink) / agencies.perPage)
    readonly property int page: turns.turn % Math.max(1, agencies.pages)

    /* The line of each name, and where in it. */
    function arranged(step: real): var {
        const spots = [];
        let x = 0, line = 0;
        for (let place = 0; place < agencies.count && agencies.made >= 0; ++place) {
            const wide = repeater.itemAt(place)?.implicitWidth ?? 0;
            if (x > 0 && (agencies.few || (x + wide) * step > agencies.width)) {
                line += 1;
                x = 0;
            }
            spots.push({ x: x, line: line });
            x += wide + agencies.gap;
        }
        return spots;
    }
    function lines(step: real): int {
        const spots = agencies.arranged(step);
        return spots.length > 0 ? spots[spots.length - 1].line + 1 : 0;
    }
    function widest(): real {
        let wide = 1;
        for (let place = 0; place < agencies.count && agencies.made >= 0; ++place)
            wide = Math.max(wide, repeater.itemAt(place)?.implicitWidth ?? 0);
        return wide;
    }
    function fitting(): real {
        let found = agencies.least;
        for (let step = 1; step > agencies.least; step -= 0.05)
            if (agencies.lines(step) * agencies.pitch * step <= agencies.height) {
                found = step;
                break;
            }
        return Math.min(found, agencies.width / agencies.widest());
    }

    PageTurn {
        id: turns
        running: agencies.pages > 1 && agencies.visible
    }
    Item {
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

                required property int index
                required property string short
                required property string colour
                readonly property int line: agencies.spots[agency.index]?.line ?? 0

                visible: Math.floor(agency.line / agencies.perPage) === agencies.page
                x: agencies.spots[agency.index]?.x ?? 0
                y: (agency.line % agencies.perPage) * agencies.pitch
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
