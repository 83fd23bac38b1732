import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* For how many people or files, where the service allows more than one. */
Item {
    id: row

    required property KioskModel model

    implicitHeight: Theme.target

    TextBlock {
        anchors.left: parent.left
        anchors.right: keys.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Untuk berapa orang?")
        size: Theme.lead
        strong: true
    }
    Row {
        id: keys
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        BigButton {
            objectName: "fewer"
            width: Theme.target
            text: "−"
            size: Theme.title
            leftPadding: 0
            rightPadding: 0
            enabled: row.model.people > 1
            onClicked: row.model.changePeople(-1)
        }
        TextBlock {
            width: Theme.target
            height: Theme.target
            text: row.model.people
            size: Theme.title
            strong: true
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
        BigButton {
            objectName: "more"
            width: Theme.target
            text: "+"
            size: Theme.title
            leftPadding: 0
            rightPadding: 0
            enabled: row.model.people < row.model.service.peopleMax
            onClicked: row.model.changePeople(1)
        }
    }
}
