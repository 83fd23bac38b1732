pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* What happens in people's lives, in their own words; each leads to the errands it asks for. */
Page {
    id: page

    readonly property int columns: page.portrait ? 2 : 3
    readonly property int lines: page.portrait ? 6 : 4
    readonly property real tileWidth: (width - (columns - 1) * Theme.gap) / columns
    readonly property real tileHeight: Math.min(Theme.u(240),
        (height - (pager.visible ? Theme.target + Theme.gap : 0) - (lines - 1) * Theme.gap) / lines)
    readonly property real even: {
        let size = Theme.title;
        for (let place = 0; place < list.count; ++place)
            size = Math.min(size, (list.itemAt(place) as Tile)?.fitted ?? size);
        return size;
    }

    heading: qsTr("Apa yang sedang Anda alami?")
    subheading: qsTr("Kami tunjukkan semua layanannya.")

    Grid {
        columns: page.columns
        spacing: Theme.gap

        Repeater {
            id: list
            model: page.model.shelves.events

            Tile {
                required title
                required symbol
                required property string code
                required property string agencies
                required property int count

                objectName: "event-" + code
                width: page.tileWidth
                height: page.tileHeight
                size: Theme.title
                least: Theme.small
                even: page.even
                subtitle: agencies
                note: qsTr("%1 layanan").arg(count)
                onClicked: page.model.chooseEvent(code)
            }
        }
    }
    Pager {
        id: pager
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        page: page.model.page
        pages: page.model.shelves.pages
        onTurned: to => page.model.turn(to)
    }
}
