import QtQuick

/* A ticket that was looked up: how it stands, and what may be done about it. */
PlainScene {
    id: scene

    readonly property var ticket: model.found

    function stands(): string {
        switch (scene.ticket.state) {
        case "waiting": return qsTr("Anda dalam antrean");
        case "called": return qsTr("Anda dipanggil: %1 %2").arg(scene.ticket.place.counterWord).arg(scene.ticket.counter);
        case "serving": return qsTr("Anda sedang dilayani");
        case "held": return qsTr("Tiket Anda ditunda petugas");
        case "no-show": return qsTr("Nomor Anda terlewat");
        case "postponed": return qsTr("Tempat Anda masih disimpan");
        case "done": return qsTr("Keperluan ini sudah selesai");
        case "cancelled": return qsTr("Tiket ini sudah dibatalkan");
        default: return qsTr("Tiket ini tidak berlaku lagi");
        }
    }
    function noted(): string {
        switch (scene.model.notice) {
        case "not_sent": return qsTr("Belum terkirim. Silakan coba sekali lagi.");
        case "refused": return qsTr("Tidak bisa dilakukan. Silakan tanya %1.").arg(scene.model.deskName);
        case "reprinting": return qsTr("Tiket sedang dicetak ulang…");
        case "reprinted": return qsTr("Tiket sudah dicetak ulang. Ambil di bawah.");
        case "reprint_failed": return qsTr("Tidak bisa dicetak. Nomor Anda tetap berlaku.");
        case "rejoined": return qsTr("Anda kembali dalam antrean.");
        default: return "";
        }
    }

    heading: scene.stands()
    number: ticket.number
    says: scene.sentences([scene.noted(), ticket.agency + " · " + ticket.service,
        qsTr("Tunggu di Lantai %1 · %2").arg(ticket.place.floor).arg(ticket.place.zone),
        ticket.state !== "waiting" || ticket.ahead < 0 ? "" : ticket.ahead === 0 ? qsTr("Tidak ada antrean di depan Anda") : qsTr("%1 orang di depan Anda").arg(ticket.ahead),
        ticket.estimate === "" ? "" : qsTr("Kira-kira dipanggil %1").arg(ticket.estimate)])
    news: scene.noted()
    choices: scene.ways([
        ticket.canRejoin ? { name: "rejoin", kind: "primary", symbol: "back", act: () => scene.model.rejoin(),
            title: ticket.state === "postponed" ? qsTr("Saya sudah datang") : qsTr("Saya terlewat"), detail: qsTr("Masukkan ke antrean") } : null,
        ticket.canCancel && !model.paperless ? { name: "reprint", symbol: "printer", title: qsTr("Cetak ulang"), act: () => scene.model.reprint() } : null,
        ticket.canCancel ? { name: "cancel", kind: "danger", symbol: "close", title: qsTr("Batalkan tiket"), act: () => scene.model.openQuestion("cancel") } : null,
        { name: "finish", symbol: "home", title: qsTr("Selesai"), act: () => scene.model.home() }])
}
