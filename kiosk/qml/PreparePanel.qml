pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* What to bring, what it costs, how long it usually takes. */
Panel {
    id: panel

    required property ServiceCard service
    property real size: Theme.body
    property real room: Infinity
    /* Fewer lines where there is no room for all; the printed sheet has them all. */
    property int most: 6

    /* The height to fill, where its neighbour is taller. */
    property real least: 0
    readonly property real natural: column.implicitHeight + 2 * Theme.space(3)

    function fit(): void {
        if (natural > room && most > 1)
            most -= 1;
    }

    onNaturalChanged: Qt.callLater(fit)
    onRoomChanged: Qt.callLater(fit)

    height: Math.max(natural, Math.min(least, room))

    Column {
        id: column
        x: Theme.space(3)
        y: Theme.space(3)
        width: parent.width - 2 * Theme.space(3)
        spacing: Theme.space(1)

        TextBlock {
            width: parent.width
            text: qsTr("Siapkan:")
            size: Theme.lead
            strong: true
        }
        TextBlock {
            width: parent.width
            visible: panel.service.requirements.length === 0
            text: qsTr("Tidak ada syarat khusus.")
            size: Theme.body
        }
        Repeater {
            model: panel.service.requirements.slice(0, panel.most)

            Row {
                id: line

                required property string modelData

                width: column.width
                spacing: Theme.space(1.5)

                Rectangle {
                    width: Theme.u(10)
                    height: width
                    radius: width / 2
                    color: Theme.accent
                    y: panel.size * 0.42
                }
                TextBlock {
                    width: parent.width - Theme.u(10) - parent.spacing
                    text: line.modelData
                    size: panel.size
                }
            }
        }
        TextBlock {
            width: parent.width
            visible: panel.service.requirements.length > panel.most
            text: qsTr("dan %1 lagi: tekan Cetak syarat saja").arg(panel.service.requirements.length - panel.most)
            size: Theme.small
            color: Theme.inkSoft
        }
        TextBlock {
            width: parent.width
            topPadding: Theme.space(1)
            size: Theme.small
            color: Theme.inkSoft
            text: panel.service.fee === "" ? qsTr("Biasanya %1 menit").arg(panel.service.minutes)
                : qsTr("Biaya: %1 · biasanya %2 menit").arg(panel.service.fee).arg(panel.service.minutes)
        }
    }
}
