import QtQuick
import Giliran.Controls

/* No paper came, and the number is valid all the same: it has to be noted. */
Page {
    id: page

    heading: {
        switch (page.model.paperProblem) {
        case "paper_out": return qsTr("Kertas habis. Nomor Anda tetap berlaku.");
        case "no_printer": return qsTr("Ini nomor Anda. Silakan foto layar ini.");
        default: return qsTr("Tiket tidak tercetak. Nomor Anda tetap berlaku.");
        }
    }

    Column {
        id: column
        width: parent.width
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space(2)

        TicketFace {
            width: parent.width
            ticket: page.model.ticket
            withCheck: true
            room: keys.y - photo.height - 2 * column.spacing
            wide: !page.portrait
        }
        Panel {
            id: photo
            width: parent.width
            height: told.implicitHeight + 2 * Theme.space(2.5)
            color: Theme.warnSoft
            border.color: Theme.warnInk

            TextBlock {
                id: told
                objectName: "photo"
                x: Theme.space(3)
                width: parent.width - 2 * Theme.space(3)
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Foto layar ini, atau cetak di %1, Lantai %2.").arg(page.model.deskName).arg(page.model.deskFloor)
                size: Theme.lead
                strong: true
                color: Theme.warnInk
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
    ErrandKeys {
        id: keys
        model: page.model
        width: column.width
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        doneText: qsTr("Sudah saya catat")
    }
}
