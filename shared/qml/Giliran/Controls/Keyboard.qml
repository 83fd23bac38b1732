pragma ComponentBehavior: Bound
import QtQuick

/*
  The keyboard on the screen: letters and digits, or digits and letters for a check code
  (`layout` "text" or "code"). It knows no field: it says what was typed.
*/
Column {
    id: keyboard

    property string layout: "text"
    signal typed(letter: string)
    signal erased
    signal wiped

    readonly property var rows: ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"]
    readonly property real keyWidth: (width - 9 * Theme.gap) / 10
    property real keyHeight: Theme.target

    spacing: Theme.gap

    component Key: BigButton {
        implicitHeight: keyboard.keyHeight
        leftPadding: 0
        rightPadding: 0
        focusPolicy: Qt.NoFocus
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
                visible: line.index === 3
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
            visible: keyboard.layout === "text"
            objectName: "key-space"
            width: keyboard.keyWidth * 6 + 5 * Theme.gap
            text: qsTr("spasi")
            size: Theme.body
            onClicked: keyboard.typed(" ")
        }
    }
}
