pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter
import ".."

/*
  Every zone as a column. Where they do not all fit there are pages: the chosen zone is always to be
  seen, and at the right stands which zones these are, and the key of the others.
*/
Item {
    id: columns

    required property Supervision view
    property bool low: false
    readonly property real gap: Theme.space(2)
    readonly property real least: Theme.u(columns.low ? 128 : 150)
    readonly property bool paged: columns.fitting(columns.width) < zones.count
    readonly property real room: columns.width - (columns.paged ? more.width + columns.gap : 0)
    readonly property int shown: Math.max(1, Math.min(zones.count, columns.fitting(columns.room)))
    /* The last page is as full as the others: some of the zones before stand there again. */
    readonly property int first: {
        const page = Math.floor(Math.max(0, columns.view.zoneAt) / columns.shown);
        return Math.max(0, Math.min(page * columns.shown, zones.count - columns.shown));
    }

    function fitting(width: real): int {
        return Math.floor((width + columns.gap) / (columns.least + columns.gap));
    }

    implicitHeight: Theme.u(columns.low ? 80 : 164)
    onShownChanged: columns.view.seeAtOnce(columns.shown)
    Component.onCompleted: columns.view.seeAtOnce(columns.shown)

    ListView {
        id: zones

        readonly property real each: Math.floor((columns.room - (columns.shown - 1) * zones.spacing) / columns.shown)

        width: columns.room
        height: parent.height
        orientation: ListView.Horizontal
        spacing: columns.gap
        clip: true
        interactive: false
        contentX: columns.first * (zones.each + zones.spacing)
        model: columns.view.zones
        keyNavigationEnabled: false

        delegate: ZoneColumn {
            width: zones.each
            height: zones.height
            low: columns.low
            onPicked: zone => columns.view.chooseZone(zone)
        }
    }
    DeskButton {
        id: more
        objectName: "moreZones"
        visible: columns.paged
        anchors.right: parent.right
        width: Theme.u(88)
        height: parent.height
        stacked: true
        text: columns.first > 0 ? qsTr("Zona %1–%2\n◂ dari %3").arg(columns.first + 1).arg(columns.first + columns.shown).arg(zones.count)
            : qsTr("Zona %1–%2\ndari %3 ▸").arg(1).arg(columns.shown).arg(zones.count)
        size: Theme.small
        keyName: "7"
        onClicked: columns.view.press("7")
    }
}
