pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* The foot of the strip: what became of the call, and how many wait for how long. */
Item {
    id: foot

    required property CounterModel model
    readonly property FaceCard card: foot.model.face
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
        text: foot.card.delivery
        size: Theme.small
        strong: true
        wrapMode: Text.NoWrap
        lineHeight: 1
        color: foot.card.deliveryMood === "bad" ? Theme.badInk
            : foot.card.deliveryMood === "good" ? Theme.goodInk : Theme.ink
    }
    TextBlock {
        id: summary
        objectName: "summary"
        readonly property string fitting: foot.fitting([foot.card.summary, ...foot.card.brief])

        visible: fitting !== ""
        x: delivery.visible ? parent.width - implicitWidth : 0
        anchors.verticalCenter: parent.verticalCenter
        text: fitting
        size: Theme.small
        wrapMode: Text.NoWrap
        lineHeight: 1
        color: foot.card.summaryMood === "bad" ? Theme.badInk
            : foot.card.summaryMood === "warn" ? Theme.warnInk
            : foot.card.summaryMood === "good" ? Theme.goodInk : Theme.inkSoft
    }
}
