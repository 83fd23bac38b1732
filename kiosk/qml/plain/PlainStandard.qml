import QtQuick

/* The six public elements of a service's standard, to be read page by page. */
PlainScene {
    id: scene

    readonly property var service: model.service

    function head(text: string): var {
        return { name: "element", kind: "text", head: true, title: text };
    }
    function lines(texts: var): var {
        return texts.map(each => ({ name: "elementLine", kind: "text", title: each }));
    }
    function steps(): var {
        const one = scene.service;
        const told = one.procedure.length > 0 ? one.procedure : [
            qsTr("Ambil nomor di kiosk ini."),
            qsTr("Tunggu di Lantai %1 · %2.").arg(one.place.floor).arg(one.place.zone),
            qsTr("Saat dipanggil, serahkan berkas di loket."),
            qsTr("Petugas memeriksa, lalu memberi hasil atau tanda terima.")];
        return told.map((each, place) => (place + 1) + ". " + each);
    }
    function elements(): var {
        const one = scene.service;
        const time = [qsTr("Di loket biasanya %1 menit").arg(one.minutes)];
        if (one.completion !== "")
            time.push(qsTr("Selesai: %1").arg(one.completion));
        return [
            [qsTr("Syarat"), one.requirements.length > 0 ? one.requirements.map(each => "• " + each) : [qsTr("Tidak ada syarat khusus.")]],
            [qsTr("Alur"), scene.steps()],
            [qsTr("Waktu"), time],
            [qsTr("Biaya"), [one.fee === "" ? qsTr("Tanyakan kepada petugas loket.") : one.fee]],
            [qsTr("Hasil"), [one.product === "" ? one.name : one.product]],
            [qsTr("Pengaduan"), [one.complaints === "" ? qsTr("%1, Lantai %2").arg(scene.model.deskName).arg(scene.model.deskFloor) : one.complaints]]
        ];
    }

    symbol: "document"
    heading: service.name
    choices: {
        let rows = [];
        for (const [title, texts] of scene.elements())
            rows = rows.concat([scene.head(title)], scene.lines(texts));
        return rows.concat([{ name: "standardClose", kind: "primary", symbol: "check", title: qsTr("Tutup"), act: () => scene.model.closeQuestion() }]);
    }
}
