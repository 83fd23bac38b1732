import QtQuick
import Giliran.Controls

/* Several hubs and none is ours: staff say whose machine this is, once. */
Page {
    id: page

    HubChooser {
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.u(1500))
        aPage: page.portrait ? 6 : page.height < 10 * Theme.target ? 1 : 3
        hubs: page.model.hubs
        tried: page.model.hubTried
        onDecided: hub => page.model.chooseHub(hub)
    }
}
