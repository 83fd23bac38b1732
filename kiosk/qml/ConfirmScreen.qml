pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* Everything a visitor wants to know before the number, and the one large button that takes it. */
Page {
    id: page

    readonly property real gutter: Theme.space(2)
    readonly property bool busy: page.model.screen === "issuing"
    readonly property real wideColumn: page.portrait ? width : Math.round((width - gutter) * 0.53)
    readonly property real narrowColumn: page.portrait ? width : width - gutter - wideColumn

    heading: page.model.service.name
    subheading: page.model.service.agency + " · " + page.model.service.agencyName

    Flow {
        width: parent.width
        spacing: page.gutter

        Column {
            width: page.wideColumn
            spacing: page.gutter

            WaitPanel {
                id: wait
                width: parent.width
                service: page.model.service
            }
            PreparePanel {
                width: parent.width
                service: page.model.service
                size: page.portrait ? Theme.body : Theme.small
                least: page.portrait ? 0 : choices.height - wait.height - page.gutter
                room: foot.y - page.gutter - (page.portrait ? Theme.u(700) : wait.height + page.gutter)
            }
        }
        Column {
            id: choices
            width: page.narrowColumn
            spacing: page.gutter

            PriorityPanel {
                width: parent.width
                visible: page.model.service.priorityAllowed
                model: page.model
                folded: page.model.helping
                columns: 2
            }
            AssistancePanel {
                width: parent.width
                model: page.model
            }
        }
    }
    Column {
        id: foot
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: page.gutter

        NoticeLine {
            model: page.model
            width: parent.width
        }
        TextBlock {
            objectName: "warning"
            width: parent.width
            visible: text !== "" && page.model.notice === ""
            size: Theme.body
            strong: true
            color: Theme.warnInk
            text: {
                switch (page.model.service.warning) {
                case "closing": return qsTr("Mungkin baru dipanggil setelah jam tutup (%1). Nomor yang sudah diambil tetap diurus petugas.").arg(page.model.service.warningTime);
                case "long": return qsTr("Antrean sedang panjang. Anda tetap boleh mengambil nomor.");
                case "break": return qsTr("Sedang istirahat; layanan mulai lagi %1. Nomor tetap bisa diambil.").arg(page.model.service.warningTime);
                default: return "";
                }
            }
        }
        PeopleRow {
            width: parent.width
            visible: page.portrait && page.model.service.peopleMax > 1
            model: page.model
        }
        Row {
            width: parent.width
            spacing: Theme.gap

            PeopleRow {
                id: people
                width: Theme.u(620)
                height: take.height
                visible: !page.portrait && page.model.service.peopleMax > 1
                model: page.model
            }
            BigButton {
                id: sheet
                objectName: "sheet"
                visible: !page.model.paperless
                width: visible ? Math.min(implicitWidth, parent.width * 0.36) : -parent.spacing
                height: take.height
                symbol: "printer"
                size: Theme.body
                text: qsTr("Cetak syarat saja")
                enabled: !page.busy
                onClicked: page.model.printRequirements()
            }
            BigButton {
                id: take
                objectName: "take"
                width: parent.width - sheet.width - parent.spacing - (people.visible ? people.width + parent.spacing : 0)
                height: Math.max(Theme.target, Theme.u(page.portrait ? 140 : 116))
                kind: "primary"
                size: Theme.u(56)
                least: Theme.lead
                text: page.busy ? qsTr("Mengambil nomor…") : qsTr("AMBIL NOMOR")
                onClicked: page.model.take()
            }
        }
    }
}
