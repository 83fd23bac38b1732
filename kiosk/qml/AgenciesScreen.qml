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
    readonly property real tileHeight: (height - grid.y - pager.height - (lines - 1) * Theme.gap) / lines

    heading: qsTr("Instansi mana?")

    component AgencyTile: T.AbstractButton {
        id: tile

        required property string code
        required property string title
        required property string name
        required property string symbol
        required property string colour
        required property bool available
        required property string reason
        required property string opens
        readonly property string closed: page.model.shelves.shutReason !== "" ? qsTr("Tutup") : page.model.alone && opens === "" ? reason
            : opens === "" ? qsTr("%1 · sampai ada pemberitahuan").arg(reason) : reason + " · " + opens

        width: page.tileWidth
        height: page.tileHeight
        padding: Theme.space(1.5)
        leftPadding: Theme.space(2)
        Accessible.name: tile.title + ", " + (tile.available ? tile.name : tile.closed)

        focusPolicy: Qt.TabFocus

        FocusMark {
            shown: tile.visualFocus
        }

        background: Rectangle {
            color: tile.down ? Theme.accentSoft : tile.available ? Theme.surface : Theme.muted
            radius: Theme.radius
            border.width: Theme.hairline
            border.color: tile.down ? Theme.accent : Theme.line
        }
        contentItem: Item {
            AgencyMark {
                id: mark
                anchors.verticalCenter: title.verticalCenter
                symbol: tile.symbol
                colour: tile.colour
                size: Theme.u(56)
                grey: !tile.available
            }
            TextBlock {
                id: title
                anchors.left: mark.right
                anchors.leftMargin: Theme.space(1.25)
                anchors.right: parent.right
                height: Math.max(mark.height, implicitHeight)
                verticalAlignment: Text.AlignVCenter
                text: tile.title
                size: Theme.u(30)
                strong: true
                lineHeight: 1
            }
            TextBlock {
                id: all
                visible: false
                width: parent.width
                text: tile.closed
                size: Theme.small
            }
            TextBlock {
                anchors.top: title.bottom
                anchors.topMargin: Theme.space(0.5)
                width: parent.width
                /* Why and until when; only why where a long reason fills the tile. */
                text: tile.available ? tile.name : all.lineCount > 3 ? tile.reason : tile.closed
                size: Theme.small
                lineHeight: 1
                color: Theme.inkSoft
            }
        }
    }

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
