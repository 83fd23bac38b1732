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

    width: size
    height: size
    radius: Theme.radius * 0.7
    color: paint
    /* On black a dark one has an edge. */
    border.width: Theme.contrast ? Theme.hairline : 0
    border.color: Theme.line

    Icon {
        anchors.centerIn: parent
        name: mark.symbol
        size: Math.round(mark.size * 0.7)
        tint: Theme.inkOn(mark.paint)
    }
}
