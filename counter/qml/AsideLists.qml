import QtQuick
import Giliran.Controls
import Giliran.Counter

/* Beside the line: who is on hold, who did not come, and who works next to us. */
Row {
    id: aside
    objectName: "asides"

    required property CounterModel model
    property bool neighbours: true
    readonly property int count: aside.neighbours ? 3 : 2
    readonly property real share: (aside.width - (aside.count - 1) * aside.spacing) / aside.count

    spacing: Theme.space(2)

    AsideList {
        width: aside.share
        height: aside.height
        title: qsTr("Ditunda")
        keyName: "3"
        empty: qsTr("Tidak ada yang ditunda.")
        rows: aside.model.shelf.held
        onPicked: ticket => aside.model.resumeTicket(ticket)
    }
    AsideList {
        width: aside.share
        height: aside.height
        title: qsTr("Terlewat")
        keyName: "3"
        empty: qsTr("Tidak ada yang terlewat.")
        rows: aside.model.shelf.missed
        onPicked: ticket => aside.model.bringBack(ticket)
    }
    NeighbourList {
        visible: aside.neighbours
        width: aside.share
        height: aside.height
        rows: aside.model.shelf.neighbours
    }
}
