import QtQuick
import Giliran.Controls
import Giliran.Display

/* The hall: header, current call, list, footer. The list always keeps its room. */
Item {
    id: hall

    required property DisplayModel model
    readonly property Measures measures: hall.model.measures
    readonly property real note: Math.ceil(Theme.sizeForCaps(hall.measures.noteCap))

    Header {
        id: header
        width: parent.width
        height: hall.measures.header
        model: hall.model
    }
    /* In portrait above the list, otherwise left of it. */
    Item {
        id: left
        readonly property bool whole: hall.model.wide
        x: hall.measures.margin
        anchors.top: header.bottom
        width: hall.width - 2 * hall.measures.margin - (left.whole || hall.measures.portrait ? 0 : hall.measures.listWidth)
        height: left.whole || !hall.measures.portrait ? footer.y - header.height : hall.measures.panelHeight + hall.measures.caption

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
                visible: hall.model.panelKind === "idle" && hall.model.beside.kind === ""
                model: hall.model
            }
            LostBand {
                id: band
                objectName: "lostBand"
                visible: hall.model.panelKind === "idle" && hall.model.lost
                width: parent.width
                height: visible ? hall.note * 5.2 : 0
                model: hall.model
            }
            BesidePanel {
                objectName: "beside"
                anchors.fill: parent
                anchors.topMargin: band.height
                visible: hall.model.panelKind === "idle" && hall.model.beside.kind !== ""
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
            size: hall.note
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
            anchors.bottom: parent.bottom
        }
    }
    CallList {
        objectName: "callList"
        visible: !hall.model.wide
        anchors.top: hall.measures.portrait ? left.bottom : header.bottom
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
