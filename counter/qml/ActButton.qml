import QtQuick

/* A button of the desk as the model's lists describe it. */
DeskButton {
    id: button

    required property string act
    required property string label
    required property string key
    required property bool usable
    required note
    required grey
    required busy

    signal acted(act: string)

    objectName: "act-" + button.act
    text: button.label
    keyName: button.key
    enabled: button.usable
    onClicked: button.acted(button.act)
}
