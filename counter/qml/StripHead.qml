pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The head of the strip: which counter this is, what it is doing, and the menu. */
Rectangle {
    id: head

    required property CounterModel model
    required property real pad
    readonly property bool away: !head.model.live

    height: Theme.u(28)
    color: Theme.accentSoft

    function widthOf(words: string): real {
        return Math.ceil(bold.advanceWidth(words));
    }

    FontMetrics {
        id: bold
        font: plate.font
    }
    Row {
        x: head.pad
        height: parent.height
        spacing: Theme.space(1.5)

        Rectangle {
            width: Theme.u(10)
            height: Theme.u(14)
            radius: Theme.radius / 3
            color: head.model.plate.colour
            border.width: Theme.hairline
            border.color: Theme.ink
            anchors.verticalCenter: parent.verticalCenter
        }
        /* Which counter this is stands there always; its zone where it has room. */
        TextBlock {
            id: plate
            readonly property string inZone: head.model.plate.counter + " · " + head.model.plate.zone
            readonly property real room: menu.x - head.pad - x - Theme.space(4) - state.implicitWidth

            height: parent.height
            objectName: "plate"
            text: head.widthOf(plate.inZone) <= plate.room ? plate.inZone : head.model.plate.counter
            size: Theme.small
            strong: true
            wrapMode: Text.NoWrap
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
        }
    }
    TextBlock {
        id: state
        objectName: "state"
        x: menu.x - width - Theme.space(2)
        width: Math.min(implicitWidth, menu.x - head.pad - plate.x - head.widthOf(head.model.plate.counter) - Theme.space(4))
        height: parent.height
        verticalAlignment: Text.AlignVCenter
        text: head.away ? qsTr("Terputus") : head.model.face.state
        size: Theme.small
        least: Theme.u(10)
        strong: true
        lineHeight: 1
        color: head.away || head.model.face.stateMood === "bad" ? Theme.badInk : Theme.ink
    }
    DeskButton {
        id: menu
        objectName: "menu"
        anchors.right: parent.right
        anchors.rightMargin: Theme.space(1)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.u(50)
        implicitHeight: Theme.u(22)
        height: Theme.u(22)
        leftPadding: Theme.space(2)
        rightPadding: Theme.space(1)
        text: "☰"
        size: Theme.small
        keyName: "."
        onClicked: head.model.press("menu")
        Accessible.name: qsTr("Semua tombol")
    }
}
