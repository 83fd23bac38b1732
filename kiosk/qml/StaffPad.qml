pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The keys for a PIN. */
Grid {
    id: pad

    required property StaffFace staff
    required property real keyWidth
    required property real keyHeight

    columns: 3
    spacing: Theme.gap

    component Key: BigButton {
        width: pad.keyWidth
        height: pad.keyHeight
        kind: "plain"
        size: Theme.headline
        leftPadding: Theme.space(1)
        rightPadding: Theme.space(1)
        enabled: pad.staff.mayTry
    }

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

        Key {
            required property string modelData

            objectName: "staff-key-" + modelData
            text: modelData
            onClicked: pad.staff.type(modelData)
        }
    }
    Key {
        objectName: "staff-erase"
        symbol: "arrow-left"
        size: Theme.title
        Accessible.name: qsTr("Hapus angka")
        onClicked: pad.staff.erase()
    }
    Key {
        objectName: "staff-key-0"
        text: "0"
        onClicked: pad.staff.type("0")
    }
    Key {
        objectName: "staff-enter"
        kind: "primary"
        size: Theme.lead
        text: qsTr("Masuk")
        enabled: pad.staff.mayTry && pad.staff.digits > 0
        onClicked: pad.staff.enter()
    }
}
