import QtQuick
import Giliran.Controls
import Giliran.Display

/* A break, a closed hall or a lost line: said large, and again in English. */
Rectangle {
    id: panel

    required property DisplayModel model
    readonly property real pad: panel.model.measures.margin * 2

    color: Theme.surface

    Column {
        x: panel.pad
        width: parent.width - 2 * panel.pad
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u(28)

        FlushText {
            objectName: "title"
            text: panel.model.title
            width: parent.width
            size: Theme.u(panel.model.wide ? 120 : 92)
            strong: true
            lineHeight: 1.05
        }
        FlushText {
            objectName: "detail"
            visible: text !== ""
            text: panel.model.detail
            width: parent.width
            size: Theme.u(panel.model.wide ? 76 : 64)
        }
        Rectangle {
            width: Theme.u(120)
            height: Theme.u(6)
            color: Theme.line
        }
        FlushText {
            text: [panel.model.titleEnglish, panel.model.detailEnglish].filter(part => part !== "").join("\n")
            width: parent.width
            size: Theme.u(panel.model.wide ? 52 : 42)
            color: Theme.inkSoft
        }
    }
}
