import QtQuick
import Giliran.Controls
import Giliran.Display

/* Still pages, and in the corner whether this TV can be heard. */
Rectangle {
    id: footer

    required property DisplayModel model
    readonly property real note: Math.ceil(Theme.sizeForCaps(footer.model.measures.noteCap))

    color: Theme.surface

    Rectangle {
        id: chip
        visible: head.text !== ""
        x: footer.model.measures.margin
        width: visible ? head.implicitWidth + Theme.u(40) : 0
        height: footer.note * 1.2
        color: Theme.ink
        anchors.verticalCenter: parent.verticalCenter

        TextBlock {
            id: head
            text: footer.model.footerHead
            size: footer.note
            strong: true
            color: Theme.background
            lineHeight: 1
            anchors.centerIn: parent
        }
    }
    TextBlock {
        objectName: "page"
        text: footer.model.footer
        size: Math.max(Theme.u(50), footer.note)
        least: footer.note
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
                objectName: "soundNote"
                text: footer.model.soundNote
                size: footer.note
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
            size: Math.ceil(Theme.sizeForCaps(footer.model.measures.asideCap))
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
