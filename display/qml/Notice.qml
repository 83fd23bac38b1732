import QtQuick
import Giliran.Controls

/* A notice of the playlist, as large as its length allows; again in English below. */
Item {
    id: notice

    required property string words
    required property string english
    readonly property real usual: Theme.u(96)
    /* In letters of the usual size: what there is room for, with ragged lines, and what it takes. */
    readonly property real room: 0.7 * Math.max(0, width) * Math.max(0, height) / (0.62 * usual * usual)
    readonly property real taken: notice.words.length + 0.45 * notice.english.length + 12
    readonly property real shrink: Math.max(0.4, Math.min(1, Math.sqrt(notice.room / notice.taken)))

    Column {
        objectName: "notice"
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter
        spacing: notice.shrink * Theme.u(36)

        FlushText {
            text: notice.words
            width: parent.width
            size: notice.shrink * notice.usual
            strong: true
            lineHeight: 1.12
        }
        Rectangle {
            visible: notice.english !== ""
            width: Theme.u(120)
            height: Theme.u(6)
            color: Theme.line
        }
        FlushText {
            visible: text !== ""
            text: notice.english
            width: parent.width
            size: notice.shrink * notice.usual * 0.62
            color: Theme.inkSoft
            lineHeight: 1.15
        }
    }
}
