import QtQuick
import Giliran.Controls
import Giliran.Display

/*
  A break, a closed hall, a lost line or an announcement: said large, and again in English. What
  somebody wrote may be long: then all of it is smaller.
*/
Rectangle {
    id: panel

    required property DisplayModel model
    readonly property real pad: panel.model.measures.margin * 2
    readonly property string english: [panel.model.titleEnglish, panel.model.detailEnglish].filter(part => part !== "").join("\n")
    readonly property real usual: Theme.u(panel.model.wide ? 76 : 64)
    /* In letters of the usual size: what there is room for, with ragged lines, and what it takes. */
    readonly property real room: 0.7 * Math.max(0, width - 2 * pad) * Math.max(0, height - pad) / (0.6 * usual * usual)
    readonly property real taken: 2 * panel.model.title.length + panel.model.detail.length + 0.47 * panel.english.length + 70
    readonly property real shrink: Math.max(0.4, Math.min(1, Math.sqrt(panel.room / panel.taken)))

    color: Theme.surface

    Column {
        objectName: "message"
        x: panel.pad
        width: parent.width - 2 * panel.pad
        anchors.verticalCenter: parent.verticalCenter
        spacing: panel.shrink * Theme.u(28)

        FlushText {
            objectName: "title"
            text: panel.model.title
            width: parent.width
            size: panel.shrink * Theme.u(panel.model.wide ? 120 : 92)
            strong: true
            lineHeight: 1.05
        }
        FlushText {
            objectName: "detail"
            visible: text !== ""
            text: panel.model.detail
            width: parent.width
            size: panel.shrink * panel.usual
        }
        Rectangle {
            visible: panel.english !== ""
            width: Theme.u(120)
            height: Theme.u(6)
            color: Theme.line
        }
        FlushText {
            visible: text !== ""
            text: panel.english
            width: parent.width
            size: panel.shrink * Theme.u(panel.model.wide ? 52 : 42)
            color: Theme.inkSoft
        }
    }
}
