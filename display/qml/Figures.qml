import QtQuick
import Giliran.Controls

/* Ticket and counter numbers: the item is exactly as high as their capital letters. */
Item {
    id: figures

    required property string text
    required property string family
    required property real em
    property color tint: Theme.ink
    /* A number longer than the site foresees (A-1000) is drawn smaller, never cut. */
    property real room: 0

    implicitWidth: glyphs.implicitWidth
    implicitHeight: Math.round(figures.em * Theme.capRatio)

    Text {
        id: glyphs
        objectName: "glyphs"
        text: figures.text
        color: figures.tint
        font.family: figures.family
        font.pixelSize: figures.em
        font.weight: Font.DemiBold
        font.features: Theme.figures
        textFormat: Text.PlainText
        transformOrigin: Item.BottomLeft
        scale: figures.room > 0 ? Math.min(1, figures.room / Math.max(1, implicitWidth)) : 1
        anchors.baseline: parent.bottom
    }
}
