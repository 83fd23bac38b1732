pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter
import ".."

/* The head of a room beside the counter: which room, who sits there, what time, and the ways out. */
Rectangle {
    id: bar

    required property CounterModel model
    property string title: ""
    property string aside: ""
    readonly property Office office: bar.model.office
    readonly property bool narrow: bar.width < Theme.u(1000)
    readonly property bool away: !bar.model.live
    default property alias middle: middle.data

    implicitHeight: Theme.u(bar.narrow ? 40 : 48)
    color: Theme.surface

    component Way: DeskButton {
        height: Theme.u(bar.narrow ? 28 : 32)
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        size: Theme.small
        onClicked: bar.office.open(keyName)
    }

    Rectangle {
        width: parent.width
        height: Theme.hairline
        anchors.bottom: parent.bottom
        color: Theme.line
    }
    Row {
        id: named
        x: Theme.space(bar.narrow ? 2 : 4)
        height: parent.height
        spacing: Theme.space(3)

        TextBlock {
            objectName: "room"
            text: bar.title
            size: bar.narrow ? Theme.lead : Theme.title
            strong: true
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            objectName: "roomAside"
            visible: text !== "" && !bar.narrow && !bar.away
            text: bar.aside
            size: Theme.body
            color: Theme.inkSoft
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
        Badge {
            objectName: "trying"
            visible: bar.away
            text: bar.model.trying
            symbol: "disconnected"
            mood: "bad"
            size: bar.narrow ? Theme.small : Theme.body
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    Item {
        id: middle
        x: named.x + named.width + Theme.space(3)
        width: ways.x - x - Theme.space(2)
        height: parent.height
        visible: !bar.away
    }
    Row {
        id: ways
        anchors.right: parent.right
        anchors.rightMargin: named.x
        height: parent.height
        spacing: Theme.space(2)

        TextBlock {
            objectName: "signedOn"
            visible: text !== "" && bar.width >= Theme.u(1240)
            rightPadding: Theme.space(2)
            width: Math.min(implicitWidth, Theme.u(200))
            height: parent.height
            text: bar.office.officer
            least: Theme.u(11)
            color: Theme.inkSoft
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
        }
        TextBlock {
            rightPadding: Theme.space(1)
            text: bar.model.plate.clock
            size: bar.narrow ? Theme.lead : Theme.title
            strong: true
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
        Way {
            objectName: "toDesk"
            visible: bar.office.place !== "desk" && bar.office.places.includes("desk")
            width: Theme.u(bar.narrow ? 92 : 172)
            text: bar.narrow ? qsTr("Meja") : qsTr("Meja informasi")
            keyName: "F7"
        }
        Way {
            objectName: "toSupervisor"
            visible: bar.office.place !== "supervisor" && bar.office.places.includes("supervisor")
            width: Theme.u(120)
            text: qsTr("Pengawas")
            keyName: "F6"
        }
        DeskButton {
            width: Theme.u(bar.narrow ? 72 : 116)
            height: Theme.u(bar.narrow ? 28 : 32)
            anchors.verticalCenter: parent.verticalCenter
            text: bar.narrow ? qsTr("EN") : qsTr("English")
            size: Theme.small
            keyName: "F8"
            onClicked: bar.model.speakOther()
        }
        Way {
            objectName: "leave"
            width: Theme.u(bar.office.atCounter ? 124 : bar.narrow ? 108 : 116)
            text: bar.office.atCounter ? bar.model.plate.counter : qsTr("Keluar")
            keyName: bar.office.atCounter ? "Esc" : "F10"
            onClicked: bar.office.open("F10")
        }
    }
}
