import QtQuick

/* The questions that want an answer at once. */
PlainScene {
    id: scene

    readonly property string ask: model.ask

    symbol: ask === "still_there" ? "clock" : ask === "for_other" ? "people" : ask === "cancel" ? "warning" : ask === "language" ? "globe" : "help"
    heading: {
        switch (scene.ask) {
        case "still_there": return qsTr("Masih di sini?");
        case "for_other": return qsTr("Untuk orang lain?");
        case "cancel": return qsTr("Batalkan tiket %1?").arg(scene.model.found.number);
        case "language": return "Bahasa · Language";
        default: return qsTr("Bantuan");
        }
    }
    says: {
        switch (scene.ask) {
        case "still_there": return [qsTr("Layar kembali ke awal dalam %1 detik.").arg(scene.model.secondsLeft)];
        case "for_other": return [qsTr("Baru saja ada yang mengambil nomor %1 untuk layanan ini.").arg(scene.model.justTaken)];
        case "cancel": return [qsTr("Nomor ini tidak dapat dipakai lagi.")];
        case "language": return [];
        default: return [qsTr("1. Pilih layanan."), qsTr("2. Tekan AMBIL NOMOR."),
            qsTr("3. Tunggu di zona yang tertulis di tiket."),
            qsTr("Petugas di %1, Lantai %2, siap membantu.").arg(scene.model.deskName).arg(scene.model.deskFloor)];
        }
    }
    news: ask === "still_there" && model.secondsLeft <= 10 ? qsTr("Tinggal 10 detik. Tekan tombol mana saja untuk melanjutkan.") : ""
    aloud: {
        switch (scene.ask) {
        case "still_there": return [qsTr("Tekan tombol mana saja untuk melanjutkan. Kalau tidak, kunjungan ini berakhir dalam %1 detik.").arg(scene.model.secondsLeft)];
        case "help": return [qsTr("Panah bawah: ke pilihan berikutnya. Panah atas: ke pilihan sebelumnya. Enter: memilih."),
            qsTr("Untuk mendengar seluruh layar lagi, naiklah ke pilihan paling atas, lalu Enter. Sekali lagi Enter: lebih lambat. Ketiga kali: dieja."),
            qsTr("Bila keypad punya tombol lain: tombol bintang mengulang, Escape kembali, tambah dan kurang mengatur volume.")].concat(scene.says);
        default: return scene.says;
        }
    }
    choices: {
        switch (scene.ask) {
        case "still_there": return [
            { name: "stay", kind: "primary", symbol: "check", title: qsTr("Ya, lanjutkan"), act: () => scene.model.touch() },
            { name: "leave", symbol: "home", title: qsTr("Kembali ke awal"), act: () => scene.model.home() }];
        case "for_other": return [
            { name: "forOtherYes", symbol: "people", title: qsTr("Ya, ini untuk orang lain"), act: () => scene.model.takeForOther() },
            { name: "forOtherNo", kind: "primary", symbol: "close", title: qsTr("Tidak jadi"), act: () => scene.model.closeQuestion() }];
        case "cancel": return [
            { name: "cancelNo", kind: "primary", symbol: "check", title: qsTr("Tidak, biarkan"), act: () => scene.model.closeQuestion() },
            { name: "cancelYes", kind: "danger", symbol: "close", title: qsTr("Ya, batalkan"), act: () => scene.model.cancelTicket() }];
        case "language": return scene.model.languages.offers.map(each => ({ name: "language-" + each.code,
            kind: each.chosen ? "primary" : "", symbol: each.chosen ? "check" : "globe", title: each.name,
            act: () => scene.model.speak(each.code) }));
        default: return scene.loudness().concat([
            { name: "helpClose", kind: "primary", symbol: "check", title: qsTr("Tutup"), act: () => scene.model.closeQuestion() }]);
        }
    }
}
