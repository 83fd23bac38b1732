import QtQuick

/* Before the number: where, how long, and the key that takes it; its questions open one by one. */
PlainScene {
    id: scene

    readonly property var service: model.service
    readonly property string part: model.access.part
    readonly property bool busy: model.screen === "issuing"

    function crowd(): string {
        const one = scene.service;
        if (one.ahead < 0)
            return "";
        const people = one.ahead === 0 ? qsTr("Tidak ada yang menunggu.") : qsTr("%1 orang menunggu.").arg(one.ahead);
        return one.soon ? people + " " + qsTr("Segera dipanggil.")
            : one.estimate === "" ? people : people + " " + qsTr("Kira-kira dipanggil %1.").arg(one.estimate);
    }
    function warning(): string {
        const one = scene.service;
        switch (one.warning) {
        case "closing": return qsTr("Mungkin baru dipanggil setelah jam tutup (%1). Nomor tetap diurus petugas.").arg(one.warningTime);
        case "long": return qsTr("Antrean sedang panjang. Anda tetap boleh mengambil nomor.");
        case "break": return qsTr("Sedang istirahat; mulai lagi %1. Nomor tetap bisa diambil.").arg(one.warningTime);
        case "alone": return qsTr("Sistem antrean sedang terputus. Nomor tetap berlaku.");
        default: return "";
        }
    }
    function noted(): string {
        switch (scene.model.notice) {
        case "not_sent": return qsTr("Belum terkirim. Silakan coba sekali lagi.");
        case "refused": return qsTr("Tidak bisa dilakukan. Silakan tanya %1.").arg(scene.model.deskName);
        case "sheet_printing": return qsTr("Syarat sedang dicetak…");
        case "sheet_printed": return qsTr("Syarat sudah dicetak. Ambil di bawah.");
        case "sheet_failed": return qsTr("Syarat tidak bisa dicetak. Bacalah di “Syarat dan biaya”.");
        default: return "";
        }
    }
    function whole(): var {
        return scene.ways([
            { name: "take", kind: "primary", symbol: "ticket", title: scene.busy ? qsTr("Mengambil nomor…") : qsTr("AMBIL NOMOR"), act: () => scene.model.take() },
            scene.service.priorityAllowed ? { name: "priority", symbol: "star", checked: scene.model.priority, title: qsTr("Berhak prioritas?"),
                detail: qsTr("Lansia, hamil, disabilitas, membawa anak kecil"), act: () => scene.model.access.openPart("priority") } : null,
            { name: "assistance", symbol: "hands", checked: scene.model.shelves.helped !== "", title: qsTr("Perlu dibantu saat dipanggil?"),
                detail: scene.model.shelves.helped, act: () => scene.model.access.openPart("assistance") },
            scene.service.peopleMax > 1 ? { name: "people", symbol: "people", title: qsTr("Untuk %1 orang").arg(scene.model.people),
                detail: qsTr("Ubah jumlah"), act: () => scene.model.access.openPart("people") } : null,
            { name: "standard", symbol: "document", title: qsTr("Syarat dan biaya"), detail: qsTr("Yang perlu Anda siapkan"), act: () => scene.model.openQuestion("standard") },
            scene.service.plans.length === 0 ? null : { name: "map", symbol: "map", title: qsTr("Denah"), act: () => scene.model.openQuestion("map") },
            scene.model.paperless ? null : { name: "sheet", symbol: "printer", title: qsTr("Cetak syarat saja"), act: () => scene.model.printRequirements() }]);
    }
    function marks(toggle: var): var {
        return scene.listed().map(row => ({ name: "choice-" + row.code, title: row.title, checked: row.chosen, act: () => toggle(row.code) }))
            .concat([{ name: "partClose", kind: "primary", symbol: "check", title: qsTr("Lanjut"), act: () => scene.model.access.openPart("") }]);
    }
    function counted(): var {
        return [
            { name: "more", title: "+ 1", available: scene.model.people < scene.service.peopleMax, act: () => scene.model.changePeople(1) },
            { name: "less", title: "− 1", available: scene.model.people > 1, act: () => scene.model.changePeople(-1) },
            { name: "partClose", kind: "primary", symbol: "check", title: qsTr("Lanjut"), act: () => scene.model.access.openPart("") }];
    }

    heading: part === "priority" ? qsTr("Berhak prioritas?") : part === "assistance" ? qsTr("Perlu dibantu saat dipanggil?")
        : part === "people" ? qsTr("Untuk %1 orang").arg(model.people) : service.name
    says: part === "priority" ? [qsTr("Petugas akan memeriksa. Bila tidak sesuai, Anda dipanggil menurut waktu datang.")]
        : part === "assistance" ? [qsTr("Petugas loket dan meja informasi diberi tahu.")]
        : part === "people" ? [service.name]
        : scene.sentences([scene.noted(), scene.warning(), scene.crowd(),
            qsTr("Tunggu di Lantai %1 · %2").arg(service.place.floor).arg(service.place.zone) + (service.place.counters === "" ? "" : " · " + service.place.counters),
            service.quotaLeft < 0 ? "" : qsTr("Sisa nomor hari ini: %1").arg(service.quotaLeft),
            service.agency + " · " + service.agencyName])
    aloud: part !== "" ? says : scene.sentences([service.plain === "" ? "" : qsTr("Sehari-hari: %1.").arg(service.plain), service.agencyName,
        qsTr("Tempat menunggu: Lantai %1, %2.").arg(service.place.floor).arg(service.place.zone),
        scene.crowd(), scene.warning(), service.quotaLeft < 0 ? "" : qsTr("Sisa nomor hari ini: %1").arg(service.quotaLeft), scene.noted()])
    news: part === "people" ? heading : scene.busy ? qsTr("Mengambil nomor…") : part === "" ? scene.noted() : ""
    choices: part === "priority" ? scene.marks(code => scene.model.togglePriority(code))
        : part === "assistance" ? scene.marks(code => scene.model.toggleAssist(code))
        : part === "people" ? scene.counted() : scene.whole()
}
