pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The PIN at the door of the staff menu. Its keys stand at the foot: a hand reaches them sitting. */
Item {
    id: door

    required property StaffFace staff
    required property StaffWords words
    required property bool portrait

    Column {
        id: told
        width: door.portrait ? parent.width : parent.width - pad.width - Theme.space(6)
        anchors.bottom: door.portrait ? pad.top : parent.bottom
        anchors.bottomMargin: Theme.space(door.portrait ? 4 : 0)
        spacing: Theme.space(3)

        TextBlock {
            width: parent.width
            text: qsTr("PIN petugas")
            size: Theme.title
            strong: true
        }
        TextBlock {
            width: parent.width
            text: door.words.ask
            size: Theme.body
            color: Theme.inkSoft
        }
        Panel {
            objectName: "staff-pin"
            width: Math.min(parent.width, pad.width)
            height: Theme.u(120)
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("PIN petugas: %1 angka").arg(door.staff.digits)

            Row {
                anchors.centerIn: parent
                spacing: Theme.space(2)

                Repeater {
                    model: door.staff.digits

                    Rectangle {
                        width: Theme.u(28)
                        height: width
                        radius: width / 2
                        color: Theme.ink
                    }
                }
            }
            TextBlock {
                anchors.centerIn: parent
                visible: door.staff.digits === 0
                text: door.words.hint
                size: Theme.lead
                color: Theme.inkSoft
            }
        }
        Panel {
            visible: door.words.shut !== ""
            width: parent.width
            height: said.height + 2 * Theme.space(2)
            color: Theme.badSoft
            border.color: Theme.badInk

            Icon {
                id: sign
                name: "warning"
                size: Theme.title
                tint: Theme.badInk
                x: Theme.space(2)
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                id: said
                objectName: "staff-word"
                x: sign.x + sign.width + Theme.space(2)
                y: Theme.space(2)
                width: parent.width - x - Theme.space(2)
                size: Theme.body
                strong: true
                color: Theme.badInk
                text: door.words.shut
            }
        }
    }
    StaffPad {
        id: pad
        staff: door.staff
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        keyWidth: door.portrait ? (door.width - 2 * Theme.gap) / 3 : Theme.u(220)
        keyHeight: Math.max(Theme.target, Theme.u(120))
    }
}
