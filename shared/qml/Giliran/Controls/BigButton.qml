pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

/*
  A button of the three apps: acts when the finger leaves it, by Space and by Enter.
  `kind` is "primary", "secondary", "plain", "quiet" or "danger". A disabled button says why (`reason`).
  `keyHint` names the key that does the same ("F2").
*/
T.AbstractButton {
    id: button

    property string kind: "secondary"
    property string symbol: ""
    property string trailingSymbol: ""
    property string reason: ""
    property string keyHint: ""
    property real size: Theme.lead
    property real least: Theme.small
    readonly property color paint: {
        if (!button.enabled)
            return Theme.muted;
        if (button.kind === "primary")
            return button.down ? Theme.accentDown : Theme.accent;
        if (button.kind === "danger")
            return button.down ? Theme.badInk : Theme.badSoft;
        if (button.kind === "quiet")
            return button.down ? Theme.muted : "transparent";
        return button.down ? Theme.accentSoft : Theme.surface;
    }
    readonly property color write: {
        if (!button.enabled)
            return Theme.inkSoft;
        if (button.kind === "primary")
            return Theme.accentInk;
        if (button.kind === "danger")
            return button.down ? Theme.badSoft : Theme.badInk;
        return Theme.ink;
    }

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.space(3)
    rightPadding: Theme.space(3)
    topPadding: Theme.space(1)
    bottomPadding: Theme.space(1)
    focusPolicy: Theme.look === "kiosk" ? Qt.TabFocus : Qt.StrongFocus
    Keys.onReturnPressed: button.click()
    Keys.onEnterPressed: button.click()
    Accessible.name: button.text
    Accessible.description: button.reason

    background: Rectangle {
        color: button.paint
        radius: Theme.radius
        border.width: button.visualFocus ? 3 * Theme.hairline : Theme.hairline
        border.color: button.visualFocus ? Theme.ink
            : button.kind === "secondary" && button.enabled ? Theme.accent
            : button.kind === "danger" ? Theme.badInk
            : button.kind === "plain" && button.enabled ? Theme.line : button.paint
    }

    FocusMark {
        shown: button.visualFocus && Theme.look === "kiosk"
    }

    contentItem: Item {
        id: content

        readonly property real extras: (mark.visible ? mark.width + row.spacing : 0)
            + (tail.visible ? tail.width + row.spacing : 0)
            + (cap.visible ? cap.width + row.spacing : 0)
        readonly property real room: Math.max(0, button.availableWidth - content.extras)

        implicitWidth: Math.ceil(Math.max(textWidth.advanceWidth, why.visible ? reasonWidth.advanceWidth : 0)) + 4 + content.extras
        implicitHeight: words.implicitHeight

        TextMetrics {
            id: textWidth
            text: button.text
            font: label.font
        }
        TextMetrics {
            id: reasonWidth
            text: button.reason
            font: why.font
        }
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.space(1.5)

            Icon {
                id: mark
                name: button.symbol
                size: Math.round(button.size * 1.25)
                tint: button.write
                anchors.verticalCenter: parent.verticalCenter
            }
            Column {
                id: words
                anchors.verticalCenter: parent.verticalCenter

                TextBlock {
                    id: label
                    visible: text !== ""
                    width: content.extras > 0 ? Math.min(Math.ceil(textWidth.advanceWidth) + 4, content.room) : content.room
                    height: Math.min(implicitHeight, Math.max(0, button.availableHeight - (why.visible ? why.height : 0)))
                    text: button.text
                    size: button.size
                    least: Math.min(button.size, button.least)
                    strong: true
                    color: button.write
                    lineHeight: 1
                    horizontalAlignment: content.extras > 0 ? Text.AlignLeft : Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                }
                TextBlock {
                    id: why
                    visible: !button.enabled && text !== ""
                    width: content.extras > 0 ? Math.min(Math.ceil(reasonWidth.advanceWidth) + 4, content.room) : content.room
                    text: button.reason
                    size: Theme.small
                    color: button.write
                    lineHeight: 1
                    horizontalAlignment: label.horizontalAlignment
                }
            }
            Icon {
                id: tail
                name: button.trailingSymbol
                size: Math.round(button.size * 1.25)
                tint: button.write
                anchors.verticalCenter: parent.verticalCenter
            }
            Rectangle {
                id: cap
                visible: button.keyHint !== ""
                width: Math.max(height, hint.implicitWidth + Theme.space(2))
                height: hint.implicitHeight + Theme.space(0.5)
                radius: Theme.radius / 2
                color: "transparent"
                border.width: Theme.hairline
                border.color: button.write
                anchors.verticalCenter: parent.verticalCenter

                TextBlock {
                    id: hint
                    anchors.centerIn: parent
                    text: button.keyHint
                    size: Theme.small
                    lineHeight: 1
                    color: button.write
                }
            }
        }
    }
}
