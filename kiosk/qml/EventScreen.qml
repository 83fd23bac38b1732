pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* The errands of one life event, each with its agency; those that have a number say which. */
Page {
    id: page

    readonly property int columns: page.portrait ? 1 : 2
    readonly property int lines: Math.max(page.portrait ? 5 : 3, Math.ceil(list.count / columns))
    readonly property real tileWidth: (width - (columns - 1) * Theme.gap) / columns
    readonly property real tileHeight: Math.min(Theme.u(190),
        (hint.y - Theme.gap - grid.y - (lines - 1) * Theme.gap) / lines)
    readonly property real even: {
        let size = Theme.lead;
        for (let place = 0; place < list.count; ++place)
            size = Math.min(size, (list.itemAt(place) as ServiceTile)?.fitted ?? size);
        return size;
    }

    heading: page.model.shelves.heading
    subheading: page.model.errands > 0 ? qsTr("Pilih keperluan berikutnya.") : qsTr("Pilih satu per satu.")

    ShutBanner {
        id: shut
        shelves: page.model.shelves
        width: parent.width
    }
    Grid {
        id: grid
        anchors.top: shut.bottom
        anchors.topMargin: shut.visible ? Theme.gap : 0
        columns: page.columns
        spacing: Theme.gap

        Repeater {
            id: list
            model: page.model.shelves.errands

            ServiceTile {
                required taken
                required property string code

                objectName: "service-" + code
                width: page.tileWidth
                height: page.tileHeight
                size: Theme.lead
                shut: page.model.shelves.shutReason !== ""
                alone: page.model.alone
                even: page.even
                onClicked: page.model.chooseService(code)
            }
        }
    }
    Panel {
        id: hint
        width: parent.width
        height: words.implicitHeight + 2 * Theme.space(2)
        anchors.bottom: parent.bottom
        color: Theme.accentSoft
        border.color: Theme.accent

        Icon {
            id: sign
            name: "ticket"
            size: Theme.title
            tint: Theme.accent
            x: Theme.space(2)
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            id: words
            anchors.left: sign.right
            anchors.leftMargin: Theme.space(2)
            anchors.right: parent.right
            anchors.rightMargin: Theme.space(2)
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Semua nomor ikut satu kunjungan: Anda tidak dipanggil di dua loket sekaligus.")
            size: Theme.body
        }
    }
}
