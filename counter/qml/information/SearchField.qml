import QtQuick
import Giliran.Controls
import Giliran.Counter

/* Where the visitor's words are typed. The keys that act are the desk's, the others its letters. */
Rectangle {
    id: field

    required property InformationDesk desk
    required property CounterModel model
    property bool low: false

    function begin(): void {
        input.forceActiveFocus();
    }
    function add(text: string): void {
        input.text += text;
        field.begin();
        field.desk.type(input.text);
    }

    implicitHeight: Theme.u(field.low ? 38 : 52)
    radius: Theme.radius
    color: field.desk.armed ? Theme.muted : Theme.surface
    border.width: input.activeFocus ? 2 * Theme.hairline : Theme.hairline
    border.color: input.activeFocus ? Theme.accent : Theme.line

    Connections {
        target: field.desk
        function onTypedAnew(text: string): void {
            input.text = text;
        }
    }
    TextInput {
        id: input
        objectName: "find"
        anchors.fill: parent
        anchors.leftMargin: Theme.space(4)
        anchors.rightMargin: Theme.space(4)
        verticalAlignment: TextInput.AlignVCenter
        font.family: Theme.family
        font.pixelSize: field.low ? Theme.lead : Theme.title
        font.features: Theme.figures
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        selectByMouse: true
        clip: true
        maximumLength: 80
        Accessible.name: hint.text
        onTextEdited: field.desk.type(input.text)
        onActiveFocusChanged: if (input.activeFocus)
            field.desk.disarm()
        Keys.onPressed: event => {
            event.accepted = field.model.key(event.key, event.modifiers);
        }
    }
    TextBlock {
        id: hint
        visible: input.text === ""
        x: Theme.space(4)
        width: parent.width - 2 * x
        height: parent.height
        text: field.desk.hint
        size: field.low ? Theme.body : Theme.lead
        least: Theme.u(11)
        wrapMode: Text.NoWrap
        lineHeight: 1
        verticalAlignment: Text.AlignVCenter
        color: Theme.inkSoft
    }
}
