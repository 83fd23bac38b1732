pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The one question that stands over the screen, if any. */
Item {
    id: questions

    required property KioskModel model

    component Answer: BigButton {
        width: parent ? parent.width : 0
        height: Math.max(Theme.target, Theme.u(104))
    }

    Sheet {
        objectName: "stillThere"
        visible: questions.model.ask === "still_there"
        symbol: "clock"
        title: qsTr("Masih di sini?")
        detail: qsTr("Layar kembali ke awal dalam %1 detik.").arg(questions.model.secondsLeft)

        Answer {
            objectName: "stay"
            kind: "primary"
            text: qsTr("Ya, lanjutkan")
            onClicked: questions.model.touch()
        }
        Answer {
            text: qsTr("Kembali ke awal")
            onClicked: questions.model.home()
        }
    }
    Sheet {
        objectName: "forOther"
        visible: questions.model.ask === "for_other"
        symbol: "people"
        title: qsTr("Untuk orang lain?")
        detail: qsTr("Baru saja ada yang mengambil nomor %1 untuk layanan ini.").arg(questions.model.justTaken)

        Answer {
            objectName: "forOtherYes"
            text: qsTr("Ya, ini untuk orang lain")
            onClicked: questions.model.takeForOther()
        }
        Answer {
            objectName: "forOtherNo"
            kind: "primary"
            text: qsTr("Tidak jadi")
            onClicked: questions.model.closeQuestion()
        }
    }
    Sheet {
        objectName: "cancelSheet"
        visible: questions.model.ask === "cancel"
        symbol: "warning"
        title: qsTr("Batalkan tiket %1?").arg(questions.model.found.number)
        detail: qsTr("Nomor ini tidak dapat dipakai lagi.")

        Answer {
            objectName: "cancelYes"
            kind: "danger"
            text: qsTr("Ya, batalkan")
            onClicked: questions.model.cancelTicket()
        }
        Answer {
            objectName: "cancelNo"
            kind: "primary"
            text: qsTr("Tidak, biarkan")
            onClicked: questions.model.closeQuestion()
        }
    }
    Sheet {
        objectName: "helpSheet"
        visible: questions.model.ask === "help"
        symbol: "help"
        title: qsTr("Bantuan")
        detail: qsTr("1. Pilih layanan.\n2. Tekan AMBIL NOMOR.\n3. Tunggu di zona yang tertulis di tiket.\n\nPetugas di %1, Lantai %2, siap membantu.").arg(questions.model.deskName).arg(questions.model.deskFloor)

        Answer {
            objectName: "helpClose"
            kind: "primary"
            text: qsTr("Tutup")
            onClicked: questions.model.closeQuestion()
        }
    }
    Sheet {
        objectName: "languageSheet"
        visible: questions.model.ask === "language"
        symbol: "globe"
        title: "Bahasa · Language"

        Repeater {
            model: questions.model.languages.offers

            Answer {
                required property var modelData

                objectName: "language-" + modelData.code
                kind: modelData.chosen ? "primary" : "secondary"
                symbol: modelData.chosen ? "check" : ""
                text: modelData.name
                onClicked: questions.model.speak(modelData.code)
            }
        }
    }
    StandardSheet {
        model: questions.model
        visible: questions.model.ask === "standard"
    }
    MapSheet {
        model: questions.model
        visible: questions.model.ask === "map"
    }
}
