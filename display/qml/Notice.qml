import QtQuick
import Giliran.Controls

/*
  A notice of the playlist, as large as its length allows; again in English below. Where the last
  chair could not read both, they take turns.
*/
Item {
    id: notice

    required property string words
    required property string english
    /* The least size: what the last chair reads. */
    required property real note
    readonly property real usual: Math.max(Theme.u(96), notice.note)
    readonly property real usualEnglish: Math.max(Theme.u(60), notice.note)
    /* In letters of the usual size: what there is room for, with ragged lines. */
    readonly property real room: 0.7 * Math.max(0, width) * Math.max(0, height) / (0.62 * usual * usual)
    readonly property real beside: 1.15 * notice.english.length * (notice.usualEnglish / notice.usual) ** 2
    readonly property bool turns: notice.english !== "" && notice.shrunk(notice.words.length + notice.beside) * notice.usualEnglish < notice.note
    readonly property bool inEnglish: notice.turns && pages.turn % 2 === 1
    readonly property string first: notice.inEnglish ? notice.english : notice.words
    readonly property real shrink: notice.shrunk(notice.first.length + (notice.turns ? 0 : notice.beside))

    function shrunk(letters: real): real {
        return Math.max(0.4, Math.min(1, Math.sqrt(notice.room / (letters + 12))));
    }

    PageTurn {
        id: pages
        running: notice.turns && notice.visible
    }
    Column {
        objectName: "notice"
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter
        spacing: notice.shrink * Theme.u(36)

        FlushText {
            text: notice.first
            width: parent.width
            size: notice.shrink * notice.usual
            strong: true
            lineHeight: 1.12
        }
        Rectangle {
            visible: again.visible
            width: Theme.u(120)
            height: Theme.u(6)
            color: Theme.line
        }
        FlushText {
            id: again
            visible: text !== "" && !notice.turns
            text: notice.english
            width: parent.width
            size: notice.shrink * notice.usualEnglish
            color: Theme.inkSoft
            lineHeight: 1.15
        }
    }
}
