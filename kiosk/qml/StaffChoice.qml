pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* Several have the same PIN: who is it? Said only to somebody who has typed it. */
Item {
    id: choice

    required property StaffFace staff

    Column {
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap

        TextBlock {
            width: parent.width
            text: qsTr("Siapa Anda?")
            size: Theme.title
            strong: true
        }
        TextBlock {
            width: parent.width
            text: qsTr("Beberapa petugas memakai PIN ini. Mintalah PIN sendiri kepada pengelola.")
            size: Theme.body
            color: Theme.inkSoft
            bottomPadding: Theme.space(2)
        }
        Grid {
            width: parent.width
            columns: choice.width > Theme.u(1400) ? 3 : 1
            spacing: Theme.gap

            Repeater {
                model: choice.staff.choices

                BigButton {
                    required property var modelData

                    objectName: "staff-is-" + modelData.officer
                    width: (choice.width - (choice.width > Theme.u(1400) ? 2 * Theme.gap : 0)) / (choice.width > Theme.u(1400) ? 3 : 1)
                    height: Math.max(Theme.target, Theme.u(104))
                    symbol: "person"
                    text: modelData.name
                    onClicked: choice.staff.choose(modelData.officer)
                }
            }
        }
    }
}
