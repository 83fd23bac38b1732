pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* Who waits for this counter, in the order of the rule. */
Panel {
    id: panel

    required property CounterModel model
    readonly property real numberAt: Theme.space(11)
    readonly property real serviceAt: panel.numberAt + Theme.u(84)
    readonly property real timeAt: panel.width - Theme.u(160)

    Item {
        id: head
        width: parent.width
        height: Theme.u(34)

        component Heading: TextBlock {
            size: Theme.small
            strong: true
            color: Theme.inkSoft
            lineHeight: 1
            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        }
        Heading {
            x: panel.numberAt
            text: qsTr("Nomor")
        }
        Heading {
            x: panel.serviceAt
            text: qsTr("Layanan")
        }
        Heading {
            x: panel.timeAt
            text: qsTr("Menunggu")
        }
        Heading {
            x: parent.width - width - Theme.space(4)
            text: qsTr("Prioritas")
        }
        Rectangle {
            width: parent.width
            height: Theme.hairline
            anchors.bottom: parent.bottom
            color: Theme.line
        }
    }
    TextBlock {
        visible: rows.count === 0
        anchors.centerIn: parent
        text: qsTr("Tidak ada yang menunggu loket ini.")
        color: Theme.inkSoft
    }
    ListView {
        id: rows
        objectName: "waiting"
        anchors.fill: parent
        anchors.margins: Theme.hairline
        anchors.topMargin: head.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        model: panel.model.shelf.waiting
        delegate: WaitingItem {
            width: rows.width
            numberAt: panel.numberAt
            serviceAt: panel.serviceAt
            timeAt: panel.timeAt
            onPicked: id => panel.model.callTicket(id)
        }
        onContentHeightChanged: Qt.callLater(rows.measure)
        onContentYChanged: Qt.callLater(rows.measure)
        onHeightChanged: Qt.callLater(rows.measure)

        /* The first row that would not stand there whole above the line below; -1: all do. */
        property int firstHidden: -1
        property real wholeUntil: 0

        function measure(): void {
            const room = rows.contentY + rows.height;
            const over = rows.contentHeight + rows.originY > room + 1;
            const index = over ? rows.indexAt(1, room - Theme.u(26)) : -1;
            rows.firstHidden = index;
            if (index >= 0)
                rows.wholeUntil = rows.itemAtIndex(index).y - rows.contentY;
        }

        Connections {
            target: panel.model
            function onChanged(): void {
                Qt.callLater(rows.measure);
            }
        }
    }
    Rectangle {
        visible: rows.firstHidden >= 0
        x: Theme.hairline
        y: rows.y + rows.wholeUntil
        width: rows.width
        height: rows.height - rows.wholeUntil
        radius: Theme.radius
        color: Theme.surface

        TextBlock {
            objectName: "moreWaiting"
            x: panel.numberAt
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
