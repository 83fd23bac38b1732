import QtQuick

/* Where to wait: a block of the zone's colour, its name and its floor in words. */
Row {
    id: badge

    required property color colour
    required property string name
    required property string floor
    property real size: Theme.lead
    property bool strong: true
    property real least: size

    spacing: Theme.space(1.5)

    Rectangle {
        id: block
        width: badge.size * 0.9
        height: badge.size * 1.2
        radius: Theme.radius / 3
        color: badge.colour
        border.width: Theme.hairline
        border.color: Theme.ink
        anchors.verticalCenter: parent.verticalCenter
    }
    TextBlock {
        text: badge.floor === "" ? badge.name : badge.floor + " · " + badge.name
        size: badge.size
        strong: badge.strong
        width: Math.min(implicitWidth, badge.width > 0 ? badge.width - block.width - badge.spacing : implicitWidth)
        anchors.verticalCenter: parent.verticalCenter
    }
}
