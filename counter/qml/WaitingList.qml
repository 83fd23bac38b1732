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
    }
}
