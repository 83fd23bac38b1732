import QtQuick
import Giliran.Controls

/* One line to type into, with its name above it. */
Item {
    id: entry

    property string label: ""
    property alias text: input.text
    property alias input: input
    property alias secret: masked.when
    property string hint: ""
    /* Stands at the right, beside what was typed. */
    property string aside: ""
    property bool compact: false

    signal accepted
    signal edited(text: string)

    implicitHeight: name.height + box.height + Theme.space(0.5)

    function begin(): void {
        input.forceActiveFocus();
        input.selectAll();
    }

    TextBlock {
        id: name
        text: entry.label
        size: Theme.small
        strong: true
        color: Theme.inkSoft
        lineHeight: 1.1
    }
    Rectangle {
        id: box
        y: name.height + Theme.space(0.5)
        width: parent.width
        height: entry.compact ? Theme.u(30) : Theme.u(40)
        radius: Theme.radius
        color: Theme.surface
        border.width: input.activeFocus ? 2 * Theme.hairline : Theme.hairline
        border.color: input.activeFocus ? Theme.accent : Theme.line

        TextInput {
            id: input
            anchors.fill: parent
            anchors.leftMargin: Theme.space(2)
            anchors.rightMargin: Theme.space(2) + (beside.visible ? beside.width + Theme.space(2) : 0)
            verticalAlignment: TextInput.AlignVCenter
            font.family: Theme.family
            font.pixelSize: entry.compact ? Theme.body : Theme.lead
            font.features: Theme.figures
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            selectByMouse: true
            activeFocusOnTab: true
            clip: true
            Accessible.name: entry.label
            onAccepted: entry.accepted()
            onTextEdited: {
                input.begun = true;
                entry.edited(input.text);
            }
            onActiveFocusChanged: {
                /* The mouse puts the cursor where it points all the same. */
                if (input.activeFocus && !input.begun)
                    input.selectAll();
                else
                    input.showBeginning();
            }
            onFocusChanged: {
                if (!input.focus) {
                    input.begun = false;
                    input.showBeginning();
                }
            }
            onTextChanged: input.showBeginning()

            /* Somebody has typed since the field got the keys: a window that becomes the active one
               meanwhile neither marks what stands there, to be lost with the next key, nor goes back. */
            property bool begun: false

            /* Of a name that is longer than the field, its beginning stands there. */
            function showBeginning(): void {
                if (!input.activeFocus && !input.begun)
                    input.cursorPosition = 0;
            }

            Binding {
                id: masked
                target: input
                property: "echoMode"
                value: TextInput.Password
                when: false
            }
        }
        TextBlock {
            id: beside
            visible: text !== ""
            anchors.right: parent.right
            anchors.rightMargin: Theme.space(2)
            anchors.verticalCenter: parent.verticalCenter
            text: entry.compact ? "" : entry.aside
            size: Theme.small
            color: Theme.inkSoft
            lineHeight: 1
        }
        TextBlock {
            visible: input.text === "" && text !== ""
            x: Theme.space(2)
            anchors.verticalCenter: parent.verticalCenter
            text: entry.hint
            color: Theme.inkSoft
            size: entry.compact ? Theme.body : Theme.lead
        }
    }
}
