import QtQuick
import Giliran.Controls

/* Why, until when, and what can be done now. */
Page {
    id: page

    heading: page.model.service.name
    subheading: page.model.service.agency + " · " + page.model.service.agencyName

    Column {
        width: Math.min(parent.width, Theme.u(1400))
        spacing: Theme.space(3)

        Panel {
            width: parent.width
            height: told.implicitHeight + 2 * Theme.space(4)
            color: Theme.warnSoft
            border.color: Theme.warnInk

            Column {
                id: told
                x: Theme.space(4)
                y: Theme.space(4)
                width: parent.width - 2 * Theme.space(4)
                spacing: Theme.space(2)

                Row {
                    width: parent.width
                    spacing: Theme.space(2)

                    Icon {
                        id: sign
                        name: "clock"
                        size: Theme.headline
                        tint: Theme.warnInk
                    }
                    TextBlock {
                        objectName: "closedReason"
                        width: parent.width - sign.width - parent.spacing
                        text: page.model.service.reason === "" ? qsTr("Layanan ini sudah buka lagi") : page.model.service.reason
                        size: Theme.title
                        strong: true
                        color: Theme.warnInk
                    }
                }
                TextBlock {
                    objectName: "closedOpens"
                    width: parent.width
                    text: page.model.service.reason === "" ? qsTr("Silakan pilih lagi.")
                        : page.model.alone && page.model.service.opens === "" ? qsTr("Nomor bisa diambil lagi setelah sistem antrean tersambung.")
                        : page.model.service.opens === "" ? qsTr("Sampai ada pemberitahuan: kapan dibuka lagi belum diketahui.")
                        : qsTr("Nomor bisa diambil lagi %1.").arg(page.model.service.opens)
                    size: Theme.lead
                    color: Theme.warnInk
                }
            }
        }
        TextBlock {
            width: parent.width
            text: qsTr("Yang bisa Anda lakukan sekarang:")
            size: Theme.lead
            strong: true
        }
        BigButton {
            objectName: "sheet"
            width: parent.width
            height: Math.max(Theme.target, Theme.u(108))
            visible: !page.model.paperless
            symbol: "printer"
            text: qsTr("Cetak syarat, agar siap saat datang lagi")
            onClicked: page.model.printRequirements()
        }
        BigButton {
            objectName: "otherService"
            width: parent.width
            height: Math.max(Theme.target, Theme.u(108))
            symbol: "search"
            text: qsTr("Pilih layanan lain")
            onClicked: page.model.home()
        }
        TextBlock {
            width: parent.width
            text: qsTr("Atau tanya petugas di %1, Lantai %2.").arg(page.model.deskName).arg(page.model.deskFloor)
            size: Theme.body
            color: Theme.inkSoft
        }
        NoticeLine {
            model: page.model
            width: parent.width
        }
    }
}
