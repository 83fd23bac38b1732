pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* A search that forgives: six rows, each with its agency, from the second letter on. */
Page {
    id: page

    readonly property real half: page.portrait ? width : Theme.u(1010)
    readonly property real listTop: page.portrait ? told.y + told.height : 0
    readonly property real rowHeight: Math.min(Theme.u(126),
        ((page.portrait ? keyboard.y - Theme.gap : height) - page.listTop - 5 * Theme.gap) / 6)

    heading: qsTr("Cari layanan")
    subheading: page.portrait ? qsTr("Ketik apa yang Anda perlukan, misalnya “ktp hilang”.") : ""

    Field {
        id: field
        objectName: "query"
        width: page.half
        symbol: "search"
        hint: qsTr("misalnya: ktp hilang")
        text: page.model.query
    }
    NoticeLine {
        id: notice
        model: page.model
        width: page.half
        anchors.top: field.bottom
        anchors.topMargin: Theme.gap
    }
    TextBlock {
        id: told
        anchors.top: field.bottom
        anchors.topMargin: Theme.gap
        width: page.half
        height: visible ? implicitHeight + Theme.space(1) : 0
        visible: page.model.notice === "" && (page.model.shelves.near || page.model.query.length < 2)
        text: page.model.shelves.near
            ? qsTr("Tidak ketemu. Ini yang paling mirip; atau tanya %1, Lantai %2.").arg(page.model.deskName).arg(page.model.deskFloor)
            : qsTr("Ketik sedikitnya dua huruf. Salah ketik tidak apa-apa.")
        size: Theme.body
        color: Theme.inkSoft
    }
    Column {
        visible: !page.portrait && told.visible && !page.model.shelves.near
        x: results.x
        width: results.width
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space(2)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "search"
            size: Theme.u(88)
            tint: Theme.line
        }
        TextBlock {
            width: parent.width
            text: qsTr("Layanan yang cocok muncul di sini.")
            size: Theme.body
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
        }
    }
    Column {
        id: results
        x: page.portrait ? 0 : page.half + Theme.space(4)
        width: page.portrait ? page.width : page.width - x
        y: page.listTop
        spacing: Theme.gap

        Repeater {
            model: page.model.shelves.results

            ServiceTile {
                required property string code

                objectName: "service-" + code
                width: results.width
                height: page.rowHeight
                size: Theme.body
                note: ""
                subtitle: !available ? agency + " · " + closed
                    : waiting <= 0 ? agency : qsTr("%1 · %2 menunggu").arg(agency).arg(waiting)
                alone: page.model.alone
                onClicked: page.model.chooseService(code)
            }
        }
    }
    Keyboard {
        id: keyboard
        width: page.half
        anchors.bottom: parent.bottom
        keyHeight: page.portrait ? Theme.u(100) : Theme.u(96)
        onTyped: letter => page.model.typeLetter(letter)
        onErased: page.model.erase()
        onWiped: page.model.wipe()
    }
}
