pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* "Anda di sini": the plan of this floor, and of the one to wait on where that is another. */
Sheet {
    id: sheet

    required property KioskModel model
    readonly property bool portrait: height > width * 0.72
    readonly property PlaceCard place: model.afterNumber ? model.ticket.place : model.service.place
    readonly property var plans: !visible ? [] : model.afterNumber ? model.ticket.plans : model.service.plans
    readonly property int columns: portrait ? 1 : Math.max(1, plans.length)
    readonly property int lines: Math.ceil(plans.length / columns)
    readonly property real room: height - Theme.target - Theme.space(44)
    readonly property real caption: plans.length > 1 ? Theme.lead * 1.2 + Theme.space(1) : 0

    objectName: "mapSheet"
    symbol: "map"
    title: qsTr("Tunggu di Lantai %1 · %2").arg(place.floor).arg(place.zone)
    detail: place.counters
    sheetWidth: width - 2 * Theme.space(5)

    Grid {
        id: grid
        width: parent ? parent.width : 0
        columns: sheet.columns
        spacing: Theme.space(3)

        Repeater {
            model: sheet.plans

            Column {
                id: floor

                required property var modelData
                readonly property real most: (sheet.room - (sheet.lines - 1) * grid.spacing) / Math.max(1, sheet.lines) - sheet.caption

                width: (grid.width - (sheet.columns - 1) * grid.spacing) / sheet.columns
                spacing: Theme.space(1)

                TextBlock {
                    width: parent.width
                    visible: sheet.plans.length > 1
                    size: Theme.lead
                    strong: true
                    lineHeight: 1
                    text: {
                        const name = qsTr("Lantai %1").arg(floor.modelData.number);
                        return floor.modelData.name === "" ? name : name + " · " + floor.modelData.name;
                    }
                }
                FloorMap {
                    plan: floor.modelData
                    width: Math.min(floor.width, floor.most / ratio)
                    height: width * ratio
                    anchors.horizontalCenter: parent.horizontalCenter
                }
            }
        }
    }
    BigButton {
        objectName: "mapClose"
        width: parent ? parent.width : 0
        height: Math.max(Theme.target, Theme.u(104))
        kind: "primary"
        text: qsTr("Tutup")
        onClicked: sheet.model.closeQuestion()
    }
}
