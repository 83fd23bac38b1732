import QtQuick
import Giliran.Controls
import Giliran.Counter

/* A full window on a small screen, or at 150 and 200 %: the strip, and beside it who waits. */
Item {
    id: snug

    required property CounterModel model
    readonly property real gap: Theme.space(2)
    /* Room for who is out of the line as well. */
    readonly property bool deep: snug.height >= Theme.u(460) && bar.width >= Theme.u(320)

    StripDesk {
        id: left
        model: snug.model
        width: Math.round(Math.max(Theme.u(400), snug.width * 0.44))
        height: parent.height
    }
    Rectangle {
        id: bar
        x: left.width
        width: parent.width - x
        height: Theme.u(28)
        color: Theme.accentSoft

        TextBlock {
            objectName: "signedOn"
            x: snug.gap
            width: clock.x - 2 * x
            height: parent.height
            text: snug.model.plate.officer
            size: Theme.small
            least: Theme.u(11)
            lineHeight: 1
            verticalAlignment: Text.AlignVCenter
        }
        TextBlock {
            id: clock
            anchors.right: parent.right
            anchors.rightMargin: Theme.space(3)
            anchors.verticalCenter: parent.verticalCenter
            text: snug.model.plate.clock
            strong: true
            lineHeight: 1
        }
    }
    WaitingList {
        model: snug.model
        narrow: width < Theme.u(420)
        x: bar.x
        y: bar.height + snug.gap
        width: bar.width - snug.gap
        height: (snug.deep ? asides.y : parent.height) - y - snug.gap
    }
    AsideLists {
        id: asides
        visible: snug.deep
        model: snug.model
        x: bar.x
        y: parent.height - height - snug.gap
        width: bar.width - snug.gap
        height: Theme.u(124)
        neighbours: width >= Theme.u(600)
    }
}
