import QtQuick
import Giliran.Controls

/* What stands below it, in Indonesian and, quieter, in English. */
Row {
    id: label

    required property string text
    property string english: ""
    /* The text ends in "…" where it is longer. */
    property real room: Infinity
    required property real cap
    property color tint: Theme.ink
    property color soft: Theme.inkSoft

    spacing: label.cap * 0.6

    /* Not the text's own width, which hangs on where it is cut. */
    TextMetrics {
        id: natural
        text: first.text
        font: first.font
    }
    FlushText {
        id: first
        text: label.text
        width: Math.min(Math.ceil(natural.advanceWidth) + 2, label.room)
        elide: Text.ElideRight
        size: Theme.sizeForCaps(label.cap)
        strong: true
        color: label.tint
        font.letterSpacing: label.cap * 0.06
        font.capitalization: Font.AllUppercase
        wrapMode: Text.NoWrap
        lineHeight: 1
    }
    TextBlock {
        text: label.english
        /* The same word again: only where both have room. */
        visible: text !== "" && natural.advanceWidth + label.spacing + implicitWidth <= label.room
        size: Theme.sizeForCaps(label.cap)
        color: label.soft
        wrapMode: Text.NoWrap
        lineHeight: 1
    }
}
