import QtQuick

/* The number, and what becomes of its paper. */
PlainScene {
    id: scene

    readonly property var ticket: model.ticket
    readonly property bool noPaper: model.screen === "no_paper"

    heading: qsTr("Ini nomor Anda")
    number: ticket.number
    says: scene.sentences([
        noPaper ? qsTr("Tanpa kertas; nomor tetap berlaku. Foto layar ini, atau cetak di %1, Lantai %2.").arg(model.deskName).arg(model.deskFloor)
            : model.printed ? qsTr("Ambil tiket di bawah.") : qsTr("Tiket sedang dicetak…"),
        noPaper ? qsTr("Kode cek: %1").arg(ticket.check) : "",
        qsTr("Tunggu di Lantai %1 · %2").arg(ticket.place.floor).arg(ticket.place.zone) + (ticket.place.counters === "" ? "" : " · " + ticket.place.counters),
        ticket.emergency ? qsTr("Nomor darurat – tetap berlaku") : "",
        ticket.ahead < 0 ? "" : ticket.ahead === 0 ? qsTr("Tidak ada antrean di depan Anda") : qsTr("%1 orang di depan Anda").arg(ticket.ahead),
        ticket.soon ? qsTr("Segera dipanggil: silakan langsung ke sana") : ticket.estimate === "" ? "" : qsTr("Kira-kira dipanggil %1").arg(ticket.estimate)])
    choices: [
        { name: "finish", kind: "primary", symbol: "check", title: noPaper ? qsTr("Sudah saya catat") : qsTr("Selesai"), act: () => scene.model.home() },
        { name: "another", symbol: "ticket", title: qsTr("Tambah keperluan lain"), act: () => scene.model.anotherErrand() }]
}
