pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* A list in which no row is cut: what has no room is counted above and below the whole ones. */
Item {
    id: whole

    property alias model: rows.model
    property alias delegate: rows.delegate
    /* The row that is always to be seen, whole. */
    property int at: -1
    property real indent: 0
    readonly property int count: rows.count
    readonly property real contentHeight: rows.contentHeight
    property alias spacing: rows.spacing
    property color ground: Theme.surface
    readonly property real rowWidth: rows.width
    /* The object name of what stands below. */
    property string moreName: ""

    clip: true

    Connections {
        target: whole.model
        function onDataChanged(): void {
            Qt.callLater(rows.measure);
        }
    }
    ListView {
        id: rows
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        currentIndex: whole.at
        highlightMoveDuration: 0
        keyNavigationEnabled: false
        highlightRangeMode: whole.at < 0 ? ListView.NoHighlightRange : ListView.ApplyRange
        preferredHighlightBegin: whole.at > 0 ? Theme.u(28) : 0
        preferredHighlightEnd: rows.height - Theme.u(28)
        onContentHeightChanged: {
            rows.astray = true;
            Qt.callLater(rows.measure);
        }
        onContentYChanged: Qt.callLater(rows.measure)
        onHeightChanged: {
            rows.astray = true;
            Qt.callLater(rows.measure);
        }
        onCountChanged: {
            rows.astray = true;
            Qt.callLater(rows.measure);
        }
        onCurrentIndexChanged: {
            rows.astray = true;
            Qt.callLater(rows.measure);
        }

        /* The first row that would not stand there whole above the line below; -1: all do. */
        property int firstHidden: -1
        property real wholeUntil: 0
        /* The same of those above: the last row that would not stand there whole. */
        property int lastHidden: -1
        property real wholeFrom: 0

        /* Rows of different heights: where the marked one stands is known when they are there. */
        property bool astray: false

        function measure(): void {
            const marked = rows.astray && whole.at >= 0 && !rows.moving ? rows.itemAtIndex(whole.at) : null;
            rows.astray = false;
            if (marked) {
                const last = rows.originY + rows.contentHeight - rows.height;
                const edge = Theme.u(24) + 1;
                if (marked.y + marked.height > rows.contentY + rows.height - edge && rows.contentY < last)
                    rows.contentY = Math.min(last, marked.y + marked.height + edge - rows.height);
                else if (marked.y < rows.contentY + edge && rows.contentY > rows.originY)
                    rows.contentY = Math.max(rows.originY, marked.y - edge);
            }
            /* A place between two rows belongs to the one that is farther out. */
            const rowAt = (y, out) => {
                const index = rows.indexAt(1, y);
                return index >= 0 ? index : rows.indexAt(1, y + out * (rows.spacing + 1));
            };
            const room = rows.contentY + rows.height;
            const over = rows.contentHeight + rows.originY > room + 1;
            const index = over ? rowAt(room - Theme.u(24), 1) : -1;
            rows.firstHidden = index;
            if (index >= 0)
                rows.wholeUntil = rows.itemAtIndex(index).y - rows.contentY;
            const above = rows.contentY > rows.originY + 1 ? rowAt(rows.contentY + Theme.u(24), -1) : -1;
            rows.lastHidden = above;
            if (above >= 0) {
                const item = rows.itemAtIndex(above);
                rows.wholeFrom = item.y + item.height - rows.contentY;
            }
        }
    }
    Rectangle {
        visible: rows.firstHidden >= 0
        y: rows.wholeUntil
        width: rows.width
        height: rows.height - rows.wholeUntil
        color: whole.ground

        TextBlock {
            objectName: whole.moreName
            x: whole.indent
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            text: qsTr("%1 lagi").arg(rows.count - rows.firstHidden)
            size: Theme.small
            strong: true
            lineHeight: 1
            color: Theme.inkSoft
        }
    }
    Rectangle {
        visible: rows.lastHidden >= 0
        width: rows.width
        height: rows.wholeFrom
        color: whole.ground

        TextBlock {
            x: whole.indent
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            text: qsTr("%1 di atas").arg(rows.lastHidden + 1)
            size: Theme.small
            strong: true
            lineHeight: 1
            color: Theme.inkSoft
        }
    }
}
