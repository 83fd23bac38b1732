import QtQuick
import Giliran.Controls
import Giliran.Display

/* Nobody is being called: a picture of the hall's, else who is served here and how many wait.
   It stands on the same lines as a call, so that the eye knows where the next one will be. */
Rectangle {
    id: panel

    required property DisplayModel model
    readonly property Measures measures: panel.model.measures
    readonly property real pad: panel.measures.margin
    color: picture.status === Image.Ready ? Theme.background : Theme.surface

    Image {
        id: picture
        objectName: "picture"
        anchors.fill: parent
        source: panel.model.picture
        cache: false
        fillMode: Image.PreserveAspectFit
        asynchronous: true
        retainWhileLoading: true
    }
    Column {
        visible: picture.status !== Image.Ready
        x: Theme.u(22) + panel.pad * 1.5
        width: parent.width - x - panel.pad
        anchors.verticalCenter: parent.verticalCenter
        spacing: panel.measures.noteCap * 0.75

        Label {
            text: qsTr("Menunggu")
            english: "Waiting"
            cap: panel.measures.noteCap
        }
        Figures {
            objectName: "waiting"
            text: panel.model.waiting
            family: panel.model.numberFamily
            em: panel.measures.currentEm
        }
        Item {
            width: 1
            height: panel.measures.noteCap * 0.7
        }
        Row {
            spacing: panel.pad

            Label {
                visible: agencies.count > 0
                text: qsTr("Instansi")
                english: "Agencies"
                cap: panel.measures.noteCap
            }
            TextBlock {
                objectName: "agencyPage"
                visible: agencies.pages > 1
                text: `${agencies.page + 1}/${agencies.pages}`
                size: Theme.sizeForCaps(panel.measures.noteCap)
                color: Theme.inkSoft
                lineHeight: 1
            }
        }
        AgencyNames {
            id: agencies
            objectName: "agencies"
            width: parent.width
            height: Math.max(panel.measures.currentCap, panel.height - panel.measures.currentCap * 1.1 - panel.measures.noteCap * 7.5)
            cap: panel.measures.noteCap
            names: panel.model.agencies
        }
    }
}
