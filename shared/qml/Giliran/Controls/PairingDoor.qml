import QtQuick
import Giliran.Pairing

/* Over an app's own screens, and only while nobody has let its device in. */
Loader {
    id: door

    required property PairingFace face
    readonly property bool shut: door.face.stage !== ""
    signal opened

    /* Read when it is needed: most starts of an app are those of one that was let in long ago. */
    function look(): void {
        if (door.shut) {
            door.setSource("PairingScreen.qml", {
                face: door.face,
                focus: true
            });
        } else if (door.source.toString() !== "") {
            door.source = "";
            door.opened();
        }
    }

    focus: door.shut
    onShutChanged: door.look()
    onLoaded: (door.item as Item).forceActiveFocus()
    Component.onCompleted: door.look()
}
