pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The strip, 400 × 200 beside the officer's own program; given more height it says more. */
Item {
    id: strip

    required property CounterModel model
    readonly property FaceCard card: strip.model.face
    readonly property real pad: Theme.space(2.5)
    readonly property bool tall: strip.height >= Theme.u(300)
    readonly property bool away: !strip.model.live
    /* The officer knows where they sit: what is wrong in the hall may stand there for a while. */
    readonly property bool troubled: !strip.away && strip.model.plate.trouble !== ""

    Rectangle {
        id: head
        width: parent.width
        height: Theme.u(28)
        color: Theme.accentSoft

        Row {
            x: strip.pad
            height: parent.height
            spacing: Theme.space(1.5)

            Rectangle {
                width: Theme.u(10)
                height: Theme.u(14)
                radius: Theme.radius / 3
                color: strip.model.plate.colour
                border.width: Theme.hairline
                border.color: Theme.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                width: state.x - strip.pad - x - Theme.space(2)
                height: parent.height
                objectName: "plate"
                text: strip.troubled ? strip.model.plate.trouble
                    : strip.model.plate.counter + " · " + strip.model.plate.zone
                size: Theme.small
                least: Theme.u(10)
                strong: true
                lineHeight: 1
                color: !strip.troubled ? Theme.ink
                    : strip.model.plate.troubleMood === "bad" ? Theme.badInk : Theme.warnInk
                verticalAlignment: Text.AlignVCenter
            }
        }
        TextBlock {
            id: state
            objectName: "state"
            x: menu.x - width - Theme.space(2)
            anchors.verticalCenter: parent.verticalCenter
            text: strip.away ? qsTr("Terputus") : strip.card.state
            size: Theme.small
            strong: true
            lineHeight: 1
            color: strip.away ? Theme.badInk : Theme.ink
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
            onClicked: strip.model.press("menu")
            Accessible.name: qsTr("Semua tombol")
        }
    }

    Item {
        id: top
        x: strip.pad
        y: head.height + Theme.space(0.5)
        width: parent.width - 2 * strip.pad
        height: Theme.u(strip.tall ? 64 : 54)

        TextBlock {
            id: number
            objectName: "number"
            visible: text !== ""
            text: strip.card.number
            size: strip.tall ? Theme.u(56) : Theme.number
            strong: true
            lineHeight: 1
            wrapMode: Text.NoWrap
            anchors.verticalCenter: parent.verticalCenter
            color: strip.away ? Theme.inkSoft : Theme.ink
        }
        TextBlock {
            objectName: "headline"
            visible: text !== ""
            text: strip.card.headline
            width: parent.width
            height: parent.height
            size: Theme.headline
            least: Theme.lead
            strong: true
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
        }
        Column {
            visible: number.visible
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - number.width - Theme.space(3)
            spacing: Theme.space(1)

            Badge {
                objectName: "timer"
                visible: strip.card.clock !== "" && !strip.away
                anchors.right: parent.right
                text: strip.card.clock + " · " + strip.card.clockWords
                mood: strip.card.clockMood
            }
            TextBlock {
                objectName: "marks"
                width: parent.width
                height: Math.min(implicitHeight, Theme.u(30))
                visible: text !== ""
                text: strip.card.marks
                size: Theme.small
                least: Theme.u(11)
                strong: true
                lineHeight: 1.05
                horizontalAlignment: Text.AlignRight
            }
        }
    }

    Item {
        id: middle
        x: strip.pad
        y: top.y + top.height
        width: top.width
        height: Theme.u(strip.tall ? 44 : 31)

        Rectangle {
            visible: strip.model.notice !== ""
            anchors.fill: parent
            anchors.leftMargin: -Theme.space(1)
            anchors.rightMargin: -Theme.space(1)
            radius: Theme.radius / 2
            color: strip.model.noticeMood === "bad" ? Theme.badSoft : Theme.goodSoft
        }
        TextBlock {
            objectName: "notice"
            visible: text !== ""
            anchors.fill: parent
            text: strip.model.notice
            size: Theme.small
            least: Theme.u(11)
            strong: true
            lineHeight: 1.05
            verticalAlignment: Text.AlignVCenter
            color: strip.model.noticeMood === "bad" ? Theme.badInk : Theme.goodInk
        }
        TextBlock {
            objectName: "service"
            visible: strip.model.notice === "" && strip.card.number !== ""
            anchors.fill: parent
            text: strip.card.service + (strip.card.agency === "" ? "" : " · " + strip.card.agency)
            size: Theme.small
            least: Theme.u(11)
            lineHeight: 1.05
            verticalAlignment: Text.AlignVCenter
            color: Theme.inkSoft
        }
        TextBlock {
            objectName: "next"
            visible: strip.model.notice === "" && strip.card.number === "" && text !== ""
            anchors.fill: parent
            text: strip.card.next
            size: Theme.small
            least: Theme.u(11)
            strong: true
            lineHeight: 1.05
            verticalAlignment: Text.AlignVCenter
            color: Theme.accent
        }
    }

    Item {
        id: keys
        x: strip.pad
        y: strip.tall ? middle.y + middle.height + Theme.space(2) : foot.y - height - Theme.space(1)
        width: top.width
        height: Theme.u(strip.tall ? 72 : 54)

        readonly property real large: Math.round(width * 0.434)

        Repeater {
            model: strip.model.shelf.primary

            ActButton {
                objectName: "primary"
                width: strip.away ? keys.width : keys.large
                height: keys.height
                primary: true
                stacked: true
                leftPadding: Theme.space(1)
                rightPadding: Theme.space(1)
                size: Theme.lead
                onActed: act => strip.model.press(act)
            }
        }
        Column {
            visible: !strip.away
            x: keys.large + Theme.space(1.5)
            width: keys.width - x
            spacing: Theme.space(1)

            Repeater {
                model: strip.model.shelf.small

                ActButton {
                    width: parent ? parent.width : 0
                    height: Math.round((keys.height - Theme.space(1)) / 2)
                    leftPadding: Theme.space(2)
                    rightPadding: Theme.space(1)
                    size: Theme.small
                    onActed: act => strip.model.press(act)
                }
            }
        }
    }

    Column {
        visible: strip.tall
        x: strip.pad
        y: keys.y + keys.height + Theme.space(3)
        width: top.width
        height: foot.y - y - Theme.space(1)
        spacing: Theme.space(1.5)
        clip: true

        TextBlock {
            objectName: "next"
            visible: text !== "" && strip.card.number !== ""
            width: parent.width
            text: strip.card.next
            size: Theme.small
            strong: true
        }
        TextBlock {
            visible: text !== ""
            width: parent.width
            text: strip.card.why
            size: Theme.small
            color: Theme.inkSoft
        }
        Grid {
            visible: !strip.away
            width: parent.width
            columns: 2
            columnSpacing: Theme.space(1.5)
            rowSpacing: Theme.space(1)

            Repeater {
                model: strip.model.shelf.more

                ActButton {
                    width: (top.width - Theme.space(1.5)) / 2
                    height: Theme.u(28)
                    size: Theme.small
                    onActed: act => strip.model.press(act)
                }
            }
        }
    }

    Item {
        id: foot
        x: strip.pad
        y: parent.height - height - Theme.space(0.5)
        width: top.width
        height: Theme.u(20)

        readonly property real room: width - (delivery.visible ? delivery.implicitWidth + Theme.space(3) : 0)

        /* The first of the sentences that has room beside what became of the call. */
        function fitting(sentences: list<string>): string {
            return sentences.find(one => metrics.advanceWidth(one) <= foot.room) ?? "";
        }

        FontMetrics {
            id: metrics
            font: summary.font
        }
        TextBlock {
            id: delivery
            objectName: "delivery"
            visible: text !== ""
            anchors.verticalCenter: parent.verticalCenter
            text: strip.card.delivery
            size: Theme.small
            strong: true
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: strip.card.deliveryMood === "bad" ? Theme.badInk
                : strip.card.deliveryMood === "good" ? Theme.goodInk : Theme.ink
        }
        TextBlock {
            id: summary
            objectName: "summary"
            readonly property string fitting: foot.fitting([strip.card.summary, ...strip.card.brief])

            visible: fitting !== ""
            x: delivery.visible ? parent.width - implicitWidth : 0
            anchors.verticalCenter: parent.verticalCenter
            text: fitting
            size: Theme.small
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: strip.card.summaryMood === "bad" ? Theme.badInk : Theme.inkSoft
        }
    }
}
