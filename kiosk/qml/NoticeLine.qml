import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* One sentence about what has just become of a touch. */
Panel {
    id: line

    required property KioskModel model
    /* Not all that is to be brought stands on the screen: its list has to be opened first. */
    property bool partial: false
    property real edge: Theme.space(2)
    readonly property string mood: {
        switch (line.model.notice) {
        case "not_sent": case "refused": case "not_found": case "no_digits":
        case "sheet_failed": case "reprint_failed": return "bad";
        default: return "good";
        }
    }
    readonly property color write: line.mood === "bad" ? Theme.badInk : Theme.goodInk

    visible: line.model.notice !== ""
    height: visible ? words.implicitHeight + 2 * line.edge : 0
    color: line.mood === "bad" ? Theme.badSoft : Theme.goodSoft
    border.color: line.write

    Icon {
        id: sign
        name: line.mood === "bad" ? "warning" : "check"
        size: Theme.lead
        tint: line.write
        x: Theme.space(2)
        anchors.verticalCenter: parent.verticalCenter
    }
    TextBlock {
        id: words
        objectName: "notice"
        anchors.left: sign.right
        anchors.leftMargin: Theme.space(1.5)
        anchors.right: parent.right
        anchors.rightMargin: Theme.space(2)
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.body
        strong: true
        color: line.write
        text: {
            switch (line.model.notice) {
            case "not_sent": return qsTr("Belum terkirim. Silakan coba sekali lagi.");
            case "refused": return qsTr("Tidak bisa dilakukan. Silakan tanya %1.").arg(line.model.deskName);
            case "not_found": return qsTr("Tiket tidak ditemukan. Periksa nomor dan kode cek.");
            case "no_digits": return qsTr("Jangan ketik NIK di sini. Ketik nama layanan saja.");
            case "sheet_printing": return qsTr("Syarat sedang dicetak…");
            case "sheet_printed": return qsTr("Syarat sudah dicetak. Ambil di bawah.");
            case "sheet_failed": return line.partial ? qsTr("Syarat tidak bisa dicetak. Buka daftar syarat, lalu foto.")
                : qsTr("Syarat tidak bisa dicetak. Silakan foto layar ini.");
            case "reprinting": return qsTr("Tiket sedang dicetak ulang…");
            case "reprinted": return qsTr("Tiket sudah dicetak ulang. Ambil di bawah.");
            case "reprint_failed": return qsTr("Tidak bisa dicetak. Nomor Anda tetap berlaku; foto layar ini.");
            case "rejoined": return qsTr("Anda kembali dalam antrean.");
            default: return "";
            }
        }
    }
}
