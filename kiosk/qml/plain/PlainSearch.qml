import QtQuick

/* The search, with its keyboard below and what it finds above or beside it. */
PlainScene {
    id: scene

    heading: qsTr("Cari layanan")
    keyboard: "text"
    typed: scene.model.query
    hint: qsTr("misalnya: ktp hilang")
    says: scene.model.notice === "no_digits" ? [qsTr("Jangan ketik NIK di sini. Ketik nama layanan saja.")]
        : scene.model.query.length < 2 ? []
        : scene.model.shelves.near && scene.listed().length === 0
            ? [qsTr("Tidak ada di sini. Tanya %1, Lantai %2.").arg(scene.model.deskName).arg(scene.model.deskFloor)]
        : scene.model.shelves.near
            ? [qsTr("Tidak ketemu. Yang paling mirip:")] : []
    choices: scene.listed().map(row => ({
        name: "service-" + row.code, symbol: row.symbol, title: row.title, waiting: row.waiting, available: row.available,
        detail: row.available ? row.agency : row.agency + " · " + scene.closed(row),
        act: () => scene.model.chooseService(row.code)
    }))
    onLetter: letter => scene.model.typeLetter(letter)
    onErased: scene.model.erase()
    onWiped: scene.model.wipe()
}
