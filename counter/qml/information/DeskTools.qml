import QtQuick
import Giliran.Controls
import Giliran.Counter
import ".."

/* What needs no number first: a new one, the papers that did not come out, the troubles. */
Row {
    id: tools

    required property InformationDesk desk
    property bool low: false
    readonly property real high: Theme.u(tools.low ? 40 : 56)
    readonly property real room: tools.width - 2 * tools.spacing
    readonly property real papers: tools.room * 0.29
    readonly property real devices: tools.room * (tools.low ? 0.35 : 0.29)

    spacing: Theme.space(2)

    DeskButton {
        objectName: "new"
        width: tools.room - tools.papers - tools.devices
        height: tools.high
        primary: true
        enabled: tools.desk.mayIssue
        text: qsTr("Nomor baru")
        keyName: "F2"
        size: tools.low ? Theme.small : Theme.title
        leftPadding: Theme.space(tools.low ? 2.5 : 5)
        rightPadding: Theme.space(tools.low ? 2 : 4)
        onClicked: tools.desk.press("F2")
    }
    DeskButton {
        objectName: "unprinted"
        width: tools.papers
        height: tools.high
        size: tools.low ? Theme.u(12) : Theme.body
        leftPadding: Theme.space(tools.low ? 1.5 : 2.5)
        rightPadding: Theme.space(tools.low ? 1.5 : 2)
        text: (tools.low ? qsTr("Cetak") : qsTr("Belum tercetak")) + (tools.desk.unprinted > 0 ? " (" + tools.desk.unprinted + ")" : "")
        keyName: "F9"
        onClicked: tools.desk.press("F9")
    }
    DeskButton {
        objectName: "troubles"
        width: tools.devices
        height: tools.high
        size: tools.low ? Theme.u(12) : Theme.body
        leftPadding: Theme.space(tools.low ? 1.5 : 2.5)
        rightPadding: Theme.space(tools.low ? 1.5 : 2)
        text: qsTr("Gangguan") + (tools.desk.troubles > 0 ? " (" + tools.desk.troubles + ")" : "")
        keyName: "F4"
        onClicked: tools.desk.press("F4")
    }
}
