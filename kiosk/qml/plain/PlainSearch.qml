import QtQuick

/*
  The search, with its keyboard below and what it finds above or beside it. Where the keyboard
  leaves no room for several rows, a key leads to them.
*/
PlainScene {
    id: scene

    /* What was found stands in place of the keyboard. */
    property bool picking: false
    readonly property bool parted: tight && listed().length > 1

    /* Nothing fits; what is listed is only like it. */
    readonly property bool none: model.query.length >= 2 && model.shelves.near
    news: scene.says.length > 0 ? scene.says.join(" ") : scene.model.query.length < 2 || scene.listed().length === 0 ? ""
        : qsTr("%1 layanan cocok. Yang pertama: %2.").arg(scene.listed().length).arg(scene.listed()[0].title)
    aloud: keyboard === "" ? says
        : [qsTr("Ketik dengan tombol angka, seperti di telepon. Atau: panah atas dan bawah ke papan huruf, kiri dan kanan memilih huruf, Enter mengetiknya."),
            qsTr("Hasilnya tepat di bawah awal layar.")].concat(says)
    function found(): var {
        return scene.listed().map(row => ({
            name: "service-" + row.code, symbol: row.symbol, colour: row.colour, title: row.title, waiting: row.waiting, available: row.available,
            detail: scene.sentences([scene.none ? qsTr("Mungkin ini") : "", row.agency, scene.closed(row)]).join(" · "),
            act: () => scene.model.chooseService(row.code)
        }));
    }

    heading: qsTr("Cari layanan")
    keyboard: picking ? "" : "words"
    typed: scene.model.query
    hint: qsTr("misalnya: ktp hilang")
    says: scene.model.notice === "no_digits" ? [qsTr("Jangan ketik NIK di sini. Ketik nama layanan saja.")]
        : scene.model.query.length < 2 ? []
        : !scene.none ? []
        : scene.sentences([qsTr("Tidak ada di sini."),
            qsTr("Coba kata lain, atau tanya %1, Lantai %2.").arg(scene.model.deskName).arg(scene.model.deskFloor),
            scene.listed().length === 0 ? "" : qsTr("Mungkin maksud Anda:")])
    choices: picking ? scene.found().concat([{ name: "retype", symbol: "back", title: qsTr("Ubah kata"), act: () => scene.picking = false }])
        : !parted ? scene.found()
        : [{ name: "pick", kind: "primary", symbol: "search", title: (scene.none ? qsTr("Lihat %1 yang mirip") : qsTr("Lihat %1 hasil")).arg(scene.listed().length),
            detail: scene.listed()[0]?.title ?? "", act: () => scene.picking = true }]
    onLetter: letter => scene.model.typeLetter(letter)
    onErased: scene.model.erase()
    onWiped: scene.model.wipe()
}
