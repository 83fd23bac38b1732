pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Giliran.Controls
import Giliran.Kiosk

/*
  Help when called, folded away until somebody asks for it. It is not priority. `wide`: the kinds
  stand beside the question, and nothing else on the screen moves.
*/
Item {
    id: panel

    required property KioskModel model
    property bool wide: false
    readonly property bool open: panel.model.helping
    readonly property real beside: panel.wide && panel.open ? Theme.u(480) + Theme.gap : 0

    implicitHeight: !panel.open ? ask.height : panel.wide ? Math.max(ask.height, kinds.height)
        : ask.height + Theme.gap + kinds.height

    BigButton {
        id: ask
        objectName: "helping"
        width: panel.beside > 0 ? panel.beside - Theme.gap : parent.width
        kind: "plain"
        size: Theme.body
        symbol: "hands"
        text: panel.open || panel.model.shelves.helped === "" ? qsTr("Perlu dibantu saat dipanggil?")
            : qsTr("Dibantu saat dipanggil: %1").arg(panel.model.shelves.helped)
        trailingSymbol: panel.open ? "arrow-up" : "arrow-down"
        onClicked: panel.model.toggleHelping()
    }
    GridLayout {
        id: kinds
        visible: panel.open
        x: panel.beside
        y: panel.wide ? 0 : ask.height + Theme.gap
        width: parent.width - x
        columns: panel.wide ? Math.min(4, boxes.count) : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        uniformCellHeights: true
        uniformCellWidths: true

        Repeater {
            id: boxes
            model: panel.model.shelves.assistance

            ToggleRow {
                required property string code
                required property string title
                required property bool chosen

                objectName: "assist-" + code
                Layout.preferredWidth: (kinds.width - (kinds.columns - 1) * Theme.gap) / kinds.columns
                Layout.fillWidth: true
                Layout.fillHeight: true
                size: Theme.small
                tallest: Math.max(Theme.target, Theme.u(88))
                text: title
                checkable: false
                checked: chosen
                onClicked: panel.model.toggleAssist(code)
            }
        }
    }
}
