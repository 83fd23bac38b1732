pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* A list in which no row is cut: what has no room is counted below the last whole one. */
Item {
    id: whole

    property alias model: rows.model
    property alias delegate: rows.delegate
    /* The row that is always to be seen, whole. */
    property int at: -1
    property real indent: 0
    readonly property int count: rows.count
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
        preferredHighlightBegin: 0
        preferredHighlightEnd: rows.height - Theme.u(28)
        onContentHeightChanged: Qt.callLater(rows.measure)
        onContentYChanged: Qt.callLater(rows.measure)
        onHeightChanged: Qt.callLater(rows.measure)
        onCountChanged: Qt.callLater(rows.measure)

        /* The first row that would not stand there whole above the line below; -1: all do. */
        property int firstHidden: -1
        property real wholeUntil: 0

        function measure(): void {
            const room = rows.contentY + rows.height;
            const over = rows.contentHeight + rows.originY > room + 1;
            const index = over ? rows.indexAt(1, room - Theme.u(24)) : -1;
            rows.firstHidden = index;
            if (index >= 0)
                rows.wholeUntil = rows.itemAtIndex(index).y - rows.contentY;
        }
    }
    Rectangle {
        visible: rows.firstHidden >= 0
        y: rows.wholeUntil
        width: rows.width
        height: rows.height - rows.wholeUntil
        color: Theme.surface

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
}
