pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* Buttons of the desk, two in a row. */
Grid {
    id: grid

    required property QtObject rows
    property real high: Theme.target
    property real size: Theme.body

    signal pressed(act: string)

    columns: 2
    columnSpacing: Theme.space(2)
    rowSpacing: Theme.space(2)

    Repeater {
        model: grid.rows

        DeskButton {
            required property string act
            required property string label
            required property string key
            required property bool usable

            objectName: "act-" + act
            width: (grid.width - grid.columnSpacing) / 2
            height: grid.high
            text: label
            keyName: key
            enabled: usable
            size: grid.size
            onClicked: grid.pressed(act)
        }
    }
}
