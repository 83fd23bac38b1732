import QtQuick
import ".."

/* The hub cannot be reached. */
PlainScene {
    id: scene

    readonly property RefusalWords refusal: RefusalWords { code: scene.model.hubRefusal }

    symbol: "disconnected"
    heading: model.hubRefusal === "" ? qsTr("Mesin ini sedang tersambung ke sistem antrean…") : qsTr("Mesin ini belum bisa dipakai")
    says: model.hubRefusal !== "" ? scene.sentences([
            model.deskName === "" ? "" : qsTr("Silakan ambil nomor di %1, Lantai %2, atau di mesin lain.").arg(model.deskName).arg(model.deskFloor),
            refusal.why, refusal.forStaff])
        : [model.deskName === "" ? qsTr("Mohon tunggu sebentar.")
        : qsTr("Mohon tunggu sebentar, atau ambil nomor di %1, Lantai %2. Nomor yang sudah Anda pegang tetap berlaku.").arg(model.deskName).arg(model.deskFloor)]
}
