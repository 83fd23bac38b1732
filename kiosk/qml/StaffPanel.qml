pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* What staff see of the machine, and what they may do to it. Read above, touched below. */
Item {
    id: panel

    required property StaffFace staff
    required property StaffWords words
    required property bool portrait
    readonly property real column: portrait ? width : (width - Theme.space(4)) / 2

    component Fact: Item {
        id: fact

        required property string label
        required property string value
        required property string mood
        readonly property bool badge: mood !== ""

        width: parent ? parent.width : 0
        height: Math.max(name.height, mark.visible ? mark.height : words.height)

        TextBlock {
            id: name
            width: parent.width * 0.36
            text: fact.label
            size: Theme.body
            color: Theme.inkSoft
            anchors.verticalCenter: parent.verticalCenter
        }
        Badge {
            id: mark
            visible: fact.badge
            x: name.width
            mood: fact.mood
            symbol: fact.mood === "good" ? "check" : "warning"
            size: Theme.body
            text: fact.value
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            id: words
            visible: !fact.badge
            x: name.width
            width: parent.width - x
            text: fact.value
            size: Theme.body
            strong: true
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    component Facts: Repeater {
        Fact {
            required property var modelData

            label: modelData.label
            value: modelData.value
            mood: modelData.mood
        }
    }
    component Card: Panel {
        id: card

        required property string title
        property string symbol: ""
        default property alias body: facts.data

        width: panel.column
        height: facts.height + head.height + 2 * Theme.space(3) + Theme.space(2)

        Row {
            id: head
            x: Theme.space(3)
            y: Theme.space(3)
            spacing: Theme.space(1.5)

            Icon {
                name: card.symbol
                size: Theme.title
                tint: Theme.accent
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                text: card.title
                size: Theme.lead
                strong: true
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        Column {
            id: facts
            x: Theme.space(3)
            anchors.top: head.bottom
            anchors.topMargin: Theme.space(2)
            width: parent.width - 2 * Theme.space(3)
            spacing: Theme.space(1.5)
        }
    }

    Column {
        id: facts
        spacing: Theme.gap

        Card {
            title: qsTr("Printer")
            symbol: "printer"

            Facts { model: panel.words.printers }
        }
        Card {
            title: qsTr("Jaringan")
            symbol: panel.staff.network.mood === "good" ? "globe" : "disconnected"

            Facts { model: panel.words.network }
        }
    }
    Column {
        id: acts
        width: panel.column
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        spacing: Theme.gap

        component Act: BigButton {
            width: (acts.width - Theme.gap) / 2
            height: Math.max(Theme.target, Theme.u(116))
        }

        TextBlock {
            objectName: "staff-test"
            visible: text !== ""
            width: parent.width
            text: panel.words.test
            size: Theme.body
            strong: true
            color: panel.staff.test === "printed" ? Theme.goodInk : panel.staff.test === "printing" ? Theme.ink : Theme.badInk
        }
        Row {
            spacing: Theme.gap

            Act {
                objectName: "staff-print"
                symbol: "printer"
                text: qsTr("Cetak uji")
                onClicked: panel.staff.printTest()
            }
            Act {
                objectName: "staff-paper"
                symbol: "paper-out"
                text: qsTr("Kertas diganti")
                onClicked: panel.staff.ask("paper")
            }
        }
        Panel {
            width: parent.width
            height: loud.height + 2 * Theme.space(2)

            Row {
                id: loud
                x: Theme.space(2)
                y: Theme.space(2)
                width: parent.width - 2 * Theme.space(2)
                spacing: Theme.space(2)

                Icon {
                    id: horn
                    name: "loudspeaker"
                    size: Theme.title
                    tint: Theme.accent
                    anchors.verticalCenter: parent.verticalCenter
                }
                Column {
                    width: parent.width - horn.width - softer.width - louder.width - 3 * parent.spacing
                    anchors.verticalCenter: parent.verticalCenter

                    TextBlock {
                        objectName: "staff-volume"
                        width: parent.width
                        text: panel.words.volume
                        size: Theme.lead
                        strong: true
                    }
                    TextBlock {
                        visible: text !== ""
                        width: parent.width
                        text: panel.words.mute
                        size: Theme.small
                        color: Theme.inkSoft
                    }
                }
                BigButton {
                    id: softer
                    objectName: "staff-softer"
                    width: Math.max(Theme.target, Theme.u(140))
                    text: "−"
                    size: Theme.headline
                    Accessible.name: qsTr("Lebih pelan")
                    enabled: panel.staff.volume > 20
                    onClicked: panel.staff.changeVolume(-1)
                }
                BigButton {
                    id: louder
                    objectName: "staff-louder"
                    width: softer.width
                    text: "+"
                    size: Theme.headline
                    Accessible.name: qsTr("Lebih keras")
                    enabled: panel.staff.volume < 100
                    onClicked: panel.staff.changeVolume(1)
                }
            }
        }
        Row {
            spacing: Theme.gap

            Act {
                objectName: "staff-restart"
                symbol: "tools"
                text: qsTr("Mulai ulang aplikasi")
                onClicked: panel.staff.ask("restart")
            }
            Act {
                objectName: "staff-reboot"
                symbol: "electricity"
                text: qsTr("Mulai ulang mesin")
                enabled: panel.staff.canReboot
                reason: qsTr("Tidak disiapkan di mesin ini")
                onClicked: panel.staff.ask("reboot")
            }
        }
    }
    Sheet {
        id: sure
        readonly property string what: panel.staff.asks

        parent: panel.parent?.parent ?? panel
        objectName: "staff-sure"
        visible: what !== ""
        symbol: what === "paper" ? "paper-out" : "warning"
        title: panel.words.sure
        detail: panel.words.sureDetail

        BigButton {
            objectName: "staff-sure-yes"
            visible: sure.what !== "no-reboot"
            width: parent ? parent.width : 0
            height: Math.max(Theme.target, Theme.u(104))
            kind: sure.what === "paper" ? "primary" : "danger"
            text: panel.words.sureYes
            onClicked: panel.staff.confirm()
        }
        BigButton {
            objectName: "staff-sure-no"
            width: parent ? parent.width : 0
            height: Math.max(Theme.target, Theme.u(104))
            text: panel.words.sureNo
            onClicked: panel.staff.ask("")
        }
    }
}
