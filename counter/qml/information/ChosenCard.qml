pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The chosen ticket: what the visitor wants to know, and what can be done, by digit once armed. */
FocusScope {
    id: card

    required property InformationDesk desk
    required property CounterModel model
    property bool low: false
    readonly property ChosenTicket shown: card.desk.card
    readonly property real inner: Theme.space(card.low ? 3 : 5)

    signal typed(text: string)

    Keys.onPressed: event => {
        event.accepted = !event.isAutoRepeat && card.model.key(event.key, event.modifiers);
        /* A letter goes on with the search. */
        if (!event.accepted && event.text.trim() !== "" && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier)))
            card.typed(event.text);
    }

    Panel {
        anchors.fill: parent
        border.width: (card.desk.armed ? 3 : 1) * Theme.hairline
        border.color: card.desk.armed ? Theme.accent : Theme.line
    }
    TextBlock {
        visible: !card.desk.chosen
        anchors.centerIn: parent
        width: parent.width - 2 * card.inner
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Ketik kata pengunjung: kira-kira jam berapa, untuk apa, di kiosk mana.")
        size: Theme.lead
        color: Theme.inkSoft
    }
    Item {
        id: head
        visible: card.desk.chosen
        x: card.inner
        y: card.inner
        width: parent.width - 2 * x
        height: Math.max(number.height, standing.height)

        TextBlock {
            id: number
            objectName: "number"
            text: card.shown.number
            size: Theme.u(card.low ? 30 : 44)
            strong: true
            lineHeight: 1
            wrapMode: Text.NoWrap
        }
        Column {
            id: standing
            x: number.width + Theme.space(4)
            width: parent.width - x
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space(0.5)

            TextBlock {
                objectName: "state"
                width: parent.width
                text: card.shown.state
                size: card.low ? Theme.body : Theme.lead
                strong: true
                lineHeight: 1.05
                color: card.shown.mood === "bad" ? Theme.badInk : card.shown.mood === "warn" ? Theme.warnInk
                    : card.shown.mood === "good" ? Theme.goodInk : Theme.ink
            }
            TextBlock {
                objectName: "outlook"
                visible: text !== ""
                width: parent.width
                text: card.shown.outlook
                size: card.low ? Theme.small : Theme.body
                strong: card.shown.outlookMood === "bad"
                lineHeight: 1.05
                color: card.shown.outlookMood === "bad" ? Theme.badInk : Theme.ink
            }
        }
    }
    Column {
        id: facts
        visible: card.desk.chosen
        x: card.inner
        y: head.y + head.height + Theme.space(card.low ? 1.5 : 3)
        width: head.width
        height: deeds.y - y - Theme.space(2)
        spacing: Theme.space(card.low ? 0.75 : 1.5)

        /* What has no room stands there not at all: half a line says nothing. */
        function shows(line: Item): real {
            return line.y + line.height <= facts.height + 1 ? 1 : 0;
        }

        TextBlock {
            id: service
            objectName: "service"
            width: parent.width
            opacity: facts.shows(service)
            text: card.shown.service + (card.shown.agency === "" ? "" : " · " + card.shown.agency)
            size: card.low ? Theme.small : Theme.lead
            lineHeight: 1.05
        }
        TextBlock {
            id: where
            objectName: "where"
            width: parent.width
            opacity: facts.shows(where)
            visible: text !== ""
            text: card.shown.where
            size: card.low ? Theme.small : Theme.body
            strong: true
            lineHeight: 1.05
        }
        Repeater {
            model: card.desk.notes

            FactLine {
                id: note

                required property int index
                required property string words

                objectName: "note-" + note.index

                width: facts.width
                opacity: facts.shows(note)
                low: card.low
                label: qsTr("Catatan")
                text: note.words
            }
        }
        FactLine {
            id: paper
            objectName: "paper"
            width: parent.width
            opacity: facts.shows(paper)
            low: card.low
            label: qsTr("Kertas")
            text: card.shown.paper
            mood: card.shown.paperMood
        }
        FactLine {
            id: priority
            objectName: "priority"
            width: parent.width
            opacity: facts.shows(priority)
            low: card.low
            label: qsTr("Prioritas")
            text: card.shown.priority
        }
        FactLine {
            id: assist
            objectName: "assist"
            width: parent.width
            opacity: facts.shows(assist)
            low: card.low
            label: qsTr("Bantuan")
            text: card.shown.assist
        }
        FactLine {
            id: taken
            objectName: "taken"
            width: parent.width
            opacity: facts.shows(taken)
            low: card.low
            label: qsTr("Tiket")
            text: card.shown.taken
        }
    }
    DeedKeys {
        id: deeds
        visible: card.desk.chosen && (card.desk.armed || card.height >= Theme.u(430))
        x: card.inner
        y: visible ? parent.height - height - card.inner : parent.height - how.height - Theme.space(3)
        width: head.width
        desk: card.desk
        low: card.low
    }
    /* Without room for the keys: how to come to them. */
    TextBlock {
        id: how
        visible: card.desk.chosen && !deeds.visible
        x: card.inner
        y: parent.height - height - Theme.space(3)
        text: qsTr("Enter: cetak, kembalikan, prioritas …")
        size: Theme.small
        strong: true
        color: Theme.accent
        lineHeight: 1
    }
    MouseArea {
        anchors.fill: parent
        visible: card.desk.chosen && !deeds.visible
        onClicked: card.desk.press("primary")
    }
}
