import QtQuick

/* The modes, each with its picture; several may be on. Speech stands there where there is a voice. */
PlainScene {
    id: scene

    function mode(name: string, symbol: string, on: bool, title: string, detail: string): var {
        return { name: "mode-" + name, symbol: symbol, checked: on, title: title, detail: detail,
            act: () => scene.model.access.toggle(name) };
    }

    symbol: "access"
    heading: qsTr("Aksesibilitas")
    says: [qsTr("Pilih yang Anda perlukan, boleh lebih dari satu. Semua kembali seperti semula setelah Anda selesai.")].concat(
        model.deskName === "" ? [] : [qsTr("Tidak bisa memakai layar ini? Petugas di %1, Lantai %2, mengambilkan nomor untuk Anda.").arg(model.deskName).arg(model.deskFloor)])
    choices: scene.ways([
        scene.model.access.canSpeak ? scene.mode("spoken", "headphones", scene.model.access.spoken,
            qsTr("Suara"), qsTr("Semua dibacakan; cukup dengan tombol")) : null,
        scene.mode("large", "large-text", scene.model.access.large, qsTr("Huruf besar"), qsTr("Semua tulisan lebih besar")),
        scene.mode("contrast", "contrast", scene.model.access.contrast, qsTr("Kontras tinggi"), qsTr("Putih dan kuning di atas hitam")),
        scene.mode("reach", "wheelchair", scene.model.access.reach, qsTr("Tombol rendah"), qsTr("Semua tombol terjangkau dari kursi roda")),
        scene.mode("easy", "picture", scene.model.access.easy, qsTr("Mudah"), qsTr("Gambar besar, sedikit kata")),
        { name: "accessClose", kind: "primary", symbol: "check", title: qsTr("Lanjut"), act: () => scene.model.closeQuestion() }])
}
