import QtQuick
import Giliran.Controls
import Giliran.Display

/*
  The panel above one counter: which counter this is, and whom it calls or serves. Read from a few
  steps away, so both numbers are as large as the screen allows.
*/
Item {
    id: door

    required property DisplayModel model
    readonly property Measures measures: door.model.measures
    readonly property bool portrait: door.measures.portrait
    readonly property real pad: door.measures.margin * 2
    readonly property real note: Math.ceil(Theme.sizeForCaps(door.measures.noteCap))
    readonly property real labelCap: Math.max(Theme.u(42), door.measures.noteCap)
    readonly property bool called: door.model.panelKind === "call"
    readonly property color ink: door.model.lit ? Theme.background : Theme.ink
    readonly property color inkSoft: door.model.lit ? Theme.background : Theme.inkSoft

    Item {
        id: place
        width: door.portrait ? parent.width : door.measures.doorSplit
        height: door.portrait ? door.measures.doorSplit : parent.height

        Column {
            x: door.pad
            y: door.pad
            width: parent.width - 2 * door.pad
            spacing: Theme.u(28)

            Label {
                text: door.model.counterWord
                english: "Counter"
                cap: door.labelCap
            }
            Figures {
                objectName: "doorCounter"
                text: door.model.door
                family: door.model.numberFamily
                em: door.measures.doorCounterEm
            }
        }
        AgencyNames {
            objectName: "doorAgencies"
            x: door.pad
            width: parent.width - 2 * door.pad
            height: door.portrait ? Theme.u(150) : Theme.u(260)
            anchors.bottom: clock.top
            anchors.bottomMargin: door.measures.margin
            names: door.model.agencies
            cap: door.measures.noteCap
        }
        TextBlock {
            id: clock
            x: door.pad
            text: door.model.clock
            size: Math.max(Theme.u(44), door.note)
            color: Theme.inkSoft
            lineHeight: 1
            anchors.bottom: parent.bottom
            anchors.bottomMargin: door.pad
        }
    }
    Item {
        id: visitor
        x: door.portrait ? door.measures.margin : place.width
        y: door.portrait ? place.height : door.measures.margin
        width: parent.width - x - door.measures.margin
        height: parent.height - y - door.measures.margin

        Rectangle {
            objectName: "doorBar"
            visible: door.model.fresh
            width: Theme.u(16)
            height: parent.height
            color: Theme.ink
        }
        Rectangle {
            id: block
            objectName: "doorBlock"
            anchors.fill: parent
            anchors.leftMargin: door.model.fresh ? Theme.u(26) : 0
            color: door.model.lit ? Theme.ink : Theme.surface
            border.color: Theme.ink
            border.width: door.model.fresh ? Theme.u(5) : 0
        }
        Rectangle {
            objectName: "doorAgency"
            visible: door.called && door.model.callColour !== ""
            x: block.x + block.border.width
            y: block.border.width
            width: Theme.u(20)
            height: parent.height - 2 * y
            color: door.model.callColour === "" ? "transparent" : door.model.callColour
        }
        Column {
            visible: door.called
            x: block.x + door.pad * 1.3
            width: parent.width - x - door.pad / 2
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.u(39)

            Label {
                text: qsTr("Nomor")
                english: "Number"
                cap: door.labelCap
                tint: door.ink
                soft: door.inkSoft
            }
            Figures {
                objectName: "doorNumber"
                text: door.model.number
                room: parent.width
                family: door.model.numberFamily
                em: door.measures.doorNumberEm
                tint: door.ink
            }
            FlushText {
                objectName: "doorState"
                text: door.model.title
                width: parent.width
                size: Math.max(Theme.u(72), door.note)
                strong: true
                color: door.ink
                lineHeight: 1
            }
            FlushText {
                text: door.model.titleEnglish
                width: parent.width
                size: Math.max(Theme.u(50), door.note)
                color: door.inkSoft
                lineHeight: 1
            }
        }
        MessagePanel {
            objectName: "doorMessage"
            visible: !door.called
            anchors.fill: parent
            model: door.model
        }
    }
}
