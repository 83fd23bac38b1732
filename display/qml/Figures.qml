import QtQuick
import Giliran.Controls

/* Ticket and counter numbers: the item is exactly as high as their capital letters, and begins
   where the ink of the first one does, as the words above and below it do. */
Item {
    id: figures

    required property string text
    required property string family
    required property real em
    property color tint: Theme.ink
    /* A number longer than the site foresees (A-1000) is drawn smaller, never cut. */
    property real room: 0
    /* Round and pointed letters touch a line in one point only and seem to stand behind it. */
    readonly property real hang: /^[ACGJOQSVWY035689]/.test(figures.text) ? figures.em * 0.01 : 0
    readonly property real bearing: first.tightBoundingRect.x + figures.hang

    implicitWidth: glyphs.implicitWidth - figures.bearing
    implicitHeight: Math.round(figures.em * Theme.capRatio)

    TextMetrics {
        id: first
        text: figures.text.charAt(0)
        font: glyphs.font
    }
    Text {
        id: glyphs
        objectName: "glyphs"
        x: -figures.bearing * glyphs.scale
        text: figures.text
        color: figures.tint
        font.family: figures.family
        font.pixelSize: figures.em
        font.weight: Font.DemiBold
        font.features: Theme.figures
        textFormat: Text.PlainText
        transformOrigin: Item.BottomLeft
        scale: figures.room > 0 ? Math.min(1, figures.room / Math.max(1, figures.implicitWidth)) : 1
        anchors.baseline: parent.bottom
    }
}
