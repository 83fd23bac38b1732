pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* A question over the desk: a list to choose from by digit, by arrow keys, or by searching. */
FocusScope {
    id: screen
    objectName: "sheet"

    required property SheetCard sheet
    required property CounterModel model
    property bool compact: false
    readonly property real pad: Theme.space(screen.compact ? 2.5 : 5)

    signal closed

    visible: screen.sheet.open

    function begin(): void {
        query.text = "";
        if (!screen.sheet.open) {
            screen.closed();
            return;
        }
        screen.forceActiveFocus();
        if (screen.sheet.search === "")
            options.forceActiveFocus();
        else
            query.forceActiveFocus();
    }

    function repeats(key: int): bool {
        return [Qt.Key_Up, Qt.Key_Down, Qt.Key_Left, Qt.Key_Right, Qt.Key_Backspace].includes(key);
    }

    Connections {
        target: screen.sheet
        function onAsked(): void {
            screen.begin();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.shade

        MouseArea {
            anchors.fill: parent
            onClicked: screen.model.closeSheet()
        }
    }
    Panel {
        id: card
        anchors.centerIn: parent
        width: screen.compact ? parent.width - 2 * Theme.space(1) : Math.min(parent.width - 2 * Theme.space(8), Theme.u(640))
        height: Math.min(parent.height - 2 * Theme.space(screen.compact ? 1 : 8), head.height + listRoom + 3 * screen.pad)

        readonly property real listRoom: screen.sheet.search !== "" ? Theme.u(460)
            : Math.max(Theme.u(44), options.contentHeight)

        MouseArea {
            anchors.fill: parent
        }
        Column {
            id: head
            x: screen.pad
            y: screen.pad
            width: parent.width - 2 * screen.pad
            spacing: Theme.space(screen.compact ? 1 : 2)

            Item {
                width: parent.width
                height: Math.max(title.height, cancel.height)

                TextBlock {
                    id: title
                    objectName: "question"
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - cancel.width - Theme.space(3)
                    text: screen.sheet.title
                    size: screen.compact ? Theme.lead : Theme.title
                    strong: true
                    lineHeight: 1.05
                }
                DeskButton {
                    id: cancel
                    objectName: "cancel"
                    anchors.right: parent.right
                    width: Theme.u(120)
                    height: screen.compact ? Theme.u(26) : Theme.u(32)
                    focusPolicy: Qt.NoFocus
                    text: qsTr("Batal")
                    size: Theme.small
                    keyName: "Esc *"
                    onClicked: screen.model.closeSheet()
                }
            }
            /* Held up for its visitor to read and copy. */
            TextBlock {
                objectName: "large"
                visible: text !== ""
                width: parent.width
                text: screen.sheet.large
                size: Theme.u(screen.compact ? 56 : 120)
                strong: true
                lineHeight: 1
                wrapMode: Text.NoWrap
                horizontalAlignment: screen.compact ? Text.AlignLeft : Text.AlignHCenter
            }
            TextBlock {
                objectName: "detail"
                visible: text !== "" && (!screen.compact || screen.height > Theme.u(260))
                width: parent.width
                /* A long answer leaves room for an option below it. */
                height: Math.min(implicitHeight, screen.height - title.height - Theme.u(screen.compact ? 64 : 180))
                text: screen.sheet.detail
                size: screen.compact ? Theme.small : Theme.body
                least: Math.min(size, Theme.u(11))
                color: Theme.inkSoft
            }
            Rectangle {
                visible: screen.sheet.search !== ""
                width: parent.width
                height: Theme.u(screen.compact ? 32 : 42)
                radius: Theme.radius
                color: Theme.surface
                border.width: 2 * Theme.hairline
                border.color: Theme.accent

                TextInput {
                    id: query
                    objectName: "query"
                    anchors.fill: parent
                    anchors.leftMargin: Theme.space(2.5)
                    anchors.rightMargin: Theme.space(2.5)
                    verticalAlignment: TextInput.AlignVCenter
                    font.family: Theme.family
                    font.pixelSize: Theme.lead
                    color: Theme.ink
                    clip: true
                    activeFocusOnTab: false
                    Accessible.name: screen.sheet.search
                    onTextEdited: screen.model.typeSearch(text)
                    Keys.priority: Keys.BeforeItem
                    /* The key that asked may still be down: what it repeats is not typed. */
                    Keys.onPressed: event => event.accepted = event.isAutoRepeat && !screen.repeats(event.key)
                        || screen.model.sheetKey(event.key, event.modifiers)
                }
                TextBlock {
                    visible: query.text === ""
                    x: Theme.space(2.5)
                    anchors.verticalCenter: parent.verticalCenter
                    text: screen.sheet.search
                    color: Theme.inkSoft
                }
            }
        }
        TextBlock {
            objectName: "empty"
            visible: text !== ""
            x: screen.pad
            y: options.y + Theme.space(2)
            width: head.width
            text: screen.sheet.empty
            color: Theme.inkSoft
        }
        WholeList {
            id: options
            x: screen.pad
            y: head.y + head.height + Theme.space(screen.compact ? 1.5 : 3)
            width: head.width
            height: card.height - y - screen.pad
            spacing: Theme.space(1)
            indent: Theme.space(2.5)
            model: screen.sheet.options
            at: screen.sheet.marked
            Keys.onPressed: event => {
                event.accepted = event.isAutoRepeat && !screen.repeats(event.key)
                    || screen.model.sheetKey(event.key, event.modifiers);
            }

            delegate: OptionItem {
                width: options.rowWidth
                compact: screen.compact
                marked: ListView.isCurrentItem
                onPicked: place => screen.model.take(place)
            }
        }
    }
}
