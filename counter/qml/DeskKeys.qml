pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* Buttons of the desk, two in a row. */
Grid {
    id: grid

    required property QtObject offered
    property real high: Theme.target
    property real size: Theme.body
    readonly property int count: keys.count

    signal pressed(act: string)

    columns: 2
    columnSpacing: Theme.space(2)
    rowSpacing: Theme.space(2)

    Repeater {
        id: keys
        model: grid.offered

        ActButton {
            width: (grid.width - grid.columnSpacing) / 2
            height: grid.high
            size: grid.size
            onActed: act => grid.pressed(act)
        }
    }
}
