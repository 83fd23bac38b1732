import QtQuick
import Giliran.Controls

/* Text whose ink begins at its left edge: lines of several sizes stand on one edge. */
TextBlock {
    id: flush

    leftPadding: -first.tightBoundingRect.x

    TextMetrics {
        id: first
        text: flush.text.charAt(0)
        font: flush.font
    }
}
