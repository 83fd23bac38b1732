pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Giliran.Controls

/* Why, until when, and what can be done now. The reason takes the room that the rest leaves. */
Page {
    id: page

    /* Without paper the list is read from the screen. */
    readonly property bool onScreen: page.model.paperless || page.model.notice === "sheet_failed"

    heading: page.model.service.name
    subheading: page.model.service.agency + " · " + page.model.service.agencyName

    Panel {
        width: parent.width
        height: ways.y - Theme.space(4)
        color: Theme.warnSoft
        border.color: Theme.warnInk

        Column {
            width: parent.width - 2 * Theme.space(4)
            anchors.centerIn: parent
            spacing: Theme.space(2)

            Icon {
                name: "clock"
                size: Theme.u(page.portrait ? 140 : 96)
                tint: Theme.warnInk
                anchors.horizontalCenter: parent.horizontalCenter
            }
            TextBlock {
                objectName: "closedReason"
                width: parent.width
                text: page.model.service.reason === "" ? qsTr("Layanan ini sudah buka lagi") : page.model.service.reason
                size: Theme.headline
                strong: true
                color: Theme.warnInk
                horizontalAlignment: Text.AlignHCenter
            }
            TextBlock {
                objectName: "closedOpens"
                width: parent.width
                text: page.model.service.reason === "" ? qsTr("Silakan pilih lagi.")
                    : page.model.alone && page.model.service.opens === "" ? qsTr("Nomor bisa diambil lagi setelah sistem antrean tersambung.")
                    : page.model.service.opens === "" ? qsTr("Sampai ada pemberitahuan: kapan dibuka lagi belum diketahui.")
                    : qsTr("Nomor bisa diambil lagi %1.").arg(page.model.service.opens)
                size: Theme.title
                color: Theme.warnInk
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
    Column {
        id: ways
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.space(3)

        TextBlock {
            width: parent.width
            text: qsTr("Yang bisa Anda lakukan sekarang:")
            size: Theme.lead
            strong: true
        }
        GridLayout {
            width: parent.width
            columns: page.portrait ? 1 : page.onScreen ? 2 : 3
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            uniformCellWidths: true

            component Way: BigButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: Math.max(Theme.target, Theme.u(page.portrait ? 132 : 116))
            }

            Way {
                objectName: "sheet"
                symbol: page.onScreen ? "document" : "printer"
                text: page.onScreen ? qsTr("Lihat syarat, agar siap saat datang lagi")
                    : qsTr("Cetak syarat, agar siap saat datang lagi")
                onClicked: {
                    if (page.onScreen)
                        page.model.openQuestion("standard");
                    else
                        page.model.printRequirements();
                }
            }
            Way {
                objectName: "standard"
                visible: !page.onScreen
                symbol: "document"
                text: qsTr("Baca syarat, alur dan biaya")
                onClicked: page.model.openQuestion("standard")
            }
            Way {
                objectName: "otherService"
                symbol: "search"
                text: qsTr("Pilih layanan lain")
                onClicked: page.model.anotherErrand()
            }
        }
        NoticeLine {
            model: page.model
            partial: true
            width: parent.width
        }
        TextBlock {
            width: parent.width
            text: qsTr("Atau tanya petugas di %1, Lantai %2.").arg(page.model.deskName).arg(page.model.deskFloor)
            size: Theme.body
            color: Theme.inkSoft
        }
    }
}
