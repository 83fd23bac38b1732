import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* Where to wait, how many wait, and when the call is likely. */
Panel {
    id: panel

    required property ServiceCard service

    height: column.implicitHeight + 2 * Theme.space(3)

    Column {
        id: column
        x: Theme.space(3)
        y: Theme.space(3)
        width: parent.width - 2 * Theme.space(3)
        spacing: Theme.space(2)

        WaitingPlace {
            width: parent.width
            place: panel.service.place
        }
        Rectangle {
            visible: panel.service.ahead >= 0 || panel.service.quotaLeft >= 0
            width: parent.width
            height: Theme.hairline
            color: Theme.line
        }
        TextBlock {
            objectName: "estimate"
            width: parent.width
            visible: panel.service.ahead >= 0
            size: Theme.body
            strong: true
            text: {
                const people = panel.service.ahead === 0 ? qsTr("Tidak ada yang menunggu")
                    : qsTr("%1 orang menunggu").arg(panel.service.ahead);
                if (panel.service.soon)
                    return qsTr("%1 · segera dipanggil").arg(people);
                return panel.service.estimate === "" ? people
                    : qsTr("%1 · kira-kira dipanggil %2").arg(people).arg(panel.service.estimate);
            }
        }
        TextBlock {
            width: parent.width
            visible: panel.service.quotaLeft >= 0
            size: Theme.small
            color: Theme.inkSoft
            text: qsTr("Sisa nomor hari ini: %1").arg(panel.service.quotaLeft)
        }
    }
}
