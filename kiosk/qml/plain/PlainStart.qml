import QtQuick

/* The start: the popular services, then the ways to all others. */
PlainScene {
    id: scene

    readonly property string shut: model.shelves.shutReason

    heading: scene.model.errands > 0 ? qsTr("Apa keperluan Anda berikutnya?") : qsTr("Layanan apa yang Anda perlukan?")
    says: scene.sentences([
        shut === "" ? "" : model.shelves.shutOpens === "" ? shut : qsTr("%1. Nomor bisa diambil lagi %2.").arg(shut).arg(model.shelves.shutOpens),
        model.alone ? qsTr("Sistem antrean terputus; nomor tetap bisa diambil.") : "",
        model.errands > 0 ? qsTr("Nomor berikutnya ikut kunjungan yang sama.") : ""])
    choices: scene.listed().map(row => ({
        name: "service-" + row.code, symbol: row.symbol, colour: row.colour, title: row.title, waiting: row.waiting, available: row.available,
        detail: row.available ? row.agency : row.agency + " · " + (scene.shut !== "" ? qsTr("Tutup") : scene.closed(row)),
        act: () => scene.model.chooseService(row.code)
    })).concat(scene.ways([
        { name: "search", symbol: "search", title: qsTr("Cari layanan"), act: () => scene.model.open("search") },
        scene.model.shelves.whole ? null : { name: "agencies", symbol: "building", title: scene.model.shelves.sole === "" ? qsTr("Semua instansi") : qsTr("Semua layanan"), act: () => scene.model.open("agencies") },
        scene.model.shelves.byEvent ? { name: "events", symbol: "family", title: qsTr("Menurut peristiwa hidup"), act: () => scene.model.open("events") } : null,
        scene.model.alone ? null : { name: "find", symbol: "ticket", title: qsTr("Sudah punya tiket"), act: () => scene.model.open("find") }]))
}
