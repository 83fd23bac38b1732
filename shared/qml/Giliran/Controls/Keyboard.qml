pragma ComponentBehavior: Bound
import QtQuick

/*
  The keyboard on the screen. `layout`: "text" for letters and digits, "code" for a check code in
  capitals, "words" for letters with the digits behind a key, so that the keys are larger. It knows
  no field: it says what was typed.
*/
Column {
    id: keyboard

    property string layout: "text"
    signal typed(letter: string)
    signal erased
    signal wiped

    /* Of "words": the digits stand in place of the top row, until a space or the same key. */
    property bool digits: false
    readonly property var rows: keyboard.layout !== "words" ? ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"]
        : [keyboard.digits ? "1234567890" : "qwertyuiop", "asdfghjkl", "zxcvbnm"]
    readonly property real keyWidth: (width - 9 * Theme.gap) / 10
    property real keyHeight: Theme.target

    spacing: Theme.gap

    component Key: BigButton {
        implicitHeight: keyboard.keyHeight
        leftPadding: 0
        rightPadding: 0
        focusPolicy: Theme.look === "kiosk" ? Qt.TabFocus : Qt.NoFocus
        kind: "plain"
        size: Theme.title
    }

    Repeater {
        model: keyboard.rows

        Row {
            id: line

            required property string modelData
            required property int index

            spacing: Theme.gap
            anchors.horizontalCenter: parent.horizontalCenter

            Repeater {
                model: line.modelData.split("")

                Key {
                    required property string modelData

                    objectName: "key-" + modelData
                    width: keyboard.keyWidth
                    text: keyboard.layout === "code" ? modelData.toUpperCase() : modelData
                    onClicked: keyboard.typed(text)
                }
            }
            Key {
                visible: line.index === keyboard.rows.length - 1
                objectName: "key-erase"
                width: keyboard.keyWidth * 2 + Theme.gap
                symbol: "arrow-left"
                Accessible.name: qsTr("Hapus huruf")
                onClicked: keyboard.erased()
            }
        }
    }
    Row {
        spacing: Theme.gap
        anchors.horizontalCenter: parent.horizontalCenter

        Key {
            objectName: "key-wipe"
            width: keyboard.keyWidth * 3 + 2 * Theme.gap
            text: qsTr("Kosongkan")
            size: Theme.body
            onClicked: keyboard.wiped()
        }
        Key {
            visible: keyboard.layout === "words"
            objectName: "key-digits"
            width: keyboard.keyWidth * 2 + Theme.gap
            text: keyboard.digits ? "abc" : "123"
            size: Theme.body
            Accessible.name: keyboard.digits ? qsTr("Huruf") : qsTr("Angka")
            onClicked: keyboard.digits = !keyboard.digits
        }
        Key {
            readonly property int keys: keyboard.layout === "words" ? 5 : 6

            visible: keyboard.layout !== "code"
            objectName: "key-space"
            width: keyboard.keyWidth * keys + (keys - 1) * Theme.gap
            text: qsTr("spasi")
            size: Theme.body
            onClicked: {
                keyboard.digits = false;
                keyboard.typed(" ");
            }
        }
    }
}
