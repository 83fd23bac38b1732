import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* After a number: one more errand, or away. */
Row {
    id: keys

    required property KioskModel model
    required property string doneText

    spacing: Theme.gap

    BigButton {
        objectName: "another"
        width: (keys.width - keys.spacing) / 2
        height: Math.max(Theme.target, Theme.u(108))
        symbol: "ticket"
        text: qsTr("Tambah keperluan lain")
        onClicked: keys.model.anotherErrand()
    }
    BigButton {
        objectName: "finish"
        width: (keys.width - keys.spacing) / 2
        height: Math.max(Theme.target, Theme.u(108))
        kind: "primary"
        text: keys.doneText
        onClicked: keys.model.home()
    }
}
