import QtQuick
import Giliran.Controls
import Giliran.Display

/* Still pages, and in the corner whether this TV can be heard. */
Rectangle {
    id: footer

    required property DisplayModel model

    color: Theme.surface

    Rectangle {
        id: chip
        visible: head.text !== ""
        x: footer.model.measures.margin
        width: visible ? head.implicitWidth + Theme.u(40) : 0
        height: Theme.u(60)
        color: Theme.ink
        anchors.verticalCenter: parent.verticalCenter

        TextBlock {
            id: head
            text: footer.model.footerHead
            size: Theme.u(40)
            strong: true
            color: Theme.background
            lineHeight: 1
            anchors.centerIn: parent
        }
    }
    TextBlock {
        objectName: "page"
        text: footer.model.footer
        size: Theme.u(50)
        least: Theme.u(24)
        lineHeight: 1
        verticalAlignment: Text.AlignVCenter
        anchors.left: chip.right
        anchors.leftMargin: chip.visible ? Theme.u(24) : 0
        anchors.right: corner.left
        anchors.rightMargin: Theme.u(24)
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height - Theme.u(14)
    }
    Row {
        id: corner
        spacing: footer.model.measures.margin
        anchors.right: parent.right
        anchors.rightMargin: footer.model.measures.margin
        anchors.verticalCenter: parent.verticalCenter

        Row {
            objectName: "corner"
            visible: footer.model.soundNote !== ""
            spacing: Theme.u(14)
            anchors.verticalCenter: parent.verticalCenter

            Loudspeaker {
                size: Theme.u(50)
                silent: footer.model.silenceNote !== ""
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                text: footer.model.soundNote
                size: Theme.u(40)
                strong: true
                wrapMode: Text.NoWrap
                lineHeight: 1
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        /* By this name staff set its zone, its arrows and its volume. */
        TextBlock {
            objectName: "ownName"
            text: footer.model.deviceName
            size: Theme.u(27)
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
