pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The full window: the desk at the left, the lines at the right. */
Item {
    id: full

    required property CounterModel model
    readonly property FaceCard card: full.model.face
    readonly property real pad: Theme.space(4)
    readonly property bool away: !full.model.live

    Rectangle {
        id: bar
        width: parent.width
        height: Theme.u(48)
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.hairline
            anchors.bottom: parent.bottom
            color: Theme.line
        }
        Row {
            id: named
            x: full.pad
            height: parent.height
            spacing: Theme.space(4)

            TextBlock {
                text: full.model.plate.counter
                size: Theme.title
                strong: true
                lineHeight: 1
                anchors.verticalCenter: parent.verticalCenter
            }
            ZoneBadge {
                visible: !alarm.visible || full.width >= Theme.u(1200)
                colour: full.model.plate.colour
                name: full.model.plate.zone
                floor: qsTr("Lantai %1").arg(full.model.plate.floor)
                size: Theme.body
                strong: false
                anchors.verticalCenter: parent.verticalCenter
            }
            Badge {
                visible: full.away
                text: full.model.trying
                symbol: "disconnected"
                mood: "bad"
                size: Theme.body
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        AlarmPlate {
            id: alarm
            visible: !full.away && text !== ""
            x: named.x + named.width + full.pad
            width: Math.min(implicitWidth, keys.x - x - Theme.space(2))
            height: Theme.u(38)
            text: full.model.plate.trouble
            more: full.model.plate.troublesMore
            mood: full.model.plate.troubleMood
            anchors.verticalCenter: parent.verticalCenter
            onClicked: full.model.press("troubles")
        }
        Row {
            id: keys
            anchors.right: parent.right
            anchors.rightMargin: full.pad
            height: parent.height
            spacing: Theme.space(2)

            TextBlock {
                rightPadding: Theme.space(2)
                objectName: "signedOn"
                text: full.model.plate.officer
                color: Theme.inkSoft
                lineHeight: 1
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                rightPadding: Theme.space(2)
                text: full.model.plate.clock
                size: Theme.title
                strong: true
                lineHeight: 1
                anchors.verticalCenter: parent.verticalCenter
            }
            DeskButton {
                objectName: "toSupervisor"
                visible: full.model.office.places.includes("supervisor") && full.width >= Theme.u(1100)
                width: Theme.u(118)
                height: Theme.u(32)
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Pengawas")
                size: Theme.small
                keyName: "F6"
                onClicked: full.model.office.open("F6")
            }
            DeskButton {
                width: Theme.u(84)
                height: Theme.u(32)
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Strip")
                size: Theme.small
                keyName: "6"
                onClicked: full.model.press("view")
            }
            DeskButton {
                width: Theme.u(124)
                height: Theme.u(32)
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("English")
                size: Theme.small
                keyName: "F8"
                onClicked: full.model.press("language")
            }
            DeskButton {
                objectName: "menu"
                width: Theme.u(88)
                height: Theme.u(32)
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Menu")
                size: Theme.small
                keyName: "."
                onClicked: full.model.press("menu")
            }
        }
    }

    DeskPanel {
        id: left
        model: full.model
        x: full.pad
        y: bar.height + full.pad
        width: Math.round(Math.max(Theme.u(404), full.width * 0.36))
        height: full.height - y - full.pad
    }

    Item {
        id: right
        x: left.x + left.width + full.pad
        y: left.y
        width: full.width - x - full.pad
        height: left.height

        Rectangle {
            id: following
            width: parent.width
            height: Theme.u(68)
            radius: Theme.radius
            color: Theme.accentSoft

            Column {
                x: Theme.space(4)
                width: asks.x - x - Theme.space(2)
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space(0.5)

                TextBlock {
                    objectName: "next"
                    width: parent.width
                    visible: text !== "" && full.card.number !== ""
                    text: full.card.next
                    size: Theme.lead
                    strong: true
                    lineHeight: 1.05
                }
                TextBlock {
                    objectName: "summary"
                    width: parent.width
                    text: full.card.summary
                    size: full.card.next === "" || full.card.number === "" ? Theme.lead : Theme.small
                    strong: full.card.summaryMood === "bad"
                    lineHeight: 1.05
                    color: full.card.summaryMood === "bad" ? Theme.badInk
                        : full.card.summaryMood === "warn" ? Theme.warnInk
                        : full.card.summaryMood === "good" ? Theme.goodInk : Theme.inkSoft
                }
            }
            /* What visitors come to the counter with, whoever is being served. */
            Column {
                id: asks
                anchors.right: parent.right
                anchors.rightMargin: Theme.space(1.5)
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space(1)

                Repeater {
                    model: full.model.shelf.asks

                    ActButton {
                        width: Theme.u(184)
                        height: Theme.u(28)
                        size: Theme.small
                        onActed: act => full.model.press(act)
                    }
                }
            }
        }
        WaitingList {
            id: waiting
            model: full.model
            y: following.height + Theme.space(2)
            width: parent.width
            height: aside.y - y - Theme.space(2)
        }
        AsideLists {
            id: aside
            model: full.model
            width: parent.width
            height: Math.round(Math.max(Theme.u(168), parent.height * 0.3))
            y: parent.height - height
        }
    }
}
