import QtQuick
import Giliran.Controls
import Giliran.Display

/* The line is lost and the playlist plays on: said above it, and never out of sight. */
Rectangle {
    id: band

    required property DisplayModel model

    color: Theme.ink

    TextBlock {
        objectName: "lostWords"
        text: band.model.title + " " + band.model.detail
        x: band.model.measures.margin
        width: parent.width - 2 * x
        size: Theme.u(58)
        least: Theme.u(34)
        strong: true
        color: Theme.background
        lineHeight: 1
        height: parent.height
        verticalAlignment: Text.AlignVCenter
    }
}
