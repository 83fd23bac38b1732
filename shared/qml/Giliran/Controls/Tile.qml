import QtQuick
import QtQuick.Templates as T

/*
  A thing to choose: sign, title, what it belongs to, a note ("12 menunggu"). When not `available`
  it is grey and its note says why and when; it can still be touched, and the app then tells more.
*/
T.AbstractButton {
    id: tile

    property string symbol: ""
    property string title: ""
    property string subtitle: ""
    property string note: ""
    property bool available: true
    property color tint: Theme.accent
    /* What it belongs to, as a colour beneath its sign; empty: none. Its name is told as well. */
    property string colour: ""
    readonly property bool painted: tile.colour !== "" && tile.available && !Theme.contrast
    property real size: Theme.lead
    property real least: Theme.small
    /* The largest size up to `size` at which the title has its room. */
    readonly property real fitted: probe.fontInfo.pixelSize
    /* The size that the titles of a page share; by itself each has its own. */
    property real even: tile.fitted
    /* The note stands below the sign as well, over the whole width; sign and title at the top. */
    property bool noteBelow: false
    readonly property real mark: tile.symbol === "" ? 0 : Math.round(Math.min(Theme.u(tile.noteBelow ? 64 : 72), tile.height * 0.5))
    readonly property color write: tile.available ? Theme.ink : Theme.inkSoft

    padding: Theme.space(1.75)
    focusPolicy: Theme.look === "kiosk" ? Qt.TabFocus : Qt.StrongFocus
    Accessible.name: tile.title + ", " + tile.subtitle + ", " + tile.note
    Keys.onReturnPressed: tile.click()

    background: Rectangle {
        color: !tile.available ? Theme.muted : tile.down ? Theme.accentSoft : Theme.surface
        radius: Theme.radius
        border.width: tile.visualFocus || tile.down ? 2 * Theme.hairline : Theme.hairline
        border.color: tile.visualFocus || tile.down ? Theme.accent : Theme.line
    }

    FocusMark {
        shown: tile.visualFocus && Theme.look === "kiosk"
    }

    contentItem: Item {
        id: content

        readonly property real step: Theme.space(tile.noteBelow ? 1 : 0.5)

        Item {
            id: upper
            width: parent.width
            height: parent.height - (tile.noteBelow && foot.visible ? foot.height + content.step : 0)

            Rectangle {
                id: plate
                visible: tile.symbol !== ""
                width: tile.mark
                height: tile.mark
                radius: Theme.radius * 0.7
                objectName: tile.painted ? "tileColour" : ""
                color: tile.painted ? tile.colour : tile.available ? Theme.accentSoft : Theme.background
                y: tile.noteBelow ? 0 : (parent.height - height) / 2

                Icon {
                    anchors.centerIn: parent
                    name: tile.symbol
                    size: Math.round(parent.width * 0.66)
                    tint: tile.painted ? Theme.inkOn(plate.color) : tile.available ? tile.tint : Theme.inkSoft
                }
            }
            Item {
                id: words

                readonly property real footRoom: foot.visible && !tile.noteBelow ? foot.height + content.step : 0
                readonly property real below: (under.visible ? under.height + content.step : 0) + footRoom
                readonly property real used: name.contentHeight + below

                anchors.left: plate.visible ? plate.right : parent.left
                anchors.leftMargin: plate.visible ? Theme.space(2) : 0
                anchors.right: parent.right
                height: parent.height

                TextBlock {
                    id: name
                    objectName: "tileTitle"
                    y: tile.noteBelow ? 0 : Math.max(0, (words.height - words.used) / 2)
                    width: parent.width
                    height: Math.max(Theme.u(1), words.height - words.below)
                    text: tile.title
                    size: tile.even
                    least: Math.min(tile.even, tile.least)
                    strong: true
                    lineHeight: 1
                    elide: Text.ElideRight
                    color: tile.write
                }
                TextBlock {
                    id: probe
                    visible: false
                    width: name.width
                    height: name.height
                    text: tile.title
                    size: tile.size
                    least: Math.min(tile.size, tile.least)
                    strong: true
                    lineHeight: 1
                }
                TextBlock {
                    id: under
                    y: name.y + name.contentHeight + content.step
                    width: parent.width
                    visible: text !== ""
                    text: tile.subtitle
                    size: Theme.small
                    lineHeight: 1
                    color: Theme.inkSoft
                }
            }
        }
        TextBlock {
            id: foot
            x: tile.noteBelow ? 0 : words.x
            y: tile.noteBelow ? parent.height - height
                : under.visible ? under.y + under.height + content.step : under.y
            width: tile.noteBelow ? parent.width : words.width
            visible: text !== ""
            text: tile.note
            size: Theme.small
            strong: true
            lineHeight: 1
            color: tile.available ? Theme.accent : Theme.inkSoft
        }
    }
}
