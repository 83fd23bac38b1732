import QtQuick

/* Why a service gives no numbers, until when, and what can be done now. */
PlainScene {
    id: scene

    readonly property var service: model.service
    readonly property bool back: service.reason === ""

    symbol: "clock"
    heading: service.name
    says: scene.sentences([
        back ? qsTr("Layanan ini sudah buka lagi. Silakan pilih lagi.") : service.reason,
        back ? "" : model.alone && service.opens === "" ? qsTr("Nomor bisa diambil lagi setelah sistem antrean tersambung.")
            : service.opens === "" ? qsTr("Kapan dibuka lagi belum diketahui.") : qsTr("Nomor bisa diambil lagi %1.").arg(service.opens),
        model.notice === "sheet_printing" ? qsTr("Syarat sedang dicetak…") : model.notice === "sheet_printed" ? qsTr("Syarat sudah dicetak. Ambil di bawah.")
            : model.notice === "sheet_failed" ? qsTr("Syarat tidak bisa dicetak.") : "",
        qsTr("Atau tanya petugas di %1, Lantai %2.").arg(model.deskName).arg(model.deskFloor)])
    news: model.notice === "sheet_printed" ? qsTr("Syarat sudah dicetak. Ambil di bawah.") : model.notice === "sheet_failed" ? qsTr("Syarat tidak bisa dicetak.") : ""
    choices: scene.ways([
        { name: "otherService", kind: "primary", symbol: "search", title: qsTr("Pilih layanan lain"), act: () => scene.model.anotherErrand() },
        { name: "standard", symbol: "document", title: qsTr("Syarat dan biaya"), act: () => scene.model.openQuestion("standard") },
        scene.model.paperless ? null : { name: "sheet", symbol: "printer", title: qsTr("Cetak syarat saja"), act: () => scene.model.printRequirements() }])
}
