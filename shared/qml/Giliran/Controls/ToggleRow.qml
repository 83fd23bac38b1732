import QtQuick
import QtQuick.Templates as T

/* A choice that is on or off: a box with a tick, never by colour alone. */
T.AbstractButton {
    id: toggle

    property real size: Theme.body
    /* Where its row may not grow: a text too long for it shrinks, and ends in "…". */
    property real tallest: Infinity

    checkable: true
    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.min(toggle.tallest, Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding))
    leftPadding: Theme.space(2)
    rightPadding: Theme.space(2)
    topPadding: Theme.space(1)
    bottomPadding: Theme.space(1)
    focusPolicy: Theme.look === "kiosk" ? Qt.TabFocus : Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: toggle.text
    Accessible.checkable: toggle.checkable
    Accessible.checked: toggle.checked

    background: Rectangle {
        color: toggle.down || toggle.checked ? Theme.accentSoft : Theme.surface
        radius: Theme.radius
        border.width: toggle.checked || toggle.visualFocus ? 2 * Theme.hairline : Theme.hairline
        border.color: toggle.checked || toggle.visualFocus ? Theme.accent : Theme.line
    }

    FocusMark {
        shown: toggle.visualFocus && Theme.look === "kiosk"
    }

    contentItem: Item {
        implicitWidth: box.width + Math.ceil(textWidth.advanceWidth) + 4 + Theme.space(1.5)
        implicitHeight: Math.max(box.height, label.implicitHeight)

        TextMetrics {
            id: textWidth
            text: toggle.text
            font: label.font
        }
        Rectangle {
            id: box
            width: Math.round(toggle.size * 1.2)
            height: width
            radius: Theme.radius / 3
            anchors.verticalCenter: parent.verticalCenter
            color: toggle.checked ? Theme.accent : Theme.surface
            border.width: 1.5 * Theme.hairline
            border.color: toggle.checked ? Theme.accent : Theme.inkSoft

            Icon {
                anchors.centerIn: parent
                name: toggle.checked ? "check" : ""
                size: parent.width * 0.8
                tint: Theme.accentInk
            }
        }
        TextBlock {
            id: label
            anchors.left: box.right
            anchors.leftMargin: Theme.space(1.5)
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: toggle.text
            height: Math.min(implicitHeight, Math.max(Theme.u(1), parent.height))
            size: toggle.size
            least: Math.min(toggle.size, Theme.small)
            lineHeight: 1
            elide: Text.ElideRight
        }
    }
}
