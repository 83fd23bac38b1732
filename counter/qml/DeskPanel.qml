pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The desk: who is here, since when, and what can be done. */
Item {
    id: panel

    required property CounterModel model
    readonly property FaceCard card: panel.model.face
    readonly property real inner: Theme.space(4)
    readonly property bool away: !panel.model.live

    Panel {
        id: ticket
        width: parent.width
        height: notice.y - Theme.space(2)

        Row {
            id: status
            x: panel.inner
            y: panel.inner
            width: parent.width - 2 * x
            spacing: Theme.space(2)

            Badge {
                objectName: "state"
                text: panel.card.state
                mood: panel.model.mode === "paused" ? "warn" : "plain"
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
                size: Theme.u(panel.height > Theme.u(680) ? 104 : 76)
                strong: true
                lineHeight: 1
                wrapMode: Text.NoWrap
                opacity: panel.away ? 0.55 : 1
            }
            TextBlock {
                objectName: "headline"
                visible: text !== ""
                width: parent.width
                text: panel.card.headline
                size: Theme.u(40)
                strong: true
                topPadding: Theme.space(3)
            }
            TextBlock {
                visible: text !== "" && panel.card.number === ""
                width: parent.width
                text: panel.card.next
                size: Theme.title
                strong: true
                color: Theme.accent
            }
            TextBlock {
                objectName: "marks"
                visible: text !== ""
                width: parent.width
                text: panel.card.marks
                size: Theme.title
                strong: true
            }
            TextBlock {
                objectName: "service"
                visible: text !== ""
                width: parent.width
                text: panel.card.service + (panel.card.agency === "" ? "" : " · " + panel.card.agency)
                size: Theme.lead
            }
        }
        Column {
            x: panel.inner
            y: Math.max(words.y + words.height + Theme.space(2), ticket.height - height - panel.inner)
            width: parent.width - 2 * x
            spacing: Theme.space(2)

            TextBlock {
                objectName: "delivery"
                visible: text !== ""
                width: parent.width
                text: panel.card.delivery
                size: Theme.lead
                strong: true
                color: panel.card.deliveryMood === "bad" ? Theme.badInk
                    : panel.card.deliveryMood === "good" ? Theme.goodInk : Theme.ink
            }
            TextBlock {
                objectName: "group"
                visible: text !== ""
                width: parent.width
                text: panel.card.group
                size: Theme.body
                color: Theme.warnInk
            }
            TextBlock {
                objectName: "why"
                visible: text !== ""
                width: parent.width
                text: panel.card.why
                size: Theme.small
                color: Theme.inkSoft
            }
        }
    }

    Rectangle {
        id: notice
        width: parent.width
        height: Theme.u(44)
        y: keys.y - height - Theme.space(2)
        radius: Theme.radius
        color: panel.model.notice === "" ? "transparent"
            : panel.model.noticeMood === "bad" ? Theme.badSoft : Theme.goodSoft

        TextBlock {
            objectName: "notice"
            x: Theme.space(3)
            width: parent.width - 2 * x
            height: parent.height
            text: panel.model.notice
            size: Theme.body
            least: Theme.u(12)
            strong: true
            lineHeight: 1.05
            verticalAlignment: Text.AlignVCenter
            color: panel.model.noticeMood === "bad" ? Theme.badInk : Theme.goodInk
        }
    }

    Column {
        id: keys

        /* The large button never moves: there is always room for two rows of the others. */
        readonly property real fixed: Theme.u(72) + Theme.u(48) + 2 * Theme.u(36) + 3 * Theme.space(2)

        width: parent.width
        y: parent.height - fixed
        spacing: Theme.space(2)

        Repeater {
            model: panel.model.shelf.primary

            ActButton {
                objectName: "primary"
                width: keys.width
                height: Theme.u(72)
                primary: true
                leftPadding: Theme.space(5)
                rightPadding: Theme.space(5)
                size: Theme.u(24)
                onActed: act => panel.model.press(act)
            }
        }
        DeskKeys {
            width: keys.width
            offered: panel.model.shelf.small
            high: Theme.u(48)
            onPressed: act => panel.model.press(act)
        }
        DeskKeys {
            width: keys.width
            offered: panel.model.shelf.more
            high: Theme.u(36)
            onPressed: act => panel.model.press(act)
        }
    }
}
