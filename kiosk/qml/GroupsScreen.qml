pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* An agency with many services: four to eight headings first. */
Page {
    id: page

    readonly property real tileWidth: (width - Theme.gap) / 2
    readonly property real tileHeight: Math.min(Theme.u(210), (height - pager.height - 4 * Theme.gap) / 4)

    /* All titles of the page in one size: the largest that has room on each tile. */
    readonly property real even: {
        let size = Theme.title;
        for (let place = 0; place < list.count; ++place)
            size = Math.min(size, (list.itemAt(place) as Tile)?.fitted ?? size);
        return size;
    }

    heading: page.model.shelves.heading
    subheading: page.model.shelves.subheading

    Grid {
        columns: 2
        spacing: Theme.gap

        Repeater {
            id: list
            model: page.model.shelves.groups

            Tile {
                required title
                required symbol
                required property string code
                required property int count

                objectName: "group-" + code
                width: page.tileWidth
                height: page.tileHeight
                size: Theme.title
                least: Theme.small
                note: qsTr("%1 layanan").arg(count)
                even: page.even
                onClicked: page.model.chooseGroup(code)
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
