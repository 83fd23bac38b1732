import QtQuick
import Giliran.Controls
import Giliran.Display

/* The TV. */
Window {
    id: root

    required property DisplayModel model

    title: qsTr("Giliran – layar ruang tunggu")
    color: Theme.background

    HallScreen {
        anchors.fill: parent
        visible: root.model.stage === "hall" && !pairing.shut
        model: root.model
    }
    DoorScreen {
        anchors.fill: parent
        visible: root.model.stage === "door" && !pairing.shut
        model: root.model
    }
    SetupScreen {
        anchors.fill: parent
        visible: root.model.stage !== "hall" && root.model.stage !== "door" && !pairing.shut
        model: root.model
    }
    PairingDoor {
        id: pairing
        anchors.fill: parent
        face: root.model.pairing
    }
}
