import QtQuick

/* What the spoken mode says beside the names of things. */
QtObject {
    required property string hall
    readonly property string welcome: qsTr("Selamat datang di %1. Layar ini dibacakan untuk Anda. Panah bawah: maju. Panah atas: mundur. Enter: memilih. Enter di awal layar: mengulang bacaan.").arg(hall)
    readonly property string button: qsTr("tombol")
    readonly property string keyboard: qsTr("papan huruf")
    readonly property string checked: qsTr("dicentang")
    readonly property string unchecked: qsTr("tidak dicentang")
    readonly property string volume: qsTr("Volume %1 persen")
    readonly property string farewell: qsTr("Selesai, terima kasih. Suara berhenti di sini. Untuk memulai lagi, tekan tombol mana saja.")
}
