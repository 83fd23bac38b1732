import QtQuick

/* "I have a ticket": its number first, then its check code. */
PlainScene {
    id: scene

    property bool onCheck: false

    heading: onCheck ? qsTr("Kode cek (4 karakter)") : qsTr("Nomor tiket")
    keyboard: "code"
    typed: onCheck ? model.typedCheck : model.typedNumber
    hint: onCheck ? "K7QF" : "A012"
    says: scene.sentences([
        model.notice === "not_found" ? qsTr("Tiket tidak ditemukan. Periksa nomor dan kode cek.")
            : model.notice === "not_sent" ? qsTr("Belum terkirim. Silakan coba sekali lagi.") : "",
        onCheck ? qsTr("Nomor tiket: %1").arg(model.typedNumber) : qsTr("Atau pindai kode di tiket.")])
    news: model.notice === "" ? "" : says[0]
    aloud: says.slice(model.notice === "" ? 0 : 1).concat([
        onCheck ? qsTr("Kode cek dibacakan bersama nomor Anda; ia tercetak di bawah nomor.") : qsTr("Huruf dan angka di tiket, misalnya A, 0, 1, 2."),
        qsTr("Ketik dengan tombol angka; huruf dengan menekan lagi. Atau: panah atas dan bawah ke papan huruf, kiri dan kanan memilih huruf, Enter mengetiknya.")])
    choices: onCheck ? [
        { name: "lookUp", kind: "primary", symbol: "search", title: qsTr("Cari tiket"), available: model.typedCheck.length === 4,
            act: () => { if (scene.model.typedCheck.length === 4) scene.model.lookUp(); } },
        { name: "number", symbol: "back", title: qsTr("Ubah nomor"), act: () => scene.onCheck = false }
    ] : [
        { name: "lookUp", kind: "primary", symbol: "next", title: qsTr("Lanjut ke kode cek"), available: model.typedNumber !== "",
            act: () => { if (scene.model.typedNumber !== "") scene.onCheck = true; } }
    ]
    onLetter: letter => scene.model.typeTicket(letter, scene.onCheck)
    onErased: scene.model.eraseTicket(scene.onCheck)
    onWiped: {
        scene.onCheck = false;
        scene.model.wipeTicket();
    }
}
