pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter
import ".."

/* What the TVs of the hall show now, side by side. One that is away is pale, and says so. */
Panel {
    id: panel

    required property Wall wall
    property bool low: false
    readonly property real inner: Theme.space(panel.low ? 2 : 4)
    readonly property real gap: Theme.space(panel.low ? 2 : 4)
    readonly property real least: Theme.u(panel.low ? 130 : 210)
    readonly property int columns: panel.most(panel.wall.count)
    readonly property real each: panel.wide(panel.columns)
    readonly property real words: Theme.u(panel.low ? 34 : 52)
    readonly property real tall: Math.round(panel.each * 9 / 16) + panel.words
    readonly property int lines: panel.below(panel.columns)

    readonly property int fits: panel.columns * panel.lines

    signal pressed(key: string)

    function wide(columns: int): real {
        return Math.floor((grid.width - (columns - 1) * panel.gap) / columns);
    }
    function below(columns: int): int {
        const tall = Math.round(panel.wide(columns) * 9 / 16) + panel.words;
        return Math.max(1, Math.floor((grid.height + panel.gap) / (tall + panel.gap)));
    }
    /* As large as they can be for all of them to stand here; with too many there are pages. */
    function most(count: int): int {
        const last = Math.max(1, Math.floor((grid.width + panel.gap) / (panel.least + panel.gap)));
        for (let columns = 2; columns < last; ++columns)
            if (columns * panel.below(columns) >= count)
                return columns;
        return last;
    }

    objectName: "tvWall"

    onFitsChanged: panel.wall.seeAtOnce(panel.fits)

    Component.onCompleted: panel.wall.seeAtOnce(panel.fits)

    MouseArea {
        anchors.fill: parent
    }
    TextBlock {
        id: heading
        x: panel.inner
        y: panel.inner
        width: close.x - x - Theme.space(2)
        text: qsTr("Layar TV") + (panel.wall.pages > 1 ? " · " + panel.wall.page + "/" + panel.wall.pages : "")
        size: panel.low ? Theme.body : Theme.lead
        strong: true
        lineHeight: 1.05
    }
    DeskButton {
        id: more
        objectName: "tvMore"
        visible: panel.wall.pages > 1
        anchors.right: close.left
        anchors.rightMargin: Theme.space(2)
        anchors.verticalCenter: heading.verticalCenter
        width: Theme.u(150)
        height: Theme.u(panel.low ? 24 : 32)
        focusPolicy: Qt.NoFocus
        text: qsTr("Berikutnya")
        size: Theme.small
        keyName: "→"
        onClicked: panel.pressed("→")
    }
    DeskButton {
        id: close
        objectName: "tvClose"
        anchors.right: parent.right
        anchors.rightMargin: panel.inner
        anchors.verticalCenter: heading.verticalCenter
        width: Theme.u(120)
        height: Theme.u(panel.low ? 24 : 32)
        focusPolicy: Qt.NoFocus
        text: qsTr("Tutup")
        size: Theme.small
        keyName: "Esc"
        onClicked: panel.pressed("Esc")
    }
    Grid {
        id: grid
        x: panel.inner
        y: heading.y + heading.height + panel.inner
        width: parent.width - 2 * x
        height: parent.height - y - panel.inner
        columns: panel.columns
        spacing: panel.gap

        Repeater {
            model: panel.wall.rows

            Item {
                id: tv

                required property string id
                required property string name
                required property string place
                required property string picture
                required property string said
                required property bool stale

                objectName: "tv-" + tv.id
                width: panel.each
                height: panel.tall

                Rectangle {
                    id: frame
                    width: parent.width
                    height: Math.round(width * 9 / 16)
                    color: tv.picture === "" ? Theme.muted : "#000000"
                    border.width: Theme.hairline
                    border.color: Theme.line

                    Image {
                        objectName: "tvPicture"
                        anchors.fill: parent
                        anchors.margins: Theme.hairline
                        source: tv.picture
                        fillMode: Image.PreserveAspectFit
                        cache: false
                        retainWhileLoading: true
                        smooth: true
                        mipmap: true
                    }
                    /* Of one that is stale only a shadow is left. */
                    Rectangle {
                        objectName: "tvPale"
                        visible: tv.stale && tv.picture !== ""
                        anchors.fill: parent
                        anchors.margins: Theme.hairline
                        color: Theme.muted
                        opacity: 0.8
                    }
                    Rectangle {
                        visible: said.visible
                        y: said.y - Theme.space(1)
                        width: parent.width
                        height: said.height + 2 * Theme.space(1)
                        color: tv.stale ? Theme.badSoft : "transparent"
                    }
                    TextBlock {
                        id: said
                        objectName: "tvSaid"
                        visible: tv.stale || tv.picture === ""
                        anchors.centerIn: parent
                        width: parent.width - 2 * Theme.space(2)
                        horizontalAlignment: Text.AlignHCenter
                        text: tv.said
                        size: panel.low ? Theme.small : Theme.body
                        strong: true
                        lineHeight: 1.05
                        color: tv.stale ? Theme.badInk : Theme.ink
                    }
                }
                TextBlock {
                    id: name
                    y: frame.height + Theme.space(1)
                    width: parent.width - (now.visible ? now.width + Theme.space(2) : 0)
                    height: Theme.u(panel.low ? 15 : 20)
                    text: tv.name
                    size: panel.low ? Theme.small : Theme.body
                    least: Theme.u(11)
                    wrapMode: Text.NoWrap
                    strong: true
                    lineHeight: 1
                }
                TextBlock {
                    id: now
                    objectName: "tvNow"
                    visible: !tv.stale && tv.picture !== ""
                    anchors.right: parent.right
                    anchors.baseline: name.baseline
                    text: tv.said
                    size: Theme.small
                    wrapMode: Text.NoWrap
                    lineHeight: 1
                    color: Theme.goodInk
                }
                TextBlock {
                    y: name.y + name.height
                    width: parent.width
                    height: panel.tall - y
                    text: tv.place
                    size: Theme.small
                    least: Theme.u(11)
                    lineHeight: 1.05
                    color: Theme.inkSoft
                }
            }
        }
    }
}
