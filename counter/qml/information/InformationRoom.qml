pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter
import "../rooms"

/* The information desk: at the left whom we look for, at the right the one that was found. */
FocusScope {
    id: room

    required property CounterModel model
    readonly property InformationDesk desk: room.model.office.desk as InformationDesk
    readonly property bool narrow: room.width < Theme.u(1000)
    readonly property bool low: room.height < Theme.u(560)
    readonly property real pad: Theme.space(room.low ? 2 : 4)

    /* The keyboard belongs to the search, or to the card while that is armed. */
    function home(): void {
        if (room.desk.armed)
            card.forceActiveFocus();
        else
            search.begin();
    }

    Connections {
        target: room.desk
        function onChanged(): void {
            if (room.activeFocus && room.desk.armed !== card.activeFocus)
                room.home();
        }
    }
    onActiveFocusChanged: if (room.activeFocus)
        room.home()

    RoomBar {
        id: bar
        width: parent.width
        model: room.model
        title: room.model.office.title
    }
    Item {
        id: left
        x: room.pad
        y: bar.height + room.pad
        width: Math.round((room.width - 3 * room.pad) * (room.narrow ? 0.52 : 0.56))
        height: room.height - y - room.pad

        SearchField {
            id: search
            width: parent.width
            desk: room.desk
            model: room.model
            low: room.low
        }
        FoundList {
            y: search.height + Theme.space(2)
            width: parent.width
            height: tools.y - y - Theme.space(2)
            desk: room.desk
            narrow: room.narrow
        }
        NoticeLine {
            id: notice
            width: parent.width
            y: tools.y - height - Theme.space(2)
            model: room.model
        }
        DeskTools {
            id: tools
            width: parent.width
            y: parent.height - height
            desk: room.desk
            low: room.low
        }
    }
    Item {
        id: right
        x: left.x + left.width + room.pad
        y: left.y
        width: room.width - x - room.pad
        height: left.height

        ChosenCard {
            id: card
            width: parent.width
            height: parent.height - (alarms.visible ? alarms.height + Theme.space(2) : 0)
            desk: room.desk
            model: room.model
            low: room.low
            onTyped: text => search.add(text)
        }
        AlarmList {
            id: alarms
            /* On a low screen the keys of an armed card need the room, and nothing is said of
               nothing. */
            visible: !room.low || (alarms.count > 0 && !room.desk.armed)
            low: room.low
            width: parent.width
            height: Math.min(alarms.needed, Math.round(parent.height * (room.low ? 0.4 : 0.3)))
            y: parent.height - height
            desk: room.desk
            onPicked: ticket => room.desk.choose(ticket)
            onPressed: key => room.desk.press(key)
        }
    }
}
