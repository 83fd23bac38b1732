import QtQuick
import Giliran.Controls

/* The hub cannot be reached: said in plain words, with what to do meanwhile. */
Page {
    id: page

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.u(1100))
        spacing: Theme.space(3)

        Icon {
            name: "disconnected"
            size: Theme.u(120)
            tint: Theme.accent
            anchors.horizontalCenter: parent.horizontalCenter
        }
        TextBlock {
            objectName: "away"
            width: parent.width
            text: qsTr("Mesin ini sedang tersambung ke sistem antrean…")
            size: Theme.title
            strong: true
            horizontalAlignment: Text.AlignHCenter
        }
        TextBlock {
            width: parent.width
            text: page.model.deskName === "" ? qsTr("Mohon tunggu sebentar.")
                : qsTr("Mohon tunggu sebentar, atau ambil nomor di %1, Lantai %2. Nomor yang sudah Anda pegang tetap berlaku.").arg(page.model.deskName).arg(page.model.deskFloor)
            size: Theme.lead
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
