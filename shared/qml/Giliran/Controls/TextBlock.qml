import QtQuick

/*
  Text that wraps between words, and shrinks from `size` down to `least` when its width and height
  are given; it is never cut and never elided.
*/
Text {
    id: block

    property real size: Theme.body
    property real least: size
    property bool strong: false
    property bool tabular: true

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: block.size
    font.weight: block.strong ? Font.DemiBold : Font.Normal
    font.features: block.tabular ? Theme.figures : ({})
    minimumPixelSize: block.least
    fontSizeMode: block.least < block.size ? Text.Fit : Text.FixedSize
    wrapMode: Text.WordWrap
    textFormat: Text.PlainText
    lineHeight: 1.12
}
