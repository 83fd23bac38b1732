pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The officer's terminal: a strip beside the officer's own program, or a full window. */
Window {
    id: root

    required property CounterModel model
    readonly property bool compact: root.width < Theme.u(900) || root.height < Theme.u(560)
    readonly property Component shape: root.width < Theme.u(640) || root.height < Theme.u(340) ? strip
        : root.width < Theme.u(1000) || root.height < Theme.u(600) ? snug : full
    readonly property bool atDesk: root.model.screen === "desk"
    readonly property bool inRoom: root.model.screen === "information" || root.model.screen === "supervision"
    readonly property string moment: root.model.mode + root.model.face.number

    minimumWidth: Theme.u(400)
    minimumHeight: Theme.u(200)
    color: Theme.background
    title: root.model.office.title !== "" ? root.model.office.title + " – Giliran"
        : root.model.plate.counter === "" ? qsTr("Giliran – loket") : root.model.plate.counter + " – Giliran"

    /* After each step the keys belong to the desk again, not to the button pressed last. */
    onMomentChanged: root.home()
    onAtDeskChanged: root.home()

    function home(): void {
        if (pairing.shut)
            return;
        if (root.atDesk && !root.model.sheet.open)
            desk.forceActiveFocus();
        else if (!root.model.sheet.open)
            (root.inRoom ? room : form.visible ? form : hall).forceActiveFocus();
    }

    FocusScope {
        id: desk
        anchors.fill: parent
        focus: root.atDesk
        enabled: !root.model.sheet.open
        visible: root.atDesk && !pairing.shut
        Keys.onPressed: event => {
            if (event.isAutoRepeat)
                event.accepted = root.atDesk;
            else
                event.accepted = root.model.key(event.key, event.modifiers);
        }

        Loader {
            id: face
            anchors.fill: parent
            active: root.atDesk
            sourceComponent: root.shape
        }
    }
    Loader {
        id: room
        anchors.fill: parent
        active: root.inRoom
        visible: !pairing.shut
        focus: active
        enabled: !root.model.sheet.open
        /* Read when somebody enters: an officer at a counter need not wait for it at the start. */
        readonly property string page: root.model.screen === "information" ? "information/InformationRoom.qml"
            : root.model.screen === "supervision" ? "supervision/SupervisionRoom.qml" : ""
        onPageChanged: {
            if (room.page !== "")
                room.setSource(room.page, {
                    model: root.model,
                    focus: true
                });
        }
    }
    Loader {
        id: form
        anchors.fill: parent
        /* What was typed stays while one of several hubs is chosen. */
        active: root.model.screen === "sign-on" || root.model.screen === "choosing"
        visible: root.model.screen === "sign-on" && !pairing.shut
        focus: visible
        sourceComponent: SignOnScreen {
            model: root.model
            compact: root.width < Theme.u(760) || root.height < Theme.u(440)
        }
    }
    Loader {
        id: hall
        anchors.fill: parent
        active: !root.atDesk && !root.inRoom && root.model.screen !== "sign-on"
        visible: !pairing.shut
        focus: active
        sourceComponent: HallScreen {
            focus: true
            model: root.model
            compact: root.compact
        }
    }
    QuestionSheet {
        anchors.fill: parent
        sheet: root.model.sheet
        model: root.model
        compact: root.compact
        onClosed: root.home()
    }
    PairingDoor {
        id: pairing
        anchors.fill: parent
        face: root.model.pairing
        onOpened: root.home()
    }

    Component {
        id: strip
        StripDesk { model: root.model }
    }
    Component {
        id: snug
        SnugDesk { model: root.model }
    }
    Component {
        id: full
        WindowDesk { model: root.model }
    }
}
