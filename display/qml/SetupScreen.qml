pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Display

/* Before there is a hall to show: who this TV is, and what it needs. */
Item {
    id: setup

    required property DisplayModel model
    readonly property bool unconfigured: setup.model.stage === "unconfigured"

    Loader {
        active: setup.model.choosing
        focus: active
        x: Theme.u(120)
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        sourceComponent: Column {
            spacing: Theme.u(30)

            HubChooser {
                width: parent.width
                focus: true
                aPage: 4
                hubs: setup.model.hubs
                tried: setup.model.hubTried
                onDecided: hub => setup.model.chooseHub(hub)
            }
            FlushText {
                text: setup.model.deviceName + " · " + setup.model.detail
                width: parent.width
                size: Theme.u(30)
                color: Theme.inkSoft
            }
            FlushText {
                text: setup.model.titleEnglish + " " + setup.model.detailEnglish
                width: parent.width
                size: Theme.u(30)
                color: Theme.inkSoft
            }
        }
    }
    Column {
        visible: !setup.model.choosing
        x: Theme.u(120)
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u(30)

        Label {
            text: qsTr("Layar ini")
            english: "This screen"
            cap: Theme.u(30)
        }
        Figures {
            objectName: "deviceName"
            text: setup.model.deviceName
            family: setup.model.numberFamily
            em: Theme.u(260)
        }
        Item {
            width: 1
            height: Theme.u(20)
        }
        FlushText {
            objectName: "setupTitle"
            text: setup.model.title
            width: parent.width
            size: Theme.u(64)
            strong: true
        }
        FlushText {
            text: setup.model.titleEnglish
            width: parent.width
            size: Theme.u(40)
            color: Theme.inkSoft
        }
        Column {
            visible: setup.model.detail !== ""
            width: parent.width
            spacing: Theme.u(14)

            FlushText {
                text: setup.model.detail
                width: parent.width
                size: Theme.u(44)
            }
            FlushText {
                visible: text !== ""
                text: setup.model.detailEnglish
                width: parent.width
                size: Theme.u(34)
                color: Theme.inkSoft
            }
        }
        Column {
            visible: setup.unconfigured && setup.model.setupCommand !== ""
            width: parent.width
            spacing: Theme.u(14)

            FlushText {
                objectName: "codes"
                visible: text !== ""
                text: setup.model.zoneCodes.join(" · ")
                width: parent.width
                size: Theme.u(44)
                strong: true
            }
            Rectangle {
                width: command.implicitWidth + Theme.u(64)
                height: command.implicitHeight + Theme.u(36)
                color: Theme.ink

                TextBlock {
                    id: command
                    objectName: "command"
                    text: setup.model.setupCommand
                    size: Theme.u(48)
                    strong: true
                    color: Theme.background
                    wrapMode: Text.NoWrap
                    lineHeight: 1
                    anchors.centerIn: parent
                }
            }
        }
    }
}
