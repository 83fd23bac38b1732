pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* Who may go first says so here; nothing chosen means no. Staff check it at the counter. */
Panel {
    id: panel

    required property KioskModel model
    property bool folded: false
    property int columns: 2

    height: column.implicitHeight + 2 * Theme.space(3)

    Column {
        id: column
        x: Theme.space(3)
        y: Theme.space(3)
        width: parent.width - 2 * Theme.space(3)
        spacing: Theme.space(2)

        TextBlock {
            width: parent.width
            text: panel.model.priority && panel.folded ? qsTr("Berhak prioritas? Ya, sudah dipilih") : qsTr("Berhak prioritas?")
            size: Theme.lead
            strong: true
        }
        Grid {
            visible: !panel.folded
            width: parent.width
            columns: panel.columns
            spacing: Theme.gap

            Repeater {
                model: panel.model.shelves.priorities

                ToggleRow {
                    required property string code
                    required property string title
                    required property bool chosen

                    objectName: "priority-" + code
                    width: (column.width - (panel.columns - 1) * Theme.gap) / panel.columns
                    height: Theme.target
                    size: Theme.small
                    text: title
                    checkable: false
                    checked: chosen
                    onClicked: panel.model.togglePriority(code)
                }
            }
        }
        TextBlock {
            visible: !panel.folded
            width: parent.width
            text: qsTr("Petugas akan memeriksa. Bila tidak sesuai, Anda dipanggil menurut waktu datang.")
            size: Theme.small
            color: Theme.inkSoft
        }
    }
}
