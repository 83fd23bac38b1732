import QtQuick
import Giliran.Controls

/* The number is committed: it is shown at once, and the paper comes below. */
Page {
    id: page

    heading: qsTr("Ini nomor Anda")

    TicketFace {
        width: parent.width
        ticket: page.model.ticket
        room: paper.y - Theme.space(2)
        wide: !page.portrait
    }
    Panel {
            id: paper
            width: parent.width
            height: Theme.u(page.portrait ? 240 : 120)
            anchors.bottom: keys.top
            anchors.bottomMargin: Theme.space(2)
            color: page.model.printed ? Theme.goodSoft : Theme.accentSoft
            border.color: page.model.printed ? Theme.goodInk : Theme.accent

            Row {
                anchors.centerIn: parent
                spacing: Theme.space(2)

                Icon {
                    name: page.model.printed ? "arrow-down" : "printer"
                    size: Theme.u(page.portrait ? 88 : 56)
                    tint: page.model.printed ? Theme.goodInk : Theme.accent
                    anchors.verticalCenter: parent.verticalCenter
                }
                TextBlock {
                    objectName: "paper"
                    text: page.model.printed ? qsTr("Ambil tiket di bawah") : qsTr("Tiket sedang dicetak…")
                    size: Theme.title
                    strong: true
                    color: page.model.printed ? Theme.goodInk : Theme.accent
                    anchors.verticalCenter: parent.verticalCenter
                }
                Icon {
                    name: page.model.printed ? "arrow-down" : ""
                    size: Theme.u(page.portrait ? 88 : 56)
                    tint: Theme.goodInk
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
    }
    ErrandKeys {
        id: keys
        model: page.model
        width: parent.width
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        doneText: qsTr("Selesai")
    }
}
