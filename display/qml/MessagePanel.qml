import QtQuick
import Giliran.Controls
import Giliran.Display

/*
  A break, a closed hall, a lost line or an announcement: said large, and again in English. What
  somebody wrote may be long: then all of it is smaller, and where the last chair could not read
  that, the two languages take turns.
*/
Rectangle {
    id: panel

    required property DisplayModel model
    readonly property real pad: panel.model.measures.margin * 2
    readonly property real note: Math.ceil(Theme.sizeForCaps(panel.model.measures.noteCap))
    readonly property string english: [panel.model.titleEnglish, panel.model.detailEnglish].filter(part => part !== "").join("\n")
    readonly property real usual: Math.max(Theme.u(panel.model.wide ? 76 : 64), panel.note)
    readonly property real usualEnglish: Math.max(Theme.u(panel.model.wide ? 52 : 42), panel.note)
    /* In letters of the usual size: what there is room for, with ragged lines. */
    readonly property real room: 0.7 * Math.max(0, width - 2 * pad) * Math.max(0, height - pad) / (0.6 * usual * usual)
    readonly property real first: 2 * panel.model.title.length + panel.model.detail.length + 40
    readonly property real second: 2 * panel.model.titleEnglish.length + panel.model.detailEnglish.length + 40
    readonly property real beside: 30 + 1.1 * panel.english.length * (panel.usualEnglish / panel.usual) ** 2
    readonly property bool turns: panel.english !== "" && panel.shrunk(panel.first + panel.beside) * panel.usualEnglish < panel.note
    readonly property bool inEnglish: panel.turns && pages.turn % 2 === 1
    readonly property real shrink: panel.shrunk(panel.inEnglish ? panel.second : panel.first + (panel.turns || panel.english === "" ? 0 : panel.beside))

    function shrunk(taken: real): real {
        return Math.max(0.4, Math.min(1, Math.sqrt(panel.room / taken)));
    }

    color: Theme.surface

    PageTurn {
        id: pages
        running: panel.turns && panel.visible
    }
    Column {
        objectName: "message"
        x: panel.pad
        width: parent.width - 2 * panel.pad
        anchors.verticalCenter: parent.verticalCenter
        spacing: panel.shrink * Theme.u(28)

        FlushText {
            objectName: "title"
            visible: text !== ""
            text: panel.inEnglish ? panel.model.titleEnglish : panel.model.title
            width: parent.width
            size: panel.shrink * Theme.u(panel.model.wide ? 120 : 92)
            strong: true
            lineHeight: 1.05
        }
        FlushText {
            objectName: "detail"
            visible: text !== ""
            text: panel.inEnglish ? panel.model.detailEnglish : panel.model.detail
            width: parent.width
            size: panel.shrink * panel.usual
        }
        Rectangle {
            visible: again.visible
            width: Theme.u(120)
            height: Theme.u(6)
            color: Theme.line
        }
        FlushText {
            id: again
            objectName: "messageEnglish"
            visible: text !== "" && !panel.turns
            text: panel.english
            width: parent.width
            size: panel.shrink * panel.usualEnglish
            color: Theme.inkSoft
        }
    }
}
