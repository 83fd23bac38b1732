import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/*
  An act of the desk with its key on it. Grey means: not due yet, and the note says until when; it
  still asks for a reason. Unusable means: the hub is away, and the note says so.
*/
T.AbstractButton {
    id: button

    property string keyName: ""
    property string note: ""
    property bool grey: false
    property bool busy: false
    property bool primary: false
    property bool stacked: false
    /* There is room for the note below the words, or for none beside them. */
    readonly property bool deep: !button.stacked && button.height >= Theme.u(content.beside ? 44 : 32)
    property real size: Theme.body
    readonly property bool quiet: button.grey || !button.enabled
    readonly property color paint: {
        if (button.primary && !button.quiet)
            return button.down || button.busy ? Theme.accentDown : Theme.accent;
        if (button.quiet)
            return Theme.muted;
        return button.down || button.busy ? Theme.accentSoft : Theme.surface;
    }
    readonly property color write: button.primary && !button.quiet ? Theme.accentInk
        : button.quiet ? Theme.inkSoft : Theme.ink

    implicitHeight: Theme.target
    leftPadding: Theme.space(2.5)
    rightPadding: Theme.space(2)
    focusPolicy: Qt.TabFocus
    Keys.onReturnPressed: event => button.onEnter(event)
    Keys.onEnterPressed: event => button.onEnter(event)
    Accessible.description: button.note

    function onEnter(event: KeyEvent): void {
        if (!event.isAutoRepeat)
            button.click();
    }

    background: Rectangle {
        color: button.paint
        radius: Theme.radius
        border.width: button.visualFocus ? 3 * Theme.hairline : Theme.hairline
        border.color: button.visualFocus ? (button.primary ? Theme.warnSoft : Theme.ink)
            : button.primary && !button.quiet ? button.paint
            : button.quiet ? Theme.line : Theme.accent
    }

    contentItem: Item {
        id: content

        readonly property real capRoom: cap.visible && !button.stacked ? cap.width + Theme.space(2) : 0
        readonly property bool beside: label.implicitWidth + note.width + Theme.space(1.5) <= content.width - content.capRoom
        /* What stands below the words, with its distance. */
        readonly property real under: button.stacked ? (cap.visible ? cap.height + Theme.space(1) : 0)
            : aside.visible && button.deep ? aside.height + content.between : 0
        readonly property real between: button.height >= Theme.u(40) ? Theme.space(0.5) : 0
        readonly property real spare: button.stacked ? Theme.space(1.5) : 0

        TextMetrics {
            id: note
            font.family: Theme.family
            font.pixelSize: Theme.u(12)
            text: button.note
        }
        TextBlock {
            id: label
            y: Math.round((content.height - height - content.under) / 2)
            width: button.stacked ? content.width
                : content.width - content.capRoom - (aside.visible && !button.deep ? aside.width + Theme.space(1.5) : 0)
            height: Math.min(implicitHeight, content.height - content.under - content.spare)
            text: button.text
            size: button.size
            least: Math.min(button.size, Theme.u(12))
            strong: true
            lineHeight: 1
            color: button.write
            horizontalAlignment: button.stacked ? Text.AlignHCenter : Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
        }
        TextBlock {
            id: aside
            visible: text !== "" && !button.stacked && (button.deep || content.beside)
            x: button.deep ? 0 : content.width - content.capRoom - width + (cap.visible ? Theme.space(0.5) : 0)
            y: button.deep ? label.y + label.height + content.between : Math.round((content.height - height) / 2)
            text: button.note
            size: Theme.u(button.deep && button.height < Theme.u(40) ? 11 : 12)
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: button.write
        }
        KeyCap {
            id: cap
            text: button.keyName
            size: Theme.u(12)
            ink: button.write
            x: button.stacked ? Math.round((content.width - width) / 2) : content.width - width
            y: button.stacked ? label.y + label.height + Theme.space(1) : Math.round((content.height - height) / 2)
        }
    }
}
