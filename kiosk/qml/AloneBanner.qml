import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The queue system is away, and numbers are given all the same: what that means to a visitor. */
Panel {
    id: banner

    required property KioskModel model

    /* Where nothing can be taken there is nothing to promise. */
    visible: banner.model.alone && banner.model.shelves.shutReason === ""
    height: visible ? told.implicitHeight + 2 * Theme.space(2) : 0
    color: Theme.warnSoft
    border.color: Theme.warnInk

    Icon {
        id: sign
        name: "disconnected"
        size: Theme.lead
        tint: Theme.warnInk
        x: Theme.space(3)
        anchors.verticalCenter: parent.verticalCenter
    }
    TextBlock {
        id: told
        objectName: "alone"
        anchors.left: sign.right
        anchors.leftMargin: Theme.space(2)
        anchors.right: parent.right
        anchors.rightMargin: Theme.space(3)
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.body
        strong: true
        color: Theme.warnInk
        text: qsTr("Nomor tetap bisa diambil. Sistem antrean terputus; loket mungkin memanggil sedikit lebih lambat.")
    }
}
