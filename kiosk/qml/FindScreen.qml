pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/* "I have a ticket": hold it under the scanner, or type number and check code. */
Page {
    id: page

    property bool onCheck: page.model.typedNumber !== "" && touched
    property bool touched: false
    readonly property real half: page.portrait ? width : Theme.u(1010)

    heading: qsTr("Sudah punya tiket")
    subheading: qsTr("Pindai kode di tiket, atau ketik nomor dan kode cek.")

    function type(letter: string): void {
        page.model.typeTicket(letter, page.onCheck);
    }

    component Entry: Column {
        id: entry
        property string label
        property alias text: field.text
        property alias active: field.active
        property alias hint: field.hint
        signal picked
        width: (entries.width - (entries.columns - 1) * Theme.gap) / entries.columns
        spacing: Theme.space(1)

        TextBlock {
            text: entry.label
            size: Theme.body
            strong: true
        }
        Field {
            id: field
            width: parent.width

            TapHandler {
                onTapped: entry.picked()
            }
        }
    }

    Grid {
        id: entries
        width: page.portrait ? parent.width : parent.width - page.half - Theme.space(4)
        columns: page.portrait ? 2 : 1
        spacing: Theme.gap

        Entry {
            objectName: "number"
            label: qsTr("Nomor tiket")
            hint: "A012"
            text: page.model.typedNumber
            active: !page.onCheck
            onPicked: page.touched = false
        }
        Entry {
            objectName: "check"
            label: qsTr("Kode cek (4 karakter)")
            hint: "K7QF"
            text: page.model.typedCheck
            active: page.onCheck
            onPicked: page.touched = true
        }
    }
    BigButton {
        id: go
        objectName: "lookUp"
        width: entries.width
        height: Math.max(Theme.target, Theme.u(108))
        anchors.top: entries.bottom
        anchors.topMargin: Theme.space(3)
        kind: "primary"
        readonly property bool nextField: !page.onCheck && page.model.typedCheck.length < 4
        text: nextField ? qsTr("Lanjut ke kode cek") : qsTr("Cari tiket")
        enabled: nextField ? page.model.typedNumber !== "" : page.model.typedCheck.length === 4
        onClicked: {
            if (nextField)
                page.touched = true;
            else
                page.model.lookUp();
        }
    }
    NoticeLine {
        model: page.model
        width: entries.width
        anchors.top: go.bottom
        anchors.topMargin: Theme.space(2)
    }
    Keyboard {
        layout: "code"
        width: page.half
        keyHeight: page.portrait ? Theme.u(104) : Theme.u(112)
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        onTyped: letter => page.type(letter)
        onErased: page.model.eraseTicket(page.onCheck)
        onWiped: {
            page.touched = false;
            page.model.wipeTicket();
        }
    }
}
