import QtQuick

/* Where the keys of a keypad stand: a ring around what it marks, seen on light and on dark. */
Rectangle {
    property bool shown: false

    objectName: "focusMark"
    visible: shown
    anchors.fill: parent
    anchors.margins: -Math.round(Theme.gap / 2) + 1
    color: "transparent"
    radius: Theme.radius + Theme.gap / 2
    border.width: Math.max(3, Math.round(Theme.gap / 2) - 2)
    border.color: Theme.ink
}
