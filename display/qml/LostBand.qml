import QtQuick
import Giliran.Controls
import Giliran.Display

/* The line is lost and the playlist plays on: said above it, and never out of sight. */
Rectangle {
    id: band

    required property DisplayModel model

    readonly property real note: Math.ceil(Theme.sizeForCaps(band.model.measures.noteCap))

    color: Theme.ink

    Column {
        x: band.model.measures.margin
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u(4)

        TextBlock {
            objectName: "lostWords"
            text: band.model.title + " " + band.model.detail
            width: parent.width
            height: band.note * 2.4
            size: band.note
            strong: true
            color: Theme.background
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
        }
        TextBlock {
            objectName: "lostEnglish"
            text: band.model.titleEnglish + " " + band.model.detailEnglish
            width: parent.width
            height: band.note * 2.4
            size: band.note
            color: Theme.background
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
        }
    }
}
