pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Giliran.Controls
import Giliran.Kiosk

/* Help when called, folded away until somebody asks for it. It is not priority. */
Column {
    id: panel

    required property KioskModel model

    spacing: Theme.gap

    BigButton {
        objectName: "helping"
        width: parent.width
        kind: "plain"
        size: Theme.body
        symbol: "hands"
        text: qsTr("Perlu dibantu saat dipanggil?")
        trailingSymbol: panel.model.helping ? "arrow-up" : "arrow-down"
        onClicked: panel.model.toggleHelping()
    }
    GridLayout {
        visible: panel.model.helping
        width: parent.width
        columns: 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        uniformCellHeights: true

        Repeater {
            model: panel.model.shelves.assistance

            ToggleRow {
                required property string code
                required property string title
                required property bool chosen

                objectName: "assist-" + code
                Layout.preferredWidth: (panel.width - Theme.gap) / 2
                Layout.fillWidth: true
                Layout.fillHeight: true
                size: Theme.body
                text: title
                checkable: false
                checked: chosen
                onClicked: panel.model.toggleAssist(code)
            }
        }
    }
}
