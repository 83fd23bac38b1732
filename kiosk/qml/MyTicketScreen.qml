import QtQuick
import Giliran.Controls

/* A ticket that was looked up: how it stands, and what its visitor may do about it. */
Page {
    id: page

    heading: {
        switch (page.model.found.state) {
        case "waiting": return qsTr("Anda dalam antrean");
        case "called": return qsTr("Anda dipanggil: %1 %2").arg(page.model.found.place.counterWord).arg(page.model.found.counter);
        case "serving": return qsTr("Anda sedang dilayani");
        case "held": return qsTr("Tiket Anda ditunda petugas");
        case "no-show": return qsTr("Nomor Anda terlewat");
        case "postponed": return qsTr("Tempat Anda masih disimpan");
        case "done": return qsTr("Keperluan ini sudah selesai");
        case "cancelled": return qsTr("Tiket ini sudah dibatalkan");
        default: return qsTr("Tiket ini tidak berlaku lagi");
        }
    }

    Column {
        id: column
        width: parent.width
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space(2)

        TicketFace {
            width: parent.width
            ticket: page.model.found
            room: keys.y - Theme.space(2) - (notice.visible ? notice.height + column.spacing : 0)
            wide: !page.portrait
        }
        NoticeLine {
            id: notice
            model: page.model
            width: parent.width
        }
    }
    Column {
        id: keys
        width: column.width
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        spacing: Theme.gap

        BigButton {
            objectName: "rejoin"
            width: parent.width
            height: Math.max(Theme.target, Theme.u(page.portrait ? 132 : 108))
            visible: page.model.found.canRejoin
            kind: "primary"
            text: page.model.found.state === "postponed"
                ? qsTr("Saya sudah datang, masukkan ke antrean")
                : qsTr("Saya terlewat, masukkan lagi ke antrean")
            onClicked: page.model.rejoin()
        }
        Row {
            width: parent.width
            spacing: Theme.gap

            BigButton {
                objectName: "reprint"
                width: (parent.width - parent.spacing) / 2
                height: Math.max(Theme.target, Theme.u(page.portrait ? 132 : 100))
                symbol: "printer"
                text: qsTr("Cetak ulang")
                visible: page.model.found.canCancel && !page.model.paperless
                onClicked: page.model.reprint()
            }
            BigButton {
                objectName: "cancel"
                width: (parent.width - parent.spacing) / 2
                height: Math.max(Theme.target, Theme.u(page.portrait ? 132 : 100))
                kind: "danger"
                text: qsTr("Batalkan tiket")
                visible: page.model.found.canCancel
                onClicked: page.model.openQuestion("cancel")
            }
        }
    }
}
