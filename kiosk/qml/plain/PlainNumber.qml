import QtQuick

/* The number, and what becomes of its paper. */
PlainScene {
    id: scene

    readonly property var ticket: model.ticket
    readonly property bool noPaper: model.screen === "no_paper"

    function paper(): string {
        return scene.noPaper ? qsTr("Tiket tidak tercetak. Nomor Anda tetap berlaku; petugas di %1, Lantai %2, dapat mencetaknya.").arg(scene.model.deskName).arg(scene.model.deskFloor)
            : scene.model.printed ? qsTr("Tiket sudah keluar. Ambil di bawah layar.") : qsTr("Tiket sedang dicetak…");
    }

    heading: qsTr("Ini nomor Anda")
    number: ticket.number
    aloud: scene.sentences([
        qsTr("Sekali lagi: %1").arg(ticket.number),
        ticket.service, ticket.agency,
        qsTr("Tunggu di Lantai %1, %2, %3").arg(ticket.place.floor).arg(ticket.place.zone).arg(ticket.place.counters),
        ticket.place.floorsAway > 0 ? qsTr("Naik %1 lantai.").arg(ticket.place.floorsAway)
            : ticket.place.floorsAway < 0 ? qsTr("Turun %1 lantai.").arg(-ticket.place.floorsAway) : qsTr("Di lantai ini."),
        ticket.ahead < 0 ? "" : ticket.ahead === 0 ? qsTr("Tidak ada antrean di depan Anda") : qsTr("%1 orang di depan Anda").arg(ticket.ahead),
        ticket.soon ? qsTr("Segera dipanggil: silakan langsung ke sana") : ticket.estimate === "" ? "" : qsTr("Kira-kira dipanggil %1").arg(ticket.estimate),
        ticket.emergency ? qsTr("Nomor darurat – tetap berlaku") : "",
        model.shelves.helped === "" ? "" : qsTr("Petugas tahu bahwa Anda perlu dibantu: %1.").arg(model.shelves.helped),
        qsTr("Kode cek: %1").arg(ticket.check.split("").join(", ")),
        scene.paper(),
        noPaper ? "" : qsTr("Petugas di %1, Lantai %2, dapat mengantar Anda.").arg(model.deskName).arg(model.deskFloor)])
    news: scene.paper()
    says: scene.sentences([
        noPaper ? qsTr("Tanpa kertas; nomor tetap berlaku. Foto layar ini, atau cetak di %1, Lantai %2.").arg(model.deskName).arg(model.deskFloor)
            : model.printed ? qsTr("Ambil tiket di bawah.") : qsTr("Tiket sedang dicetak…"),
        noPaper ? qsTr("Kode cek: %1").arg(ticket.check) : "",
        qsTr("Tunggu di Lantai %1 · %2").arg(ticket.place.floor).arg(ticket.place.zone) + (ticket.place.counters === "" ? "" : " · " + ticket.place.counters),
        ticket.emergency ? qsTr("Nomor darurat – tetap berlaku") : "",
        ticket.ahead < 0 ? "" : ticket.ahead === 0 ? qsTr("Tidak ada antrean di depan Anda") : qsTr("%1 orang di depan Anda").arg(ticket.ahead),
        ticket.soon ? qsTr("Segera dipanggil: silakan langsung ke sana") : ticket.estimate === "" ? "" : qsTr("Kira-kira dipanggil %1").arg(ticket.estimate)])
    choices: scene.ways([
        { name: "finish", kind: "primary", symbol: "check", title: noPaper ? qsTr("Sudah saya catat") : qsTr("Selesai"), act: () => scene.model.home() },
        { name: "another", symbol: "ticket", title: qsTr("Tambah keperluan lain"), act: () => scene.model.anotherErrand() },
        ticket.plans.length === 0 ? null : { name: "map", symbol: "map", title: qsTr("Denah"), act: () => scene.model.openQuestion("map") }])
}
