pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* What a strip says below its keys where it is high enough: who is next, why this one, more keys. */
Column {
    id: lower

    required property CounterModel model
    readonly property FaceCard card: lower.model.face
    readonly property bool away: !lower.model.live
    required property bool narrow

    spacing: Theme.space(1.5)

    readonly property real high: Theme.u(lower.narrow ? 34 : 28)

    /* What has no room as a whole is left out: the menu has all the keys. */
    function whole(item: Item, above: real): bool {
        return above + item.implicitHeight <= lower.height;
    }
    function below(item: Item, above: real): real {
        return item.visible ? above + item.height + lower.spacing : above;
    }

    readonly property real underFollowing: below(following, 0)
    readonly property real underReasons: below(reasons, underFollowing)
    readonly property int rows: Math.max(0, Math.floor((height - underReasons + Theme.space(1)) / (high + Theme.space(1))))

    TextBlock {
        id: following
        objectName: "next"
        visible: text !== "" && lower.card.number !== "" && lower.whole(following, 0)
        width: parent.width
        text: lower.card.next
        size: Theme.small
        strong: true
    }
    TextBlock {
        id: reasons
        visible: text !== "" && lower.whole(reasons, lower.underFollowing + (lower.away ? 0 : lower.high + lower.spacing))
        width: parent.width
        text: lower.card.why
        size: Theme.small
        color: Theme.inkSoft
    }
    Grid {
        id: more
        visible: !lower.away
        width: parent.width
        columns: 2
        columnSpacing: Theme.space(1.5)
        rowSpacing: Theme.space(1)

        Repeater {
            model: lower.model.shelf.more

            ActButton {
                required property int index

                visible: index < 2 * lower.rows
                width: (lower.width - Theme.space(1.5)) / 2
                height: lower.high
                size: Theme.small
                onActed: act => lower.model.press(act)
            }
        }
    }
    /* Where there is room; the menu has them in any case. */
    Grid {
        visible: !lower.away && lower.below(more, lower.underReasons) + lower.high <= lower.height
        width: parent.width
        columns: 2
        columnSpacing: Theme.space(1.5)

        Repeater {
            model: lower.model.shelf.asks

            ActButton {
                width: (lower.width - Theme.space(1.5)) / 2
                height: lower.high
                size: Theme.small
                onActed: act => lower.model.press(act)
            }
        }
    }
}
