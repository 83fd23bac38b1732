pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Kiosk

/* Which plain scene belongs to a screen and to the question over it. */
Item {
    id: scenes

    required property KioskModel model

    function at(ask: string, screen: string): Component {
        switch (ask) {
        case "access": return access;
        case "still_there": case "for_other": case "cancel": case "help": case "language": return asked;
        case "standard": return standard;
        case "map": return place;
        }
        switch (screen) {
        case "start": return start;
        case "events": case "event": case "agencies": case "groups": case "services": return list;
        case "search": return search;
        case "confirm": case "issuing": return confirm;
        case "closed": return closed;
        case "done": case "no_paper": return number;
        case "find": return find;
        case "my_ticket": return mine;
        default: return away;
        }
    }

    Component { id: access; PlainAccess { model: scenes.model } }
    Component { id: asked; PlainAsked { model: scenes.model } }
    Component { id: standard; PlainStandard { model: scenes.model } }
    Component { id: place; PlainPlace { model: scenes.model } }
    Component { id: start; PlainStart { model: scenes.model } }
    Component { id: list; PlainList { model: scenes.model } }
    Component { id: search; PlainSearch { model: scenes.model } }
    Component { id: confirm; PlainConfirm { model: scenes.model } }
    Component { id: closed; PlainClosed { model: scenes.model } }
    Component { id: number; PlainNumber { model: scenes.model } }
    Component { id: find; PlainFind { model: scenes.model } }
    Component { id: mine; PlainMine { model: scenes.model } }
    Component { id: away; PlainAway { model: scenes.model } }
}
