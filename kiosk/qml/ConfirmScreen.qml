pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* Everything a visitor wants to know before the number, and the one large button that takes it. */
Page {
    id: page

    readonly property real gutter: Theme.space(2)
    /* What has become of a touch stands above the warning, and both want room. */
    readonly property bool crowded: page.model.notice !== "" && page.model.service.warning !== ""
    readonly property bool busy: page.model.screen === "issuing"
    readonly property bool beside: !page.portrait && page.model.service.priorityAllowed
    readonly property real wideColumn: beside ? Math.round((width - gutter) * 0.51) : width
    readonly property real narrowColumn: beside ? width - gutter - wideColumn : width
    /* What the list of things to bring must leave free. */
    readonly property real below: page.portrait ? assistance.height + page.gutter
        + (priority.visible ? priority.height + page.gutter : 0) : 0
    readonly property real floor: page.portrait ? foot.y : assistance.y

    /* How many and how long, and a question; the button below is the answer. */
    function longLine(people: int, minutes: int): string {
        if (minutes <= 0)
            return qsTr("%1 orang di depan Anda. Tetap ambil nomor?").arg(people);
        const time = minutes < 60 ? qsTr("%1 menit").arg(minutes)
            : minutes % 60 === 0 ? qsTr("%1 jam").arg(minutes / 60)
            : qsTr("%1 jam %2 menit").arg(Math.floor(minutes / 60)).arg(minutes % 60);
        return qsTr("%1 orang di depan Anda, kira-kira sampai %2. Tetap ambil nomor?").arg(people).arg(time);
    }

    heading: page.model.service.name
    subheading: page.model.service.agency + " · " + page.model.service.agencyName

    Flow {
        id: told
        width: parent.width
        spacing: page.gutter

        Column {
            width: page.wideColumn
            spacing: page.gutter

            WaitPanel {
                id: wait
                width: parent.width
                service: page.model.service
                onWayAsked: page.model.openQuestion("map")
            }
            PreparePanel {
                id: prepare
                width: parent.width
                service: page.model.service
                onOpened: page.model.openQuestion("standard")
                size: page.portrait ? Theme.body : Theme.small
                least: page.beside ? priority.natural - wait.height - page.gutter : 0
                room: page.floor - page.gutter - wait.height - page.gutter - page.below
            }
        }
        PriorityPanel {
            id: priority
            width: page.narrowColumn
            visible: page.model.service.priorityAllowed
            least: page.beside ? wait.height + page.gutter + Math.min(prepare.natural, prepare.room) : 0
            model: page.model
            columns: page.portrait ? 2 : 3
        }
    }
    AssistancePanel {
        id: assistance
        width: parent.width
        y: page.portrait ? told.height + page.gutter : foot.y - page.gutter - height
        wide: !page.portrait
        model: page.model
    }
    Column {
        id: foot
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: page.crowded ? Theme.space(1) : page.gutter

        NoticeLine {
            model: page.model
            partial: !prepare.whole
            edge: Theme.space(page.crowded ? 1.25 : 2)
            width: parent.width
        }
        TextBlock {
            id: warning
            objectName: "warning"
            width: parent.width
            visible: text !== ""
            size: page.crowded ? Theme.small : Theme.body
            strong: true
            color: Theme.warnInk
            text: {
                switch (page.model.service.warning) {
                case "closing": return qsTr("Mungkin baru dipanggil setelah jam tutup (%1). Nomor yang sudah diambil tetap diurus petugas.").arg(page.model.service.warningTime);
                case "long": return page.longLine(page.model.service.ahead, page.model.service.warningMinutes);
                case "break": return qsTr("Sedang istirahat; layanan mulai lagi %1. Nomor tetap bisa diambil.").arg(page.model.service.warningTime);
                case "alone": return qsTr("Sistem antrean sedang terputus. Nomor tetap berlaku; loket mungkin memanggil sedikit lebih lambat.");
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
                height: Math.max(Theme.target, page.crowded ? Theme.u(page.portrait ? 112 : 84) : Theme.u(page.portrait ? 140 : 116))
                kind: "primary"
                size: Theme.u(56)
                least: Theme.lead
                text: page.busy ? qsTr("Mengambil nomor…") : qsTr("AMBIL NOMOR")
                onClicked: page.model.take()
            }
        }
    }
}
