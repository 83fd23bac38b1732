import QtQuick
import Giliran.Controls
import Giliran.Display

/* The current call: number above, counter below, and the way there. */
Item {
    id: panel

    required property DisplayModel model
    readonly property Measures measures: panel.model.measures
    readonly property color ink: panel.model.lit ? Theme.background : Theme.ink
    readonly property color inkSoft: panel.model.lit ? Theme.background : Theme.inkSoft
    readonly property real pad: panel.measures.margin
    readonly property real note: Math.ceil(Theme.sizeForCaps(panel.measures.noteCap))

    Rectangle {
        objectName: "bar"
        visible: panel.model.fresh
        width: Theme.u(14)
        height: parent.height
        color: Theme.ink
    }
    Rectangle {
        id: block
        objectName: "block"
        anchors.fill: parent
        anchors.leftMargin: panel.model.fresh ? Theme.u(22) : 0
        color: panel.model.lit ? Theme.ink : Theme.surface
        border.color: Theme.ink
        border.width: panel.model.fresh ? Theme.u(4) : 0
    }
    /* Its agency's, as its letter says as well. */
    Rectangle {
        objectName: "agency"
        visible: panel.model.callColour !== ""
        width: Theme.u(16)
        x: block.x + block.border.width
        y: block.border.width
        height: parent.height - 2 * y
        color: panel.model.callColour === "" ? "transparent" : panel.model.callColour
    }
    Loudspeaker {
        id: sign
        objectName: "sign"
        visible: panel.model.fresh && panel.model.silenceNote === ""
        size: panel.measures.noteCap * 1.8
        tint: panel.ink
        anchors.right: parent.right
        anchors.rightMargin: panel.pad
        anchors.top: parent.top
        anchors.topMargin: panel.pad
    }
    Column {
        id: column
        x: Theme.u(22) + panel.pad * 1.5
        width: parent.width - x - panel.pad * 0.5
        anchors.verticalCenter: parent.verticalCenter
        spacing: panel.measures.noteCap * 0.75

        /* A call of a zone whose own TV is dead says where it is. */
        Row {
            visible: panel.model.callZone !== ""
            spacing: Theme.u(20)

            Rectangle {
                width: Theme.u(44)
                height: width
                color: panel.model.callDot === "" ? "transparent" : panel.model.callDot
                border.width: Theme.u(3)
                border.color: panel.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                objectName: "callZone"
                text: panel.model.callZone
                width: column.width - Theme.u(64) - sign.width - panel.pad
                height: Math.max(Theme.u(76), panel.note * 1.25)
                size: Math.max(Theme.u(60), panel.note)
                least: Math.min(size, panel.note * 0.6)
                strong: true
                color: panel.ink
                wrapMode: Text.NoWrap
                lineHeight: 1
                verticalAlignment: Text.AlignVCenter
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        Label {
            text: qsTr("Nomor")
            english: "Number"
            room: column.width - sign.width - panel.pad
            cap: panel.measures.noteCap
            tint: panel.ink
            soft: panel.inkSoft
        }
        Figures {
            objectName: "number"
            text: panel.model.number
            room: column.width
            family: panel.model.numberFamily
            em: panel.measures.currentEm
            tint: panel.ink
        }
        Item {
            width: 1
            height: panel.measures.noteCap * 0.7
        }
        Label {
            text: panel.model.counterWord
            english: "Counter"
            cap: panel.measures.noteCap
            tint: panel.ink
            soft: panel.inkSoft
        }
        Item {
            width: parent.width
            height: counter.height

            Figures {
                id: counter
                objectName: "counter"
                text: panel.model.counter
                family: panel.model.numberFamily
                em: panel.measures.currentEm
                tint: panel.ink
            }
            Row {
                anchors.right: parent.right
                height: parent.height
                spacing: panel.pad

                TextBlock {
                    text: panel.model.floor
                    visible: text !== ""
                    size: Math.max(Theme.sizeForCaps(panel.measures.currentCap * 0.28), panel.note)
                    strong: true
                    color: panel.ink
                    wrapMode: Text.NoWrap
                    anchors.verticalCenter: parent.verticalCenter
                }
                WayArrow {
                    turn: panel.model.turn
                    size: panel.model.floor === "" ? panel.measures.currentCap : panel.measures.currentCap * 0.6
                    tint: panel.ink
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }
}
