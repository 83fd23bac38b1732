pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* A search that forgives: six rows, each with its agency, from the second letter on. */
Page {
    id: page

    readonly property real half: page.portrait ? width : Theme.u(1010)
    /* Something has been said that the search can answer. */
    readonly property bool begun: page.model.query.trim().length >= 2 && (page.model.shelves.near || rows.count > 0)
    readonly property bool none: page.begun && page.model.shelves.near
    readonly property real listTop: !page.portrait ? nothing.y + nothing.height + (page.none ? Theme.gap : 0)
        : page.none ? nothing.y + nothing.height + Theme.gap : below
    readonly property real below: field.y + field.height + Theme.gap
        + (notice.visible ? notice.height + Theme.gap : told.visible ? told.height + Theme.gap : 0)
    readonly property real floor: page.portrait ? keyboard.y - Theme.gap : height
    readonly property real rowHeight: Math.min(Theme.u(136),
        (page.floor - (page.portrait ? page.below : 0) - 5 * Theme.gap) / 6)

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
        visible: page.model.notice === "" && !page.begun
        text: qsTr("Ketik sedikitnya dua huruf. Salah ketik tidak apa-apa.")
        size: Theme.body
        color: Theme.inkSoft
    }
    Panel {
        id: nothing
        objectName: "nothing"
        visible: page.none
        x: results.x
        y: page.portrait ? page.below : 0
        width: results.width
        height: visible ? words.height + 2 * Theme.space(3) : 0
        color: Theme.warnSoft
        border.color: Theme.warnInk

        Icon {
            id: sign
            name: "help"
            size: Theme.headline
            tint: Theme.warnInk
            x: Theme.space(3)
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            id: words
            x: sign.x + sign.width + Theme.space(3)
            width: parent.width - x - Theme.space(3)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space(1)

            TextBlock {
                objectName: "notHere"
                width: parent.width
                text: qsTr("Tidak ada di sini")
                size: Theme.title
                strong: true
                color: Theme.warnInk
            }
            TextBlock {
                width: parent.width
                text: qsTr("Coba kata lain, atau tanya %1, Lantai %2.").arg(page.model.deskName).arg(page.model.deskFloor)
                size: Theme.body
                color: Theme.warnInk
            }
        }
    }
    TextBlock {
        id: hint
        objectName: "perhaps"
        visible: page.none && rows.count > 0
        x: results.x
        y: page.listTop
        width: results.width
        text: qsTr("Mungkin maksud Anda:")
        size: Theme.body
        strong: true
        color: Theme.inkSoft
    }
    Column {
        visible: !page.portrait && told.visible
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
        y: page.listTop + (hint.visible ? hint.height + Theme.space(1.5) : 0)
        spacing: Theme.gap

        Repeater {
            id: rows
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
    BigButton {
        objectName: "agencies"
        visible: page.none
        x: results.x
        y: rows.count > 0 ? results.y + results.height + Theme.space(3) : page.listTop
        width: results.width
        height: Math.max(Theme.target, Theme.u(108))
        symbol: "building"
        text: page.model.shelves.sole === "" ? qsTr("Cari menurut instansi") : qsTr("Semua layanan")
        onClicked: page.model.open("agencies")
    }
    Keyboard {
        id: keyboard
        width: page.half
        anchors.bottom: parent.bottom
        layout: "words"
        keyHeight: page.portrait ? Theme.u(112) : Theme.u(116)
        onTyped: letter => page.model.typeLetter(letter)
        onErased: page.model.erase()
        onWiped: page.model.wipe()
    }
}
