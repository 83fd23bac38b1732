pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Counter

/* Before there is a desk: choosing one of several hubs, or refused by it. */
FocusScope {
    id: screen

    required property CounterModel model
    property bool compact: false

    Keys.onPressed: event => {
        if (screen.model.screen !== "choosing")
            return;
        const place = event.key - Qt.Key_1;
        screen.model.chooseHub(place < 9 ? place : -1);
        event.accepted = true;
    }

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space(4), Theme.u(560))
        spacing: Theme.space(screen.compact ? 2 : 4)

        Icon {
            name: "disconnected"
            size: screen.compact ? Theme.u(36) : Theme.u(64)
            tint: Theme.inkSoft
            visible: screen.model.screen !== "choosing"
            anchors.horizontalCenter: parent.horizontalCenter
        }
        TextBlock {
            objectName: "hallWords"
            width: parent.width
            text: screen.model.contact.words
            size: screen.compact ? Theme.lead : Theme.headline
            strong: true
            horizontalAlignment: Text.AlignHCenter
        }
        TextBlock {
            width: parent.width
            visible: text !== ""
            text: screen.model.contact.detail
            size: screen.compact ? Theme.small : Theme.lead
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
        }
        Repeater {
            model: screen.model.screen === "choosing" ? screen.model.contact.hubs : []

            DeskButton {
                required property int index
                required property string modelData

                width: parent ? parent.width : 0
                text: modelData
                keyName: String(index + 1)
                onClicked: screen.model.chooseHub(index)
            }
        }
    }
}
