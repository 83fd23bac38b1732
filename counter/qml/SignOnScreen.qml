pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/*
  Who sits here: officer, PIN, counter. Tab goes on, Enter signs on. Who sat here before is offered
  below the officer's field, the last one first.
*/
FocusScope {
    id: screen

    required property CounterModel model
    property bool compact: false
    readonly property SignOnCard form: screen.model.signOn
    readonly property real pad: Theme.space(screen.compact ? 2.5 : 6)

    /* Without a number the PIN is not the end, unless one is going to be proposed. */
    readonly property bool wantsCounter: !screen.roomy && counter.text === ""
        && (screen.form.known || !screen.form.proposing)
    readonly property string searching: screen.eager ? qsTr("Masuk begitu pusat antrean ditemukan.")
        : screen.compact ? screen.model.contact.words
        : screen.model.contact.words + "\n" + screen.model.contact.detail

    /* A room instead of a counter, or no counter at all: the hub says where this person may work. */
    readonly property bool roomy: screen.form.place !== ""

    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_F6 || event.key === Qt.Key_F7;
        if (event.accepted)
            screen.choose(event.key === Qt.Key_F6 ? "supervisor" : "desk");
    }

    function choose(place: string): void {
        screen.form.goTo(place);
        screen.begin();
    }

    /* Enter came before the hub was found: it counts as soon as the hub has told who is who. */
    property bool eager: false
    /* The hub's own proposal has been put into the form. */
    property bool proposed: false

    function send(): void {
        screen.eager = !screen.form.known;
        if (screen.eager)
            return;
        if (screen.roomy || counter.text.trim() === "")
            screen.model.office.signIn(pin.text);
        else
            screen.form.send(pin.text, counter.text);
    }
    /* The hub has told something: the form is filled in, and sent where that was wanted. */
    function goOn(): void {
        if (screen.form.known && !screen.proposed) {
            screen.proposed = true;
            if (counter.text === "")
                counter.text = screen.form.counter;
        }
        if (screen.eager && screen.form.ready)
            screen.send();
    }
    function begin(): void {
        if (officer.text === "")
            officer.begin();
        else
            pin.begin();
    }
    function fillIn(): void {
        screen.form.begin();
        screen.lastSaid = screen.form.said;
        officer.text = screen.form.who.text;
        counter.text = screen.form.counter;
        screen.proposed = screen.form.known;
        screen.begin();
    }
    function officerKey(event: KeyEvent): void {
        event.accepted = event.key === Qt.Key_Down || event.key === Qt.Key_Up || event.key === Qt.Key_Escape;
        if (event.key === Qt.Key_Escape)
            screen.wantsList = false;
        else if (event.accepted && !list.visible)
            screen.wantsList = true;
        else if (event.accepted)
            screen.form.who.move(event.key === Qt.Key_Down ? 1 : -1);
    }
    function onOfficerGiven(): void {
        if (list.visible && screen.form.who.marked >= 0)
            screen.form.who.take(screen.form.who.marked);
        if (pin.text === "")
            pin.begin();
        else
            screen.send();
    }

    /* Escape puts the list of officers away; typing or an arrow brings it back. */
    property bool wantsList: true

    Component.onCompleted: screen.fillIn()

    Connections {
        target: screen.form.who
        function onWritten(): void {
            officer.text = screen.form.who.text;
        }
    }

    Connections {
        target: screen.form
        function onChanged(): void {
            screen.goOn();
            const news = screen.form.refused && !screen.form.busy && screen.form.said !== screen.lastSaid;
            if (news && pin.text !== "" && !ownPin.active)
                pin.begin();
            screen.lastSaid = screen.form.said;
        }
    }
    /* A new refusal selects the PIN, once: whoever types it again is not interrupted. */
    property string lastSaid: ""

    Row {
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: (screen.roomy || ownPin.active) && !screen.compact ? (width - formSide.width) / 2 : 0
        width: screen.compact ? parent.width - 2 * screen.pad : Math.min(parent.width - 2 * screen.pad, Theme.u(1120))
        height: parent.height - 2 * screen.pad
        spacing: Theme.space(8)

        Item {
            id: formSide
            width: screen.compact ? parent.width : Theme.u(380)
            height: parent.height

            Loader {
                id: ownPin
                active: screen.form.ownPin.wanted
                visible: ownPin.active
                focus: ownPin.active
                width: parent.width
                anchors.verticalCenter: parent.verticalCenter
                sourceComponent: OwnPinForm {
                    width: ownPin.width
                    card: screen.form.ownPin
                    old: pin.text
                    compact: screen.compact
                }
            }
            Connections {
                target: screen.form.ownPin
                function onKept(): void {
                    pin.text = (ownPin.item as OwnPinForm).chosen;
                    screen.send();
                }
                function onChanged(): void {
                    if (!screen.form.ownPin.wanted)
                        screen.begin();
                }
            }
            Column {
                visible: !ownPin.active
                width: parent.width
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space(screen.compact ? 1.5 : 4)

                Item {
                    visible: Theme.logo !== "" && !screen.compact && screen.height >= Theme.u(660)
                    width: parent.width
                    height: Theme.u(48)

                    SiteLogo {
                        objectName: "logo"
                        height: parent.height
                        room: parent.width
                    }
                }
                TextBlock {
                    objectName: "signOnTitle"
                    visible: !screen.compact || screen.height > Theme.u(230)
                    text: screen.form.place === "desk" ? qsTr("Masuk ke meja informasi")
                        : screen.form.place === "supervisor" ? qsTr("Masuk sebagai pengawas") : qsTr("Masuk ke loket")
                    size: screen.compact ? Theme.lead : Theme.headline
                    strong: true
                }
                Grid {
                    width: parent.width
                    columns: screen.compact ? 3 : 1
                    columnSpacing: Theme.space(2)
                    rowSpacing: Theme.space(4)

                    Entry {
                        id: officer
                        objectName: "officer"
                        width: screen.compact ? Math.round(parent.width * 0.58) : parent.width
                        compact: screen.compact
                        label: qsTr("Petugas")
                        hint: screen.compact ? qsTr("nama atau kode") : qsTr("nama atau kode, mis. officer-1")
                        aside: screen.form.who.detail
                        onAccepted: screen.onOfficerGiven()
                        onEdited: text => {
                            screen.eager = false;
                            screen.wantsList = true;
                            screen.form.who.type(text);
                        }
                        Keys.onPressed: event => screen.officerKey(event)

                        Connections {
                            target: officer.input
                            function onActiveFocusChanged(): void {
                                screen.wantsList = true;
                                if (!officer.input.activeFocus)
                                    screen.form.who.leave();
                            }
                        }
                    }
                    Entry {
                        id: pin
                        objectName: "pin"
                        width: screen.compact ? (parent.width * 0.42 - 2 * Theme.space(2)) / 2 : parent.width
                        compact: screen.compact
                        label: qsTr("PIN")
                        secret: true
                        onEdited: screen.eager = false
                        onAccepted: screen.wantsCounter ? counter.begin() : screen.send()
                    }
                    Entry {
                        id: counter
                        objectName: "counter"
                        visible: !screen.roomy
                        width: screen.compact ? (parent.width * 0.42 - 2 * Theme.space(2)) / 2 : parent.width
                        compact: screen.compact
                        label: screen.compact ? qsTr("Loket") : qsTr("Nomor loket")
                        onEdited: screen.eager = false
                        onTextChanged: screen.form.sitAt(counter.text)
                        onAccepted: screen.send()
                    }
                }
                TextBlock {
                    objectName: "signOnSaid"
                    width: parent.width
                    height: screen.compact ? Theme.u(34) : Theme.u(64)
                    text: !screen.form.known ? screen.searching : !screen.model.live ? screen.model.trying
                        : screen.form.said !== "" ? screen.form.said : screen.form.about
                    size: screen.compact ? Theme.small : Theme.body
                    least: Theme.u(11)
                    lineHeight: screen.compact ? 1.05 : 1.12
                    strong: screen.form.refused
                    color: screen.form.refused || (screen.form.known && !screen.model.live) ? Theme.badInk : Theme.inkSoft
                }
                DeskButton {
                    objectName: "signOn"
                    width: parent.width
                    height: Theme.u(screen.compact ? 44 : 56)
                    primary: true
                    text: screen.form.busy ? qsTr("Memeriksa …") : qsTr("Masuk")
                    keyName: "Enter"
                    size: Theme.lead
                    busy: screen.form.busy || screen.eager
                    enabled: screen.model.live || !screen.form.known
                    onClicked: screen.send()
                }
                Row {
                    id: rooms
                    visible: !screen.form.fixed && !screen.compact
                    width: parent.width
                    spacing: Theme.space(2)

                    DeskButton {
                        objectName: "asSupervisor"
                        focusPolicy: Qt.NoFocus
                        width: (rooms.width - rooms.spacing) / 2
                        height: Theme.u(36)
                        text: screen.form.place === "supervisor" ? qsTr("Ke loket") : qsTr("Pengawas")
                        size: Theme.small
                        keyName: "F6"
                        onClicked: screen.choose("supervisor")
                    }
                    DeskButton {
                        objectName: "asDesk"
                        focusPolicy: Qt.NoFocus
                        width: (rooms.width - rooms.spacing) / 2
                        height: Theme.u(36)
                        text: screen.form.place === "desk" ? qsTr("Ke loket") : qsTr("Meja informasi")
                        size: Theme.small
                        keyName: "F7"
                        onClicked: screen.choose("desk")
                    }
                }
            }
        }
        Panel {
            visible: !screen.compact && !screen.roomy && !ownPin.active && screen.form.known
            width: parent.width - formSide.width - parent.spacing
            height: parent.height

            TextBlock {
                id: heading
                x: Theme.space(4)
                y: Theme.space(3)
                text: qsTr("Loket menurut zona")
                size: Theme.lead
                strong: true
            }
            TextBlock {
                x: parent.width - width - Theme.space(4)
                anchors.baseline: heading.baseline
                text: qsTr("bergaris hijau: sedang dipakai")
                size: Theme.small
                color: Theme.inkSoft
            }
            Flickable {
                anchors.fill: parent
                anchors.topMargin: heading.y + heading.height + Theme.space(3)
                anchors.bottomMargin: Theme.space(2)
                contentHeight: zones.height
                clip: true

                Column {
                    id: zones
                    x: Theme.space(4)
                    width: parent.width - 2 * x
                    spacing: Theme.space(4)

                    Repeater {
                        model: screen.form.zones

                        ZoneDesks {
                            width: zones.width
                            chosen: counter.text
                            onPicked: number => {
                                counter.text = number;
                                screen.begin();
                            }
                        }
                    }
                }
            }
        }
    }

    OfficerList {
        id: list

        /* Where the field stands while the list does. */
        readonly property point below: list.visible
            ? officer.mapToItem(screen, 0, officer.height + Theme.space(0.5)) : Qt.point(0, 0)

        visible: screen.wantsList && officer.input.activeFocus && list.count > 0
        who: screen.form.who
        compact: screen.compact
        x: list.below.x
        y: list.below.y
        width: screen.compact ? screen.width - 2 * screen.pad : officer.width
        height: screen.compact ? screen.height - y - Theme.space(1) : implicitHeight
        onTaken: screen.onOfficerGiven()
    }
}
