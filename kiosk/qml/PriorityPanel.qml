pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Giliran.Controls
import Giliran.Kiosk

/* Who may go first says so here; nothing chosen means no. Staff check it at the counter. */
Panel {
    id: panel

    required property KioskModel model
    property int columns: 2

    /* The height to fill, where its neighbour is taller. */
    property real least: 0
    readonly property real natural: column.implicitHeight + 2 * Theme.space(3)

    height: Math.max(natural, least)

    Column {
        id: column
        x: Theme.space(3)
        y: Theme.space(3)
        width: parent.width - 2 * Theme.space(3)
        spacing: Theme.space(2)

        TextBlock {
            width: parent.width
            text: qsTr("Berhak prioritas?")
            size: Theme.lead
            strong: true
        }
        GridLayout {
            width: parent.width
            columns: panel.columns
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            uniformCellHeights: true
            uniformCellWidths: true

            Repeater {
                model: panel.model.shelves.priorities

                ToggleRow {
                    required property string code
                    required property string title
                    required property bool chosen

                    objectName: "priority-" + code
                    Layout.preferredWidth: (column.width - (panel.columns - 1) * Theme.gap) / panel.columns
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    size: Theme.small
                    tallest: Math.max(Theme.target, Theme.u(88))
                    text: title
                    checkable: false
                    checked: chosen
                    onClicked: panel.model.togglePriority(code)
                }
            }
        }
        TextBlock {
            width: parent.width
            text: qsTr("Petugas akan memeriksa. Bila tidak sesuai, Anda dipanggil menurut waktu datang.")
            size: Theme.small
            color: Theme.inkSoft
        }
    }
}
