pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The desk: who is here, since when, and what can be done. */
Item {
    id: panel

    required property CounterModel model
    readonly property FaceCard card: panel.model.face
    readonly property real inner: Theme.space(panel.low ? 3 : 4)
    readonly property bool away: !panel.model.live
    /* On a low screen, or one of 768 pixels at 125 %: the same things, closer together. */
    readonly property bool low: panel.height < Theme.u(660)
    readonly property real primaryHigh: Theme.u(panel.low ? 64 : 72)
    /* Of the keys below the large one, when there are three rows of them. */
    readonly property real smallLeast: Theme.u(panel.low ? 42 : 48)
    readonly property real moreLeast: Theme.u(panel.low ? 34 : 36)

    Panel {
        id: ticket
        width: parent.width
        height: keys.y - Theme.space(2)

        Row {
            id: status
            x: panel.inner
            y: panel.inner
            width: parent.width - 2 * x
            spacing: Theme.space(2)

            Badge {
                objectName: "state"
                text: panel.card.state
                mood: panel.card.stateMood
                size: Theme.body
            }
            Badge {
                objectName: "timer"
                visible: panel.card.clock !== "" && !panel.away
                text: panel.card.clock + " · " + panel.card.clockWords
                mood: panel.card.clockMood
                size: Theme.body
            }
        }
        Column {
            id: words
            x: panel.inner
            y: status.y + status.height + Theme.space(2)
            width: parent.width - 2 * x
            spacing: Theme.space(2)

            TextBlock {
                objectName: "number"
                visible: text !== ""
                width: parent.width
                text: panel.card.number
                size: Theme.u(panel.height > Theme.u(680) ? 104 : !panel.low ? 76 : panel.card.notes === "" ? 62 : 46)
                strong: true
                lineHeight: 1
                wrapMode: Text.NoWrap
                color: panel.away || panel.card.pending ? Theme.inkSoft : Theme.ink
            }
            TextBlock {
                objectName: "headline"
                visible: text !== ""
                width: parent.width
                text: panel.card.headline
                size: Theme.u(panel.model.mode === "paused" ? (panel.low ? 24 : 32) : panel.low ? 34 : 40)
                strong: true
                topPadding: Theme.space(panel.low ? 1 : 3)
            }
            TextBlock {
                objectName: "next"
                visible: text !== "" && panel.card.number === ""
                width: parent.width
                text: panel.card.next
                size: panel.low ? Theme.lead : Theme.title
                strong: true
                color: Theme.accent
            }
            TextBlock {
                objectName: "marks"
                visible: text !== ""
                width: parent.width
                text: panel.card.marks
                size: panel.low ? Theme.lead : Theme.title
                strong: true
            }
            TextBlock {
                objectName: "story"
                visible: text !== ""
                width: parent.width
                text: panel.card.story
                size: panel.low ? Theme.small : Theme.body
                strong: true
                color: Theme.inkSoft
            }
        }
        TextBlock {
            objectName: "service"
            visible: text !== ""
            x: panel.inner
            y: words.y + words.height + Theme.space(2)
            width: words.width
            height: Math.min(implicitHeight, told.y - y - Theme.space(1))
            text: panel.card.service + (panel.card.agency === "" ? "" : " · " + panel.card.agency)
            size: panel.low ? Theme.body : Theme.lead
            least: Theme.u(12)
        }
        Column {
            id: told
            x: panel.inner
            y: slot.y - height - Theme.space(1)
            width: words.width
            spacing: Theme.space(1)

            TextBlock {
                objectName: "helps"
                visible: text !== "" && panel.card.number === ""
                width: parent.width
                text: panel.card.helps
                size: panel.low ? Theme.small : Theme.body
                color: Theme.inkSoft
            }
            /* What colleagues want to be known before the visitor speaks; its key writes another. */
            Rectangle {
                visible: panel.card.notes !== ""
                width: parent.width
                height: Math.min(Theme.u(panel.low ? 34 : 44), note.implicitHeight + Theme.space(2))
                radius: Theme.radius / 2
                color: Theme.warnSoft

                TextBlock {
                    id: note
                    objectName: "notes"
                    x: Theme.space(2)
                    width: parent.width - 2 * x
                    height: parent.height
                    text: panel.card.notes
                    size: panel.low ? Theme.small : Theme.body
                    least: Theme.u(11)
                    strong: true
                    lineHeight: 1.05
                    verticalAlignment: Text.AlignVCenter
                    color: Theme.warnInk
                }
            }
            TextBlock {
                objectName: "delivery"
                visible: text !== ""
                width: parent.width
                text: panel.card.delivery
                size: panel.low ? Theme.body : Theme.lead
                strong: true
                color: panel.card.deliveryMood === "bad" ? Theme.badInk
                    : panel.card.deliveryMood === "good" ? Theme.goodInk : Theme.ink
            }
            TextBlock {
                objectName: "group"
                visible: text !== ""
                width: parent.width
                text: panel.card.group
                size: panel.low ? Theme.small : Theme.body
                color: Theme.warnInk
            }
        }
        /* Why this one was called; for a while instead what was done, or why it was not. */
        Rectangle {
            id: slot
            x: Theme.space(2)
            y: parent.height - height - x
            width: parent.width - 2 * x
            height: Theme.u(44)
            radius: Theme.radius
            color: panel.model.notice === "" ? "transparent"
                : panel.model.noticeMood === "bad" ? Theme.badSoft
                : panel.model.noticeMood === "good" ? Theme.goodSoft : Theme.accentSoft

            TextBlock {
                objectName: "why"
                visible: text !== "" && panel.model.notice === ""
                x: panel.inner - slot.x
                width: words.width
                height: parent.height
                text: panel.card.why
                size: Theme.small
                least: Theme.u(11)
                verticalAlignment: Text.AlignVCenter
                color: Theme.inkSoft
            }
            TextBlock {
                objectName: "notice"
                visible: text !== ""
                x: panel.inner - slot.x
                width: words.width
                height: parent.height
                text: panel.model.notice
                size: Theme.body
                least: Theme.u(12)
                strong: true
                lineHeight: 1.05
                verticalAlignment: Text.AlignVCenter
                color: panel.model.noticeMood === "bad" ? Theme.badInk
                    : panel.model.noticeMood === "good" ? Theme.goodInk : Theme.ink
            }
        }
    }

    Column {
        id: keys

        /* The large button never moves: there is always room for three rows of the others. Where
           there are fewer they are higher, and end where the lists beside them end. */
        readonly property real below: panel.smallLeast + 2 * panel.moreLeast + 2 * Theme.space(2)
        readonly property real fixed: panel.primaryHigh + Theme.space(2) + below
        readonly property int rows: Math.ceil(small.count / 2) + Math.ceil(more.count / 2)
        readonly property real even: Math.floor((below - (rows - 1) * Theme.space(2)) / Math.max(1, rows))
        readonly property real smallHigh: rows < 3 ? Math.min(even, panel.primaryHigh) : panel.smallLeast
        readonly property real moreHigh: rows < 3 ? smallHigh : panel.moreLeast

        width: parent.width
        y: parent.height - fixed
        spacing: Theme.space(2)

        Repeater {
            model: panel.model.shelf.primary

            ActButton {
                objectName: "primary"
                width: keys.width
                height: panel.primaryHigh
                primary: true
                leftPadding: Theme.space(5)
                rightPadding: Theme.space(5)
                size: Theme.u(24)
                onActed: act => panel.model.press(act)
            }
        }
        DeskKeys {
            id: small
            width: keys.width
            offered: panel.model.shelf.small
            high: keys.smallHigh
            onPressed: act => panel.model.press(act)
        }
        DeskKeys {
            id: more
            width: keys.width
            offered: panel.model.shelf.more
            high: keys.moreHigh
            onPressed: act => panel.model.press(act)
        }
    }
}
