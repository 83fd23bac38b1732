pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* The start is the choice: twelve popular services, and three ways to everything else. */
Page {
    id: page

    readonly property int columns: page.portrait ? 2 : 4
    readonly property int lines: Math.max(1, Math.ceil(tiles.count / columns))
    readonly property real tileWidth: (width - (columns - 1) * Theme.gap) / columns
    readonly property real tileHeight: Math.min(Theme.u(240),
        (ways.y - grid.y - Theme.space(3) - (lines - 1) * Theme.gap) / lines)

    /* The titles in one size: the largest that has room on each tile that can be chosen. A grey
       one, which has to say why as well, may be smaller. */
    readonly property real even: {
        let size = Theme.lead;
        for (let place = 0; place < tiles.count; ++place)
            size = Math.min(size, page.wish(tiles.itemAt(place) as ServiceTile));
        return size;
    }

    heading: page.model.errands > 0 ? qsTr("Apa keperluan Anda berikutnya?") : qsTr("Layanan apa yang Anda perlukan?")
    subheading: page.model.errands > 0 ? qsTr("Nomor berikutnya ikut kunjungan yang sama.")
        : (page.model.shelves.sole === "" ? "" : page.model.shelves.sole + " · ")
        + (page.model.language === "en" ? "Layanan apa yang Anda perlukan?" : "What do you need today?")

    function wish(tile: ServiceTile): real {
        return tile && tile.available ? tile.fitted : Theme.lead;
    }

    Column {
        id: banners
        width: parent.width
        spacing: Theme.gap

        AloneBanner {
            model: page.model
            width: parent.width
        }
        ShutBanner {
            id: shut
            shelves: page.model.shelves
            width: parent.width
        }
    }
    Grid {
        id: grid
        anchors.top: banners.bottom
        anchors.topMargin: banners.height > 0 ? Theme.gap : 0
        columns: page.columns
        spacing: Theme.gap

        Repeater {
            id: tiles
            model: page.model.shelves.popular

            ServiceTile {
                required property string code

                objectName: "service-" + code
                width: page.tileWidth
                height: page.tileHeight
                size: Theme.lead
                noteBelow: !page.portrait
                subtitle: page.model.shelves.sole === "" ? agency : ""
                shut: page.model.shelves.shutReason !== ""
                alone: page.model.alone
                even: available ? page.even : Math.min(page.even, fitted)
                onClicked: page.model.chooseService(code)
            }
        }
    }
    Grid {
        id: ways
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap
        /* Nobody can look a ticket up while the hub is away. */
        readonly property int count: (page.model.alone ? 1 : 2) + (page.model.shelves.byEvent ? 1 : 0) + (page.model.shelves.whole ? 0 : 1)
        columns: page.portrait && count === 4 ? 2 : count

        component Way: BigButton {
            width: (ways.width - (ways.columns - 1) * Theme.gap) / ways.columns
            height: Math.max(Theme.target, Theme.u(page.portrait ? 108 : 92))
            kind: "secondary"
        }

        Way {
            objectName: "search"
            symbol: "search"
            text: qsTr("Cari layanan")
            onClicked: page.model.open("search")
        }
        Way {
            objectName: "events"
            symbol: "family"
            text: qsTr("Peristiwa hidup")
            visible: page.model.shelves.byEvent
            onClicked: page.model.open("events")
        }
        Way {
            objectName: "agencies"
            symbol: "building"
            text: page.model.shelves.sole === "" ? qsTr("Semua instansi") : qsTr("Semua layanan")
            visible: !page.model.shelves.whole
            onClicked: page.model.open("agencies")
        }
        Way {
            objectName: "find"
            symbol: "ticket"
            text: qsTr("Sudah punya tiket")
            visible: !page.model.alone
            onClicked: page.model.open("find")
        }
    }
}
