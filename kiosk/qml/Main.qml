pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The kiosk: one heading, one screen, one bar. The model's `screen` alone says which. */
Window {
    id: root

    required property KioskModel model
    readonly property real edge: Theme.space(4)

    color: Theme.background
    title: qsTr("Kiosk antrean")

    Binding {
        target: root.model.shelves
        property: "portrait"
        value: root.height > root.width
    }

    Item {
        id: stage
        anchors.fill: parent
        focus: true
        Keys.onPressed: event => root.model.scan(event.text)

        TapHandler {
            onPressedChanged: if (pressed) root.model.touch()
        }

        Heading {
            id: heading
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
            x: root.edge
            width: parent.width - 2 * root.edge
            anchors.top: heading.bottom
            anchors.topMargin: Theme.space(2.5)
            anchors.bottom: bar.top
            anchors.bottomMargin: Theme.space(2)
            sourceComponent: {
                switch (root.model.screen) {
                case "start": return start;
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
            model: root.model
            edge: root.edge
            width: parent.width
            anchors.bottom: parent.bottom
        }
        Questions {
            model: root.model
            anchors.fill: parent
        }
    }

    Component { id: start; StartScreen { model: root.model } }
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
