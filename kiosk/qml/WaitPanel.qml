import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* Where to wait, how many wait, and when the call is likely. */
Panel {
    id: panel

    required property ServiceCard service
    /* Somebody wants to see the way. */
    signal wayAsked

    height: column.implicitHeight + 2 * Theme.space(3)

    Column {
        id: column
        x: Theme.space(3)
        y: Theme.space(3)
        width: parent.width - 2 * Theme.space(3)
        spacing: Theme.space(2)

        Item {
            width: parent.width
            height: Math.max(where.height, way.visible ? way.height : 0)

            WaitingPlace {
                id: where
                width: parent.width - (way.visible ? way.width + Theme.gap : 0)
                anchors.verticalCenter: parent.verticalCenter
                place: panel.service.place
            }
            BigButton {
                id: way
                objectName: "map"
                visible: panel.service.plans.length > 0
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                symbol: "map"
                size: Theme.body
                leftPadding: Theme.space(2)
                rightPadding: leftPadding
                text: qsTr("Denah")
                onClicked: panel.wayAsked()
            }
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
