pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls
import Giliran.Kiosk
import "plain"

/* The kiosk: one heading, one screen, one bar. The model's `screen` alone says which. */
Window {
    id: root

    required property KioskModel model
    readonly property real edge: Theme.space(4)
    readonly property bool plain: model.access.plain && model.screen !== "hubs"
    readonly property PlainScreen spoken: model.access.spoken ? plainly.item as PlainScreen : null
    /* What the keys stand on. */
    readonly property string stop: activeFocusItem?.objectName ?? ""
    readonly property QtObject spokenWords: SpokenWords { hall: root.model.hallName }
    readonly property bool staffed: model.staff.place !== ""
    readonly property bool rests: model.resting.state !== "" && model.screen === "start" && !staffed
    readonly property bool covered: rests || staffed || pairing.shut

    /* The keys of a keypad walk over whatever can be pressed; a question keeps them to itself. */
    function keyStops(item: var): bool {
        if (typeof item.click !== "function" || !item.visible || !item.enabled)
            return false;
        if (root.staffed ? root.plain || root.model.staff.asks === "" : root.plain || root.model.ask === "nothing")
            return true;
        let one = item;
        while (one && one.isSheet !== true)
            one = one.parent;
        return one !== null;
    }
    /* The keypad's arrows: in the spoken mode over all that there is, else as Tab does. */
    function keyWalk(forward: bool, sideways: bool): void {
        if (root.spoken !== null)
            root.spoken.spokenStep(root.activeFocusItem, forward, sideways);
        else
            root.keyStep(forward);
    }
    function keyCommand(command: string): void {
        if (root.spoken === null)
            return;
        if (command === "back")
            root.spoken.spokenBack();
        else if (command === "top")
            root.spoken.spokenTop();
        else if (command === "help" && root.model.ask === "nothing")
            root.model.openQuestion("help");
    }
    function keyLetter(letter: string, instead: bool): void {
        root.spoken?.spokenLetter(letter, instead);
    }
    function keyStep(forward: bool): void {
        const begin = root.activeFocusItem ?? stage;
        let item = begin;
        for (let tried = 0; tried < 300; ++tried) {
            item = item.nextItemInFocusChain(forward);
            if (item === begin || !item)
                return;
            if (root.keyStops(item)) {
                item.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
                return;
            }
        }
    }
    function keyPress(): void {
        const item = root.activeFocusItem;
        if (item && root.keyStops(item))
            (item as T.AbstractButton).click();
        else
            root.keyStep(true);
    }
    function keyRelease(): void {
        const item = root.activeFocusItem;
        if (item && item !== stage && typeof (item as T.AbstractButton)?.click === "function")
            stage.forceActiveFocus();
    }

    color: Theme.background
    title: qsTr("Kiosk antrean")

    Binding {
        target: root.model.shelves
        property: "portrait"
        value: root.height > root.width
    }

    /* Below it the usual screens do not have their keys of 20 mm beside one another. */
    Binding {
        target: root.model.access
        property: "cramped"
        value: root.height > 0 && root.width > 0 && Math.min(root.height, root.width) < 12 * Theme.target
    }
    Binding {
        target: Theme
        property: "contrast"
        value: root.model.access.contrast && root.model.screen !== "hubs"
    }
    Binding {
        target: Theme
        property: "zoom"
        value: root.model.access.large && root.plain
            ? root.model.access.textZoom(root.model.access.distanceMm, Theme.pxPerMm, Theme.unit) : 1
    }

    Item {
        id: stage
        anchors.fill: parent
        focus: true

        TapHandler {
            longPressThreshold: 3
            onPressedChanged: if (pressed) root.model.touchAt(point.position.x, point.position.y, root.height, Theme.target)
            onLongPressed: root.model.access.callForVoice()
        }

        Loader {
            id: plainly
            anchors.fill: parent
            active: root.plain
            visible: !root.covered
            sourceComponent: PlainScreen { model: root.model }
        }
        Heading {
            id: heading
            visible: !root.plain && !root.covered
            x: root.edge
            y: Theme.space(2.5)
            width: parent.width - 2 * root.edge
            hall: root.model.hallName
            clock: root.model.clock
            text: screen.page ? screen.page.heading : ""
            detail: screen.page ? screen.page.subheading : ""
        }
        Loader {
            id: screen
            readonly property Page page: item as Page
            objectName: "screen"
            active: !root.plain
            visible: !root.covered
            x: root.edge
            width: parent.width - 2 * root.edge
            anchors.top: heading.bottom
            anchors.topMargin: Theme.space(2.5)
            anchors.bottom: bar.top
            anchors.bottomMargin: Theme.space(2)
            sourceComponent: {
                switch (root.model.screen) {
                case "start": return start;
                case "events": return events;
                case "event": return errands;
                case "agencies": return agencies;
                case "groups": return groups;
                case "services": return services;
                case "search": return search;
                case "confirm": return confirm;
                case "issuing": return confirm;
                case "closed": return closed;
                case "done": return done;
                case "no_paper": return noPaper;
                case "find": return find;
                case "my_ticket": return myTicket;
                case "hubs": return hubs;
                default: return away;
                }
            }
        }
        BottomBar {
            id: bar
            visible: !root.plain && !root.covered
            model: root.model
            edge: root.edge
            width: parent.width
            anchors.bottom: parent.bottom
        }
        Questions {
            visible: !root.plain && !root.staffed && !pairing.shut
            model: root.model
            anchors.fill: parent
        }
        Loader {
            anchors.fill: parent
            active: root.rests
            sourceComponent: RestScreen { model: root.model }
        }
        Loader {
            anchors.fill: parent
            active: root.staffed
            sourceComponent: root.plain ? plainStaff : staff
        }
    }
    PairingDoor {
        id: pairing
        anchors.fill: parent
        face: root.model.pairing
        onOpened: stage.forceActiveFocus()
    }

    Component { id: staff; StaffScreen { model: root.model } }
    Component { id: plainStaff; PlainStaffScreen { model: root.model } }
    Component { id: start; StartScreen { model: root.model } }
    Component { id: events; EventsScreen { model: root.model } }
    Component { id: errands; EventScreen { model: root.model } }
    Component { id: agencies; AgenciesScreen { model: root.model } }
    Component { id: groups; GroupsScreen { model: root.model } }
    Component { id: services; ServicesScreen { model: root.model } }
    Component { id: search; SearchScreen { model: root.model } }
    Component { id: confirm; ConfirmScreen { model: root.model } }
    Component { id: closed; ClosedScreen { model: root.model } }
    Component { id: done; DoneScreen { model: root.model } }
    Component { id: noPaper; NoPaperScreen { model: root.model } }
    Component { id: find; FindScreen { model: root.model } }
    Component { id: myTicket; MyTicketScreen { model: root.model } }
    Component { id: hubs; HubsScreen { model: root.model } }
    Component { id: away; AwayScreen { model: root.model } }
}
