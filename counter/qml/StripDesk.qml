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
    /* The number and what stands beside it share a row only where both have room. */
    readonly property bool narrow: strip.width < Theme.u(380)
    readonly property bool troubled: !strip.away && strip.model.plate.trouble !== ""

    StripHead {
        id: head
        model: strip.model
        pad: strip.pad
        width: parent.width
    }

    /* What is wrong in the hall, on a line of its own. */
    Rectangle {
        id: line
        visible: strip.troubled
        y: head.height
        width: parent.width
        height: !strip.troubled ? 0 : alarm.needed <= alarm.room ? Theme.u(18) : Theme.u(31)
        color: strip.model.plate.troubleMood === "bad" ? Theme.badSoft : Theme.warnSoft

        AlarmPlate {
            id: alarm
            x: strip.pad
            width: parent.width - x - Theme.space(1.5)
            height: parent.height
            bare: true
            size: Theme.u(12)
            text: strip.model.plate.trouble
            more: strip.model.plate.troublesMore
            mood: strip.model.plate.troubleMood
            onClicked: strip.model.press("troubles")
        }
    }

    Item {
        id: top
        x: strip.pad
        y: head.height + line.height + Theme.space(0.5)
        width: parent.width - 2 * strip.pad
        height: strip.narrow ? row + (timer.visible ? timer.height + Theme.space(1) : 0) : row

        readonly property real row: Theme.u(strip.narrow ? 50 : strip.tall ? 64 : strip.troubled ? 46 : 54)

        TextBlock {
            id: number
            objectName: "number"
            visible: text !== ""
            text: strip.card.number
            size: strip.narrow ? Theme.u(46) : strip.tall ? Theme.u(56) : strip.troubled ? Theme.u(42) : Theme.number
            strong: true
            lineHeight: 1
            wrapMode: Text.NoWrap
            y: Math.floor((top.row - height) / 2)
            color: strip.away || strip.card.pending ? Theme.inkSoft : Theme.ink
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
        Badge {
            id: timer
            objectName: "timer"
            visible: number.visible && strip.card.clock !== "" && !strip.away
            x: strip.narrow ? 0 : parent.width - width
            y: strip.narrow ? top.row : aside.y
            text: strip.card.clock + " · " + strip.card.clockWords
            mood: strip.card.clockMood
        }
        Item {
            id: aside

            readonly property real above: timer.visible && !strip.narrow ? timer.height + Theme.space(1) : 0

            visible: number.visible
            anchors.right: parent.right
            y: Math.round((top.row - height) / 2)
            width: parent.width - number.width - Theme.space(3)
            height: above + (marks.visible ? marks.height : -Theme.space(1))

            TextBlock {
                id: marks
                objectName: "marks"
                y: aside.above
                width: parent.width
                height: Math.min(implicitHeight, Theme.u(strip.narrow ? 46 : strip.troubled && !strip.tall ? 24 : 30))
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
        height: strip.tall ? Theme.u(44) : Math.min(Theme.u(31), keys.lowest - y - Theme.space(0.5))

        Rectangle {
            visible: strip.model.notice !== ""
            anchors.fill: parent
            anchors.leftMargin: -Theme.space(1)
            anchors.rightMargin: -Theme.space(1)
            radius: Theme.radius / 2
            color: strip.model.noticeMood === "bad" ? Theme.badSoft
                : strip.model.noticeMood === "good" ? Theme.goodSoft : Theme.accentSoft
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
            color: strip.model.noticeMood === "bad" ? Theme.badInk
                : strip.model.noticeMood === "good" ? Theme.goodInk : Theme.ink
        }
        /* While its visitor is on the way, what colleagues wrote; afterwards the menu's key 2. */
        TextBlock {
            id: note
            objectName: "notes"
            visible: strip.model.notice === "" && strip.card.briefNotes !== "" && strip.model.mode === "called"
            anchors.fill: parent
            text: strip.card.briefNotes
            size: Theme.small
            least: Theme.u(11)
            strong: true
            lineHeight: 1.05
            verticalAlignment: Text.AlignVCenter
            color: Theme.warnInk
        }
        TextBlock {
            objectName: "service"
            visible: strip.model.notice === "" && strip.card.number !== "" && !note.visible
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
            text: strip.card.next + (strip.card.helps === "" ? "" : "\n" + strip.card.helps)
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
        y: strip.tall ? middle.y + middle.height + Theme.space(2) : keys.lowest
        width: top.width
        height: Theme.u(strip.tall ? 72 : 54)

        readonly property real lowest: foot.y - height - Theme.space(strip.troubled ? 0.5 : 1)
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

    StripMore {
        visible: strip.tall
        model: strip.model
        narrow: strip.narrow
        x: strip.pad
        y: keys.y + keys.height + Theme.space(3)
        width: top.width
        height: foot.y - y - Theme.space(1)
    }

    StripFoot {
        id: foot
        model: strip.model
        x: strip.pad
        y: parent.height - height - Theme.space(0.5)
        width: top.width
        height: Theme.u(20)
    }
}
