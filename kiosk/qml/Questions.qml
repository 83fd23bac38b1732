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
        objectName: "requirementsSheet"
        visible: questions.model.ask === "requirements"
        symbol: "document"
        title: qsTr("Siapkan:")
        sheetWidth: questions.width - 2 * Theme.space(6)

        TextBlock {
            objectName: "requirements"
            width: parent ? parent.width : 0
            height: Math.min(implicitHeight, questions.height - Theme.target - Theme.space(36))
            text: questions.model.service.requirements.length === 0 ? qsTr("Tidak ada syarat khusus.")
                : questions.model.service.requirements.map(each => "•  " + each).join("\n")
            size: Theme.lead
            least: Theme.small
            elide: Text.ElideRight
        }
        TextBlock {
            width: parent ? parent.width : 0
            text: questions.model.service.fee === "" ? qsTr("Biasanya %1 menit").arg(questions.model.service.minutes)
                : qsTr("Biaya: %1 · biasanya %2 menit").arg(questions.model.service.fee).arg(questions.model.service.minutes)
            elide: Text.ElideRight
            maximumLineCount: 3
            size: Theme.body
            color: Theme.inkSoft
        }
        Answer {
            objectName: "requirementsClose"
            kind: "primary"
            text: qsTr("Tutup")
            onClicked: questions.model.closeQuestion()
        }
    }
    Sheet {
        objectName: "accessSheet"
        visible: questions.model.ask === "access"
        symbol: "access"
        title: qsTr("Aksesibilitas")
        detail: qsTr("Perlu dibantu saat dipanggil? Pilih sesudah Anda memilih layanan, sebelum AMBIL NOMOR.\n\nTidak bisa memakai layar ini? Petugas di %1, Lantai %2, mengambilkan nomor untuk Anda.").arg(questions.model.deskName).arg(questions.model.deskFloor)

        Answer {
            objectName: "accessClose"
            kind: "primary"
            text: qsTr("Tutup")
            onClicked: questions.model.closeQuestion()
        }
    }
}
