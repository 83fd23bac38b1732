pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* Who waits for this counter, in the order of the rule. */
Panel {
    id: panel
    objectName: "waitingCard"

    required property CounterModel model
    /* Without columns for the place and the head start, which then stands below the service. */
    property bool narrow: false
    readonly property real numberAt: Theme.space(panel.narrow ? 3 : 11)
    readonly property real serviceAt: panel.numberAt + Theme.u(panel.narrow ? 68 : 84)
    readonly property real timeAt: panel.width - Theme.u(panel.narrow ? 66 : 160)

    /* When they are likely to be called, where services keep enough room beside it. */
    readonly property bool foretells: !panel.narrow && panel.width >= Theme.u(660)
    readonly property real callAt: panel.timeAt - (panel.foretells ? Theme.u(112) : 0)

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
            visible: panel.foretells
            x: panel.callAt
            text: qsTr("Dipanggil")
        }
        Heading {
            x: panel.timeAt
            text: panel.narrow ? qsTr("Tunggu") : qsTr("Menunggu")
        }
        Heading {
            visible: !panel.narrow
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
        width: parent.width - 2 * Theme.space(3)
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Tidak ada yang menunggu loket ini.")
        color: Theme.inkSoft
    }
    WholeList {
        id: rows
        objectName: "waiting"
        anchors.fill: parent
        anchors.margins: Theme.hairline
        anchors.topMargin: head.height
        anchors.bottomMargin: Theme.radius  // rows have corners, and the card's are round
        indent: panel.numberAt
        moreName: "moreWaiting"
        model: panel.model.shelf.waiting
        delegate: WaitingItem {
            width: rows.rowWidth
            narrow: panel.narrow
            numberAt: panel.numberAt
            serviceAt: panel.serviceAt
            foretells: panel.foretells
            callAt: panel.callAt
            timeAt: panel.timeAt
            onPicked: id => panel.model.callTicket(id)
        }
    }
}
