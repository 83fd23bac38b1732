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

    heading: page.model.errands > 0 ? qsTr("Apa keperluan Anda berikutnya?") : qsTr("Layanan apa yang Anda perlukan?")
    subheading: page.model.errands > 0 ? qsTr("Nomor berikutnya ikut kunjungan yang sama.")
        : page.model.language === "en" ? "Layanan apa yang Anda perlukan?" : "What do you need today?"

    Panel {
        id: shut
        width: parent.width
        visible: page.model.shelves.shutReason !== ""
        height: visible ? Math.max(Theme.target, told.implicitHeight + 2 * Theme.space(2)) : 0
        color: Theme.warnSoft
        border.color: Theme.warnInk

        Icon {
            id: sign
            name: "clock"
            size: Theme.title
            tint: Theme.warnInk
            x: Theme.space(3)
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            id: told
            objectName: "shut"
            anchors.left: sign.right
            anchors.leftMargin: Theme.space(2)
            anchors.right: parent.right
            anchors.rightMargin: Theme.space(3)
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.lead
            strong: true
            color: Theme.warnInk
            text: page.model.shelves.shutOpens === "" ? page.model.shelves.shutReason
                : qsTr("%1 · nomor lagi %2").arg(page.model.shelves.shutReason).arg(page.model.shelves.shutOpens)
        }
    }
    Grid {
        id: grid
        anchors.top: shut.bottom
        anchors.topMargin: shut.visible ? Theme.gap : 0
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
                shut: page.model.shelves.shutReason !== ""
                onClicked: page.model.chooseService(code)
            }
        }
    }
    Row {
        id: ways
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap

        component Way: BigButton {
            width: (ways.width - 2 * Theme.gap) / 3
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
            objectName: "agencies"
            symbol: "building"
            text: qsTr("Semua instansi")
            onClicked: page.model.open("agencies")
        }
        Way {
            objectName: "find"
            symbol: "ticket"
            text: qsTr("Sudah punya tiket")
            onClicked: page.model.open("find")
        }
    }
}
