import QtQuick
import Giliran.Controls
import Giliran.Display

/* The hall: header, current call, list, footer. The list always keeps its room. */
Item {
    id: hall

    required property DisplayModel model
    readonly property Measures measures: hall.model.measures

    Header {
        id: header
        width: parent.width
        height: hall.measures.header
        model: hall.model
    }
    Item {
        id: left
        x: hall.measures.margin
        anchors.top: header.bottom
        anchors.bottom: footer.top
        width: hall.width - 2 * hall.measures.margin - (hall.model.wide ? 0 : hall.measures.listWidth)

        Item {
            width: parent.width
            height: parent.height - (caption.visible ? caption.height : hall.measures.margin)

            CallPanel {
                objectName: "callPanel"
                anchors.fill: parent
                visible: hall.model.panelKind === "call"
                model: hall.model
            }
            MessagePanel {
                objectName: "messagePanel"
                anchors.fill: parent
                visible: hall.model.panelKind === "message"
                model: hall.model
            }
            IdlePanel {
                objectName: "idlePanel"
                anchors.fill: parent
                visible: hall.model.panelKind === "idle"
                model: hall.model
            }
        }
        TextBlock {
            id: caption
            objectName: "caption"
            visible: !hall.model.wide
            text: qsTr("Nomor bisa dipanggil tidak berurutan")
            width: parent.width
            height: hall.measures.caption
            size: Theme.u(42)
            least: Theme.u(26)
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
            anchors.bottom: parent.bottom
        }
    }
    CallList {
        objectName: "callList"
        visible: !hall.model.wide
        anchors.top: header.bottom
        anchors.bottom: footer.top
        anchors.right: parent.right
        anchors.rightMargin: hall.measures.margin
        width: hall.measures.listWidth - hall.measures.margin
        model: hall.model
    }
    Footer {
        id: footer
        anchors.bottom: parent.bottom
        width: parent.width
        height: hall.measures.footer
        model: hall.model
    }
}
