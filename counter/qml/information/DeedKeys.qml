pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter
import ".."

/* What can be done to the chosen ticket, two in a row; the digits count once the card is armed. */
Column {
    id: deeds

    required property InformationDesk desk
    property bool low: false

    spacing: Theme.space(2)

    TextBlock {
        objectName: "deedsHow"
        width: parent.width
        text: deeds.desk.armed ? qsTr("Tekan angkanya. Esc: kembali mencari.") : qsTr("Enter, lalu angkanya:")
        size: Theme.small
        strong: true
        lineHeight: 1
        color: deeds.desk.armed ? Theme.accent : Theme.inkSoft
    }
    Grid {
        id: grid
        width: parent.width
        columns: 2
        columnSpacing: Theme.space(2)
        rowSpacing: Theme.space(deeds.low ? 1.5 : 2)

        Repeater {
            model: deeds.desk.deeds

            DeskButton {
                required property string key
                required property string label
                required note
                required grey

                objectName: "deed-" + key
                width: (grid.width - grid.columnSpacing) / 2
                height: Theme.u(deeds.low ? 32 : 38)
                size: deeds.low ? Theme.small : Theme.body
                text: label
                keyName: key
                onClicked: deeds.desk.act(key)
            }
        }
    }
}
