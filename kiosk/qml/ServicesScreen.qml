pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* The services of an agency or of one of its groups: nine a page upright, two by five across. */
Page {
    id: page

    readonly property int columns: page.portrait ? 1 : 2
    readonly property int lines: page.portrait ? 9 : 5
    readonly property real tileWidth: (width - (columns - 1) * Theme.gap) / columns
    readonly property real tileHeight: Math.min(Theme.u(170),
        (height - grid.y - (pager.visible ? Theme.target + Theme.gap : 0) - (lines - 1) * Theme.gap) / lines)

    /* All titles of the page in one size: the largest that has room on each tile. */
    readonly property real even: {
        let size = Theme.lead;
        for (let place = 0; place < list.count; ++place)
            size = Math.min(size, (list.itemAt(place) as ServiceTile)?.fitted ?? size);
        return size;
    }

    heading: page.model.shelves.heading
    subheading: page.model.shelves.subheading

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
        flow: Grid.TopToBottom
        rows: page.lines

        Repeater {
            id: list
            model: page.model.shelves.services

            ServiceTile {
                required property string code

                objectName: "service-" + code
                width: page.tileWidth
                height: page.tileHeight
                size: Theme.lead
                subtitle: ""
                shut: page.model.shelves.shutReason !== ""
                alone: page.model.alone
                even: page.even
                onClicked: page.model.chooseService(code)
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
