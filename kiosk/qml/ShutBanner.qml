import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The whole hall gives no numbers: why and until when, said once above the tiles. */
Panel {
    id: banner

    required property Shelves shelves

    visible: banner.shelves.shutReason !== ""
    height: visible ? Math.max(Theme.target, told.implicitHeight + 2 * Theme.space(2)) : 0
    color: Theme.warnSoft
    border.color: Theme.warnInk

    Icon {
        id: sign
        name: "clock"
        size: Theme.title
        tint: Theme.warnInk
        x: Theme.space(3)
        anchors.verticalCenter: parent.verticalCenter
    }
    TextBlock {
        id: told
        objectName: "shut"
        anchors.left: sign.right
        anchors.leftMargin: Theme.space(2)
        anchors.right: parent.right
        anchors.rightMargin: Theme.space(3)
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.lead
        strong: true
        color: Theme.warnInk
        text: banner.shelves.shutOpens === "" ? qsTr("%1 · sampai ada pemberitahuan").arg(banner.shelves.shutReason)
            : qsTr("%1 · nomor lagi %2").arg(banner.shelves.shutReason).arg(banner.shelves.shutOpens)
    }
}
