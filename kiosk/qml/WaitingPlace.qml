import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* Where to wait: the way from here, floor and zone, and the counters. */
Row {
    id: where

    required property PlaceCard place
    property real size: Theme.lead
    readonly property string arrow: {
        if (where.place.floorsAway > 0)
            return "up-floor";
        if (where.place.floorsAway < 0)
            return "down-floor";
        return where.place.arrow === "" ? "" : "arrow-" + where.place.arrow;
    }

    spacing: Theme.space(2)

    Rectangle {
        id: plate
        width: where.size * 2.3
        height: width
        radius: Theme.radius
        color: where.place.colour
        border.width: Theme.hairline
        border.color: Theme.ink
        anchors.verticalCenter: parent.verticalCenter

        Icon {
            anchors.centerIn: parent
            name: where.arrow
            size: parent.width * 0.72
            tint: Theme.inkOn(plate.color)
        }
    }
    Column {
        anchors.verticalCenter: parent.verticalCenter
        width: where.width - plate.width - where.spacing

        TextBlock {
            width: parent.width
            text: qsTr("Tunggu di Lantai %1 · %2").arg(where.place.floor).arg(where.place.zone)
            size: where.size
            strong: true
            lineHeight: 1.05
        }
        TextBlock {
            width: parent.width
            visible: where.place.counters !== ""
            text: where.place.counters
            size: Math.max(Theme.small, where.size * 0.8)
            color: Theme.inkSoft
        }
    }
}
