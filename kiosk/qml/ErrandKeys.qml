import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* After a number: one more errand, or away. */
Row {
    id: keys

    required property KioskModel model
    required property string doneText

    readonly property bool mapped: keys.model.ticket.plans.length > 0
    readonly property real mapWidth: mapped ? Math.round(keys.width * 0.22) : -keys.spacing
    readonly property real keyWidth: (keys.width - mapWidth - 2 * keys.spacing) / 2

    spacing: Theme.gap

    BigButton {
        objectName: "map"
        visible: keys.mapped
        width: keys.mapWidth
        height: Math.max(Theme.target, Theme.u(108))
        leftPadding: Theme.space(1)
        rightPadding: leftPadding
        symbol: "map"
        text: qsTr("Denah")
        onClicked: keys.model.openQuestion("map")
    }
    BigButton {
        objectName: "another"
        width: keys.keyWidth
        height: Math.max(Theme.target, Theme.u(108))
        symbol: "ticket"
        text: keys.model.eventName !== "" ? qsTr("Keperluan lain: %1").arg(keys.model.eventName) : qsTr("Tambah keperluan lain")
        onClicked: keys.model.anotherErrand()
    }
    BigButton {
        objectName: "finish"
        width: keys.keyWidth
        height: Math.max(Theme.target, Theme.u(108))
        kind: "primary"
        text: keys.doneText
        onClicked: keys.model.home()
    }
}
