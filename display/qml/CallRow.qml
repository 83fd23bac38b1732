import QtQuick
import Giliran.Controls
import Giliran.Display

/* One call that is not yet answered: number, way, counter. */
Item {
    id: row

    required property string number
    required property string counter
    required property int turn
    required property string floor
    required property bool fresh
    required property bool lit
    required property string colour
    required property string zone
    required property string dot
    required property int index

    required property Measures measures
    required property string family
    required property bool heard
    readonly property color ink: row.lit ? Theme.background : Theme.ink
    readonly property real note: Math.ceil(Theme.sizeForCaps(row.measures.noteCap))
    readonly property real gap: Math.max(2, Math.round(row.height * 0.035))

    Rectangle {
        visible: row.index > 0
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    Rectangle {
        objectName: "rowBar"
        visible: row.fresh
        width: Theme.u(10)
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.topMargin: row.gap
        anchors.bottomMargin: row.gap
        color: Theme.ink
    }
    Loudspeaker {
        objectName: "rowSign"
        visible: row.fresh && row.heard
        x: Theme.u(16)
        size: row.measures.signWidth * 0.74
        anchors.verticalCenter: parent.verticalCenter
    }
    Rectangle {
        objectName: "rowBlock"
        visible: row.fresh
        anchors.fill: parent
        anchors.leftMargin: row.measures.signWidth + Theme.u(8)
        anchors.topMargin: row.gap
        anchors.bottomMargin: row.gap
        color: row.lit ? Theme.ink : Theme.surface
        border.color: Theme.ink
        border.width: Theme.u(3)
    }
    /* Its agency's, as its letter says as well. */
    Rectangle {
        objectName: "agency"
        visible: row.colour !== ""
        x: row.measures.signWidth + Theme.u(row.fresh ? 11 : 5)
        width: Math.round(row.measures.margin * 0.3)
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.topMargin: row.gap * 2 + (row.fresh ? Theme.u(3) : 0)
        anchors.bottomMargin: anchors.topMargin
        color: row.colour === "" ? "transparent" : row.colour
    }
    Figures {
        objectName: "rowNumber"
        x: row.measures.signWidth + row.measures.margin
        text: row.number
        room: way.x - x
        family: row.family
        em: row.measures.listEm
        tint: row.ink
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: row.zone === "" ? 0 : -row.measures.listCap * 0.33
    }
    /* Shown for a zone whose own TV is dead. */
    Row {
        visible: row.zone !== ""
        x: row.measures.signWidth + row.measures.margin
        y: parent.height / 2 + row.measures.listCap * 0.235
        spacing: Theme.u(10)

        Rectangle {
            width: row.measures.listCap * 0.34
            height: width
            color: row.dot === "" ? "transparent" : row.dot
            border.width: Theme.u(2)
            border.color: row.ink
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            objectName: "rowZone"
            text: row.zone
            width: way.x - parent.x - row.measures.listCap * 0.34 - parent.spacing
            height: row.note * 1.2
            size: row.note
            least: size / 5
            strong: true
            color: row.ink
            wrapMode: Text.NoWrap
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    Item {
        id: way
        width: row.measures.placeWidth
        height: parent.height
        anchors.right: counterFigures.left
        anchors.rightMargin: Math.max(0, (row.measures.counterRoom - counterFigures.width))

        WayArrow {
            turn: row.turn
            size: row.floor === "" ? row.measures.listCap * 0.9 : row.measures.listCap * 0.52
            tint: row.ink
            anchors.horizontalCenter: parent.horizontalCenter
            y: row.floor === "" ? (parent.height - height) / 2 : parent.height / 2 - height + Theme.u(2)
        }
        TextBlock {
            visible: row.floor !== ""
            text: row.floor
            size: row.note
            strong: true
            color: row.ink
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height / 2 + Theme.u(2)
        }
    }
    Figures {
        id: counterFigures
        objectName: "rowCounter"
        text: row.counter
        family: row.family
        em: row.measures.listEm
        tint: row.ink
        anchors.right: parent.right
        anchors.rightMargin: row.measures.margin
        anchors.verticalCenter: parent.verticalCenter
    }
}
