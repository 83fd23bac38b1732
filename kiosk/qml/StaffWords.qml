import QtQuick
import Giliran.Kiosk

/* What the staff menu says of the machine, in words: the same on the usual screens and the plain ones. */
QtObject {
    id: words

    required property StaffFace staff

    function printer(state: string): string {
        switch (state) {
        case "ready": return qsTr("siap");
        case "paper_near_end": return qsTr("kertas hampir habis");
        case "paper_out": return qsTr("kertas habis");
        case "cover_open": return qsTr("tutup terbuka");
        case "offline": return qsTr("mati atau kabelnya lepas");
        case "unknown": return qsTr("tidak menjawab");
        case "unaskable": return qsTr("tidak bisa ditanya, tetap mencetak");
        default: return qsTr("belum ditanya");
        }
    }
    function line(state: string): string {
        switch (state) {
        case "live": return qsTr("terhubung");
        case "searching": return qsTr("mencari hub");
        case "choosing": return qsTr("hub belum dipilih");
        case "connecting": return qsTr("menyambung");
        case "refused": return qsTr("ditolak hub");
        default: return qsTr("terputus");
        }
    }
    /* What has become of the test print; empty: none was asked for. */
    readonly property string test: {
        switch (words.staff.test) {
        case "": return "";
        case "printing": return qsTr("Cetak uji sedang dicetak…");
        case "printed": return qsTr("Cetak uji sudah keluar. Garisnya harus utuh.");
        case "no_printer": return qsTr("Mesin ini tidak punya printer.");
        case "paper_out": return qsTr("Cetak uji gagal: kertas habis.");
        case "cover_open": return qsTr("Cetak uji gagal: tutup printer terbuka.");
        case "offline": return qsTr("Cetak uji gagal: printer mati atau kabelnya lepas.");
        default: return qsTr("Cetak uji gagal: printer tidak menjawab.");
        }
    }
    /* At the door: what to do, and why it stays shut. */
    readonly property string ask: staff.live ? qsTr("Ketik PIN Anda, lalu tekan Masuk.")
        : qsTr("Hub tidak terhubung. Petugas yang pernah masuk di mesin ini tetap bisa masuk.")
    readonly property string shut: {
        switch (words.staff.word) {
        case "wrong": return qsTr("PIN tidak cocok. Menu ini untuk meja informasi, pengawas, dan teknisi.");
        case "wait": return words.staff.wait > 90
            ? qsTr("Terlalu banyak PIN salah. Coba lagi dalam %1 menit; meja informasi sudah diberi tahu.").arg(Math.ceil(words.staff.wait / 60))
            : qsTr("Terlalu banyak PIN salah. Coba lagi dalam %1 detik; meja informasi sudah diberi tahu.").arg(words.staff.wait);
        case "change": return qsTr("PIN ini masih PIN pertama. Ganti dulu di loket, lalu ketik PIN baru di sini.");
        case "nobody-known": return qsTr("Hub tidak terhubung, dan belum ada petugas yang pernah masuk di mesin ini. Sambungkan jaringannya dahulu.");
        default: return "";
        }
    }
    readonly property string hint: staff.word === "checking" ? qsTr("Memeriksa PIN…") : "· · · ·"

    /* Facts: `label`, `value`, and a `mood` where they are well or not. */
    readonly property var printers: {
        const one = words.staff;
        const found = one.printers.map(each => ({ label: each.address, value: words.printer(each.state), mood: each.mood }));
        if (found.length === 0)
            found.push({ label: qsTr("Keadaan"), value: qsTr("tidak ada printer"), mood: "bad" });
        found.push({ label: qsTr("Kertas keluar"), mood: "",
            value: one.paperSince === "" ? qsTr("%1 lembar").arg(one.papers)
                : qsTr("%1 lembar sejak rol diganti (%2)").arg(one.papers).arg(one.paperSince) });
        return found;
    }
    readonly property var network: {
        const one = words.staff, net = one.network;
        const found = [
            { label: qsTr("Hub"), value: words.line(net.state ?? ""), mood: net.mood ?? "bad" },
            { label: qsTr("Alamat hub"), value: net.hub || qsTr("belum pernah ditemukan"), mood: "" },
            { label: one.live ? qsTr("Waktu tempuh") : qsTr("Terakhir terdengar"), mood: "",
                value: !one.live ? qsTr("%1 detik yang lalu").arg(net.unheard ?? 0)
                    : (net.latency ?? -1) < 0 ? qsTr("sedang diukur") : qsTr("%1 milidetik").arg(net.latency) },
            { label: qsTr("Mesin ini"), value: net.own || qsTr("tanpa alamat: periksa kabel"), mood: "" }];
        if ((net.why ?? "") !== "")
            found.push({ label: qsTr("Pesan hub"), value: net.why, mood: "" });
        if ((net.owed ?? 0) > 0)
            found.push({ label: qsTr("Belum terkirim"), value: qsTr("%1 catatan, dikirim saat hub kembali").arg(net.owed), mood: "" });
        return found;
    }

    /* What has to be said twice. */
    readonly property string sure: {
        switch (words.staff.asks) {
        case "paper": return qsTr("Kertas sudah diganti?");
        case "restart": return qsTr("Mulai ulang aplikasi?");
        case "reboot": return qsTr("Mulai ulang mesin?");
        default: return qsTr("Mesin tidak bisa dimulai ulang");
        }
    }
    readonly property string sureDetail: {
        switch (words.staff.asks) {
        case "paper": return qsTr("Hitungan %1 lembar dicatat, lalu mulai lagi dari nol.").arg(words.staff.papers);
        case "restart": return qsTr("Layar kembali dalam beberapa detik. Tidak ada nomor yang hilang.");
        case "reboot": return qsTr("Ini memakan satu atau dua menit. Kalau hub ada di mesin ini, seluruh balai menunggu selama itu.");
        default: return qsTr("Perintahnya gagal. Matikan dan nyalakan mesin dengan tombolnya.");
        }
    }
    readonly property string sureYes: staff.asks === "paper" ? qsTr("Ya, rol baru terpasang") : qsTr("Ya, mulai ulang")
    readonly property string sureNo: staff.asks === "no-reboot" ? qsTr("Tutup") : qsTr("Tidak jadi")
    readonly property string volume: qsTr("Suara %1 %").arg(staff.volume)
    readonly property string mute: staff.audible ? "" : qsTr("Mesin ini belum punya suara.")
    readonly property string whose: staff.place !== "menu" ? staff.device
        : qsTr("%1 · dibuka oleh %2").arg(staff.device).arg(staff.officer)
}
