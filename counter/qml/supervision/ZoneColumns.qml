pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* Every zone as a column. Where they do not all fit, the chosen one is always to be seen. */
ListView {
    id: columns

    required property Supervision view
    property bool low: false
    readonly property real least: Theme.u(columns.low ? 128 : 150)
    readonly property real even: (columns.width - (columns.count - 1) * columns.spacing) / Math.max(1, columns.count)

    implicitHeight: Theme.u(columns.low ? 92 : 156)
    orientation: ListView.Horizontal
    spacing: Theme.space(2)
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    model: columns.view.zones
    currentIndex: columns.view.zoneAt
    highlightMoveDuration: 0
    keyNavigationEnabled: false

    delegate: ZoneColumn {
        width: Math.max(columns.least, columns.even)
        height: columns.height
        low: columns.low
        onPicked: zone => columns.view.chooseZone(zone)
    }
}
