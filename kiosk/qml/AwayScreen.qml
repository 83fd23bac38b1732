import QtQuick
import Giliran.Controls

/* The hub cannot be reached: said in plain words, with what to do meanwhile. */
Page {
    id: page

    RefusalWords {
        id: refusal
        code: page.model.hubRefusal
    }
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
            text: page.model.hubRefusal === "" ? qsTr("Mesin ini sedang tersambung ke sistem antrean…")
                : qsTr("Mesin ini belum bisa dipakai")
            size: Theme.title
            strong: true
            horizontalAlignment: Text.AlignHCenter
        }
        TextBlock {
            width: parent.width
            text: page.model.deskName === "" ? qsTr("Mohon tunggu sebentar.")
                : page.model.hubRefusal !== "" ? qsTr("Silakan ambil nomor di %1, Lantai %2, atau di mesin lain.").arg(page.model.deskName).arg(page.model.deskFloor)
                : qsTr("Mohon tunggu sebentar, atau ambil nomor di %1, Lantai %2. Nomor yang sudah Anda pegang tetap berlaku.").arg(page.model.deskName).arg(page.model.deskFloor)
            size: Theme.lead
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
        }
        TextBlock {
            objectName: "refusal"
            width: parent.width
            visible: page.model.hubRefusal !== ""
            text: refusal.why + " " + refusal.forStaff
            size: Theme.small
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
