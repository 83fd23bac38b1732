pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter
import ".."
import "../rooms"

/* The supervisor's view: the zones side by side, and below them the chosen one in full. */
FocusScope {
    id: room

    required property CounterModel model
    readonly property Supervision view: room.model.office.supervision as Supervision
    readonly property bool narrow: room.width < Theme.u(1000)
    readonly property bool low: room.height < Theme.u(560)
    readonly property real pad: Theme.space(room.low ? 2 : 4)

    Keys.onPressed: event => {
        event.accepted = room.model.key(event.key, event.modifiers);
    }

    RoomBar {
        id: bar
        width: parent.width
        model: room.model
        title: room.model.office.title
        aside: alarm.visible && room.width < Theme.u(1500) ? "" : room.view.summary

        AlarmPlate {
            id: alarm
            visible: text !== ""
            width: Math.min(implicitWidth, parent.width)
            height: Theme.u(room.narrow ? 36 : 38)
            anchors.verticalCenter: parent.verticalCenter
            text: room.view.trouble
            more: room.view.troublesMore
            mood: room.view.troubleMood
            onClicked: room.view.press("F4")
        }
    }
    ZoneColumns {
        id: zones
        visible: !wall.visible
        x: room.pad
        y: bar.height + room.pad
        width: room.width - 2 * room.pad
        view: room.view
        low: room.low
    }
    Row {
        id: lists
        visible: !wall.visible
        x: room.pad
        y: zones.y + zones.height + Theme.space(2)
        width: zones.width
        height: (notice.visible ? notice.y : tools.y) - y - Theme.space(2)
        spacing: Theme.space(2)

        /* Where there is no room for three, counters and lines share one place: Tab brings the other.
           Who waits longest is always to be seen. */
        readonly property bool three: room.width >= Theme.u(900)
        readonly property real share: (lists.width - (lists.three ? 2 : 1) * lists.spacing) / (lists.three ? 3 : 2)

        CounterPanel {
            id: counters
            visible: lists.three || room.view.active !== 1
            width: lists.share
            height: lists.height
            low: room.low
            view: room.view
            other: lists.three ? "" : queues.heading
        }
        LinePanel {
            id: queues
            visible: lists.three || room.view.active === 1
            width: lists.share
            height: lists.height
            low: room.low
            view: room.view
            other: lists.three ? "" : counters.heading
        }
        WaiterPanel {
            width: lists.share
            height: lists.height
            low: room.low
            view: room.view
        }
    }
    TvWall {
        id: wall
        visible: room.view.wall.visible
        x: room.pad
        y: zones.y
        width: zones.width
        height: lists.y + lists.height - y
        low: room.low
        wall: room.view.wall
        onPressed: key => room.view.press(key)
    }
    NoticeLine {
        id: notice
        x: room.pad
        width: zones.width
        y: tools.y - height - Theme.space(2)
        model: room.model
        low: room.low
    }
    Grid {
        id: tools

        readonly property bool tight: room.width < Theme.u(760)

        x: room.pad
        y: room.height - height - room.pad
        width: zones.width
        columns: tools.tight ? 4 : 7
        spacing: Theme.space(tools.tight ? 1 : 2)

        Repeater {
            model: room.view.tools

            DeskButton {
                required property string key
                required property string label

                objectName: "tool-" + key
                width: (tools.width - (tools.columns - 1) * tools.spacing) / tools.columns
                height: Theme.u(tools.tight ? 26 : room.low ? 34 : 44)
                size: room.width < Theme.u(960) && !tools.tight ? Theme.u(11) : room.low || room.width < Theme.u(1200) ? Theme.small : Theme.body
                text: label
                keyName: key
                onClicked: room.view.press(key)
            }
        }
    }
}
