import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/* A row of one of the three lists: its ground, and the mark at its left. */
T.AbstractButton {
    id: row

    property bool marked: false
    property bool active: false
    property real inner: Theme.space(3)

    focusPolicy: Qt.NoFocus

    background: Rectangle {
        color: row.down || (row.marked && row.active) ? Theme.accentSoft
            : row.hovered ? Theme.background : Theme.surface

        Rectangle {
            visible: row.marked && row.active
            width: Theme.u(4)
            height: parent.height
            color: Theme.accent
        }
        Rectangle {
            x: row.inner
            width: parent.width - 2 * x
            height: Theme.hairline
            anchors.bottom: parent.bottom
            color: Theme.muted
        }
    }
}
