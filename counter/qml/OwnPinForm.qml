import QtQuick
import Giliran.Controls
import Giliran.Counter

/*
  A PIN of one's own in the place of the first one: typed twice. Tab goes on, Enter keeps it, Escape
  goes back to the sign-on.
*/
FocusScope {
    id: form

    required property OwnPinCard card
    /* The PIN that is to be changed, as it stands in the sign-on's field. */
    required property string old
    property bool compact: false

    readonly property string chosen: first.text

    implicitHeight: column.height
    focus: true
    Keys.onEscapePressed: form.card.leave()

    function begin(): void {
        first.text = "";
        again.text = "";
        first.begin();
    }

    Component.onCompleted: form.begin()

    Connections {
        target: form.card
        function onChanged(): void {
            if (form.card.refused && !form.card.busy && again.text !== "")
                form.begin();
        }
    }

    Column {
        id: column
        width: parent.width
        spacing: Theme.space(form.compact ? 1.5 : 4)

        TextBlock {
            visible: !form.compact || form.height > Theme.u(230)
            text: qsTr("Pilih PIN baru")
            size: form.compact ? Theme.lead : Theme.headline
            strong: true
        }
        TextBlock {
            objectName: "ownPinWhy"
            width: parent.width
            text: form.card.why
            size: form.compact ? Theme.small : Theme.body
        }
        Grid {
            width: parent.width
            columns: form.compact ? 2 : 1
            columnSpacing: Theme.space(2)
            rowSpacing: Theme.space(4)

            Entry {
                id: first
                objectName: "newPin"
                width: form.compact ? (parent.width - Theme.space(2)) / 2 : parent.width
                compact: form.compact
                label: qsTr("PIN baru")
                secret: true
                onAccepted: again.begin()
            }
            Entry {
                id: again
                objectName: "newPinAgain"
                width: first.width
                compact: form.compact
                label: qsTr("PIN baru sekali lagi")
                secret: true
                onAccepted: form.card.send(form.old, first.text, again.text)
            }
        }
        TextBlock {
            objectName: "ownPinSaid"
            width: parent.width
            height: form.compact ? Theme.u(34) : Theme.u(64)
            text: form.card.said
            size: form.compact ? Theme.small : Theme.body
            least: Theme.u(11)
            lineHeight: form.compact ? 1.05 : 1.12
            strong: form.card.refused
            color: form.card.refused ? Theme.badInk : Theme.inkSoft
        }
        Row {
            id: keys
            width: parent.width
            spacing: Theme.space(2)

            DeskButton {
                objectName: "keepPin"
                width: parent.width - back.width - keys.spacing
                height: Theme.u(form.compact ? 44 : 56)
                primary: true
                text: qsTr("Simpan dan masuk")
                keyName: "Enter"
                size: Theme.lead
                busy: form.card.busy
                onClicked: form.card.send(form.old, first.text, again.text)
            }
            DeskButton {
                id: back
                objectName: "ownPinBack"
                width: Theme.u(120)
                height: Theme.u(form.compact ? 44 : 56)
                text: qsTr("Kembali")
                keyName: "Esc"
                size: Theme.small
                onClicked: form.card.leave()
            }
        }
    }
}
