import QtQuick
import Giliran.Controls

/* An agency's sign on its own colour; the colour is never the only thing that tells them apart. */
Rectangle {
    id: mark

    required property string symbol
    required property string colour
    property real size: Theme.u(56)
    property bool grey: false
    readonly property color paint: mark.grey ? Theme.line : mark.colour
    /* White on dark colours, ink on light ones. */
    readonly property bool dark: 0.299 * paint.r + 0.587 * paint.g + 0.114 * paint.b < 0.55

    width: size
    height: size
    radius: Theme.radius * 0.7
    color: paint

    Icon {
        anchors.centerIn: parent
        name: mark.symbol
        size: Math.round(mark.size * 0.7)
        tint: mark.dark ? "#ffffff" : "#14212b"
    }
}
