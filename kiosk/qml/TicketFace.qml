import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/*
  A ticket as it stands on the screen: the number is the biggest thing on it. `wide` puts the
  number and the place beside each other.
*/
Panel {
    id: face

    required property TicketCard ticket
    property bool wide: false
    property bool withCheck: false
    property real numberSize: Theme.number
    readonly property real inner: width - 2 * Theme.space(4)
    readonly property real part: wide ? (inner - grid.columnSpacing) / 2 : inner

    height: grid.implicitHeight + 2 * Theme.space(4)

    Grid {
        id: grid
        x: Theme.space(4)
        y: Theme.space(4)
        columns: face.wide ? 2 : 1
        columnSpacing: Theme.space(6)
        rowSpacing: Theme.space(3)
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            width: face.part
            spacing: Theme.space(1)

            TextBlock {
                width: parent.width
                text: face.ticket.agency
                size: Theme.lead
                strong: true
                color: Theme.accent
                horizontalAlignment: Text.AlignHCenter
            }
            TextBlock {
                width: parent.width
                text: face.ticket.service
                size: Theme.small
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
            }
            TextBlock {
                objectName: "number"
                width: parent.width
                height: face.numberSize * 1.1
                text: face.ticket.number
                size: face.numberSize
                least: Theme.headline
                strong: true
                tabular: false
                lineHeight: 1
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
            }
            Badge {
                objectName: "emergency"
                visible: face.ticket.emergency
                anchors.horizontalCenter: parent.horizontalCenter
                text: qsTr("Nomor darurat – tetap berlaku")
                size: Theme.body
                mood: "warn"
            }
            TextBlock {
                objectName: "checkCode"
                visible: face.withCheck
                width: parent.width
                text: qsTr("Kode cek: %1").arg(face.ticket.check)
                size: Theme.lead
                strong: true
                horizontalAlignment: Text.AlignHCenter
            }
        }
        Column {
            width: face.part
            spacing: Theme.space(2)

            WaitingPlace {
                width: parent.width
                place: face.ticket.place
                size: Theme.title
            }
            TextBlock {
                width: parent.width
                visible: face.ticket.state === "waiting" && face.ticket.ahead >= 0
                size: Theme.lead
                strong: true
                text: face.ticket.ahead === 0 ? qsTr("Tidak ada antrean di depan Anda")
                    : qsTr("%1 orang di depan Anda").arg(face.ticket.ahead)
            }
            TextBlock {
                width: parent.width
                visible: face.ticket.estimate !== ""
                size: Theme.lead
                text: face.ticket.soon ? qsTr("Segera dipanggil: silakan langsung ke sana")
                    : qsTr("Kira-kira dipanggil %1").arg(face.ticket.estimate)
            }
            TextBlock {
                objectName: "later"
                width: parent.width
                visible: face.ticket.emergency && face.ticket.ahead < 0
                size: Theme.body
                text: qsTr("Loket mungkin memanggil sedikit lebih lambat.")
            }
            TextBlock {
                width: parent.width
                size: Theme.small
                color: Theme.inkSoft
                text: qsTr("Nomor bisa dipanggil tidak berurutan. Lihat layar dan dengarkan.")
            }
        }
    }
}
