import QtQuick

/* The hub cannot be reached. */
PlainScene {
    id: scene

    symbol: "disconnected"
    heading: model.hubRefusal === "" ? qsTr("Mesin ini sedang tersambung ke sistem antrean…") : qsTr("Mesin ini belum bisa dipakai")
    says: [model.deskName === "" ? qsTr("Mohon tunggu sebentar.")
        : qsTr("Mohon tunggu sebentar, atau ambil nomor di %1, Lantai %2. Nomor yang sudah Anda pegang tetap berlaku.").arg(model.deskName).arg(model.deskFloor)]
}
