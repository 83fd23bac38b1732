pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Display

/* The calls that are not yet answered. */
Item {
    id: list

    required property DisplayModel model
    readonly property Measures measures: list.model.measures
    readonly property real headCap: list.measures.noteCap
    readonly property real note: Math.ceil(Theme.sizeForCaps(list.headCap))

    Item {
        id: head
        width: parent.width
        height: list.measures.listHead

        Label {
            id: number
            /* There is room for one of them. */
            visible: more.text === ""
            x: list.measures.signWidth + list.measures.margin
            text: qsTr("Nomor")
            cap: list.headCap
            tint: Theme.inkSoft
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            id: more
            objectName: "more"
            text: list.model.stale !== "" ? list.model.stale : list.model.more
            size: list.note
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
            x: number.x
        }
        Label {
            text: list.model.counterWord
            room: parent.width - 2 * list.measures.margin
                - (more.text === "" ? number.x + number.width : more.x + more.width)
            cap: list.headCap
            tint: Theme.inkSoft
            anchors.right: parent.right
            anchors.rightMargin: list.measures.margin
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    Rectangle {
        anchors.top: head.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    Column {
        visible: list.model.empty && list.model.panelKind === "idle"
        x: list.measures.signWidth + list.measures.margin
        width: parent.width - x
        anchors.top: head.bottom
        anchors.topMargin: Theme.u(36)
        spacing: Theme.u(10)

        TextBlock {
            objectName: "empty"
            text: qsTr("Panggilan muncul di sini.")
            width: parent.width
            size: list.note
            color: Theme.inkSoft
        }
        TextBlock {
            text: "Calls appear here."
            width: parent.width
            size: list.note
            color: Theme.inkSoft
        }
    }
    Column {
        anchors.top: head.bottom
        width: parent.width

        Repeater {
            model: list.model.rows

            CallRow {
                objectName: "row"
                width: list.width
                height: list.measures.rowPitch
                measures: list.measures
                family: list.model.numberFamily
                heard: list.model.silenceNote === ""
            }
        }
    }
}
