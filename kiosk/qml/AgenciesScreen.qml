pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/* All agencies on one page, each in a place that never changes. */
Page {
    id: page

    readonly property int columns: page.portrait ? 3 : 6
    readonly property int lines: page.portrait ? 8 : 4
    readonly property real tileWidth: (width - (columns - 1) * Theme.gap) / columns
    readonly property real tileHeight: (height - pager.height - (lines - 1) * Theme.gap) / lines

    heading: qsTr("Instansi mana?")

    component AgencyTile: T.AbstractButton {
        id: tile

        required property string code
        required property string title
        required property string name
        required property string symbol
        required property bool available

        width: page.tileWidth
        height: page.tileHeight
        padding: Theme.space(2)
        Accessible.name: tile.title + ", " + tile.name

        background: Rectangle {
            color: tile.down ? Theme.accentSoft : tile.available ? Theme.surface : Theme.muted
            radius: Theme.radius
            border.width: Theme.hairline
            border.color: tile.down ? Theme.accent : Theme.line
        }
        contentItem: Item {
            Icon {
                id: mark
                anchors.verticalCenter: title.verticalCenter
                name: tile.symbol
                size: Theme.u(44)
                tint: tile.available ? Theme.accent : Theme.inkSoft
            }
            TextBlock {
                id: title
                anchors.left: mark.right
                anchors.leftMargin: Theme.space(1.25)
                anchors.right: parent.right
                height: Theme.u(64)
                verticalAlignment: Text.AlignVCenter
                text: tile.title
                size: Theme.lead
                least: Theme.small
                strong: true
                lineHeight: 1
                wrapMode: Text.WordWrap
            }
            TextBlock {
                anchors.top: title.bottom
                anchors.topMargin: Theme.space(0.75)
                width: parent.width
                text: tile.available ? tile.name : qsTr("Tutup")
                size: Theme.small
                lineHeight: 1
                color: Theme.inkSoft
            }
        }
    }

    Grid {
        columns: page.columns
        spacing: Theme.gap

        Repeater {
            model: page.model.shelves.agencies

            AgencyTile {
                objectName: "agency-" + code
                onClicked: page.model.chooseAgency(code)
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
