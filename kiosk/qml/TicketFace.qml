import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/*
  A ticket as it stands on the screen: the number is the biggest thing on it. `wide` puts the
  number and the place beside each other. It fills `room`: the number takes what the words leave,
  and what is left then stands between them.
*/
Panel {
    id: face

    required property TicketCard ticket
    property bool wide: false
    property bool withCheck: false
    required property real room
    readonly property real most: Theme.number * 1.5
    readonly property real edge: Theme.space(4)
    /* All but the number, and the least distance between number and place. */
    readonly property real others: agency.height + service.height + first.spacing * (first.visibleChildren.length - 1)
        + (emergency.visible ? emergency.height : 0) + (check.visible ? check.height : 0)
    readonly property real beneath: face.wide ? 0 : second.height + Theme.space(3)
    readonly property real numberRoom: Math.max(Theme.headline, face.room - 2 * face.edge - face.others - face.beneath)
    readonly property real numberHeight: Math.min(face.most * 1.1, face.numberRoom)
    readonly property real slack: face.wide ? 0 : Math.max(0, face.numberRoom - face.numberHeight)
    readonly property real inner: width - 2 * Theme.space(4)
    readonly property real part: wide ? (inner - grid.columnSpacing) / 2 : inner

    height: face.room

    Grid {
        id: grid
        x: face.edge
        y: face.wide ? (face.height - height) / 2 : face.edge + face.slack * 0.25
        columns: face.wide ? 2 : 1
        columnSpacing: Theme.space(6)
        rowSpacing: Theme.space(3) + face.slack * 0.4
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            id: first
            width: face.part
            spacing: Theme.space(1)

            TextBlock {
                id: agency
                width: parent.width
                text: face.ticket.agency
                size: face.wide ? Theme.lead : Theme.title
                strong: true
                color: Theme.accent
                horizontalAlignment: Text.AlignHCenter
            }
            TextBlock {
                id: service
                width: parent.width
                text: face.ticket.service
                size: face.wide ? Theme.small : Theme.body
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
            }
            TextBlock {
                objectName: "number"
                width: parent.width
                height: face.numberHeight
                text: face.ticket.number
                size: face.numberHeight / 1.1
                least: Theme.headline
                strong: true
                tabular: false
                lineHeight: 1
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
            }
            Badge {
                id: emergency
                objectName: "emergency"
                visible: face.ticket.emergency
                anchors.horizontalCenter: parent.horizontalCenter
                text: qsTr("Nomor darurat – tetap berlaku")
                size: Theme.body
                mood: "warn"
            }
            TextBlock {
                id: check
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
            id: second
            width: face.part
            spacing: Theme.space(face.wide ? 2 : 3)

            WaitingPlace {
                width: parent.width
                place: face.ticket.place
                size: face.wide ? Theme.title : Theme.u(52)
            }
            TextBlock {
                width: parent.width
                visible: face.ticket.state === "waiting" && face.ticket.ahead >= 0
                size: face.wide ? Theme.lead : Theme.u(42)
                strong: true
                text: face.ticket.ahead === 0 ? qsTr("Tidak ada antrean di depan Anda")
                    : qsTr("%1 orang di depan Anda").arg(face.ticket.ahead)
            }
            TextBlock {
                width: parent.width
                visible: face.ticket.estimate !== ""
                size: face.wide ? Theme.lead : Theme.u(42)
                text: face.ticket.soon ? qsTr("Segera dipanggil: silakan langsung ke sana")
                    : qsTr("Kira-kira dipanggil %1").arg(face.ticket.estimate)
            }
            TextBlock {
                objectName: "later"
                width: parent.width
                visible: face.ticket.emergency && face.ticket.ahead < 0
                size: face.wide ? Theme.body : Theme.lead
                text: qsTr("Loket mungkin memanggil sedikit lebih lambat.")
            }
            TextBlock {
                width: parent.width
                size: face.wide ? Theme.small : Theme.body
                color: Theme.inkSoft
                text: qsTr("Nomor bisa dipanggil tidak berurutan. Lihat layar dan dengarkan.")
            }
        }
    }
}
