pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls
import Giliran.Counter

/* Below the officer's field: who may be meant. Arrows or the mouse choose, Enter takes. */
Panel {
    id: panel
    objectName: "officers"

    required property OfficerField who
    property bool compact: false
    readonly property real rowHeight: Theme.u(panel.compact ? 27 : 38)
    readonly property int count: rows.count

    signal taken

    implicitHeight: panel.count * panel.rowHeight + 2 * Theme.space(0.5)
    border.color: Theme.accent
    border.width: Theme.hairline

    Column {
        anchors.fill: parent
        anchors.margins: Theme.space(0.5)
        clip: true

        Repeater {
            id: rows
            model: panel.who.options

            T.AbstractButton {
                id: row

                required property int index
                required property string code
                required property string name

                objectName: "officer-" + row.index
                width: parent ? parent.width : 0
                height: panel.rowHeight
                focusPolicy: Qt.NoFocus
                text: row.name
                onClicked: {
                    panel.who.take(row.index);
                    panel.taken();
                }

                background: Rectangle {
                    radius: Theme.radius / 2
                    color: row.down || row.index === panel.who.marked ? Theme.accentSoft
                        : row.hovered ? Theme.background : Theme.surface
                    border.width: row.index === panel.who.marked ? Theme.hairline : 0
                    border.color: Theme.accent
                }
                contentItem: Item {
                    TextBlock {
                        x: Theme.space(1.5)
                        width: parent.width - 2 * x - (code.visible ? code.width + Theme.space(2) : 0)
                        height: parent.height
                        text: row.name
                        size: panel.compact ? Theme.small : Theme.body
                        least: Theme.u(11)
                        strong: true
                        lineHeight: 1
                        verticalAlignment: Text.AlignVCenter
                    }
                    TextBlock {
                        id: code
                        visible: row.code !== row.name
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.space(1.5)
                        anchors.verticalCenter: parent.verticalCenter
                        text: row.code
                        size: Theme.small
                        color: Theme.inkSoft
                        lineHeight: 1
                    }
                }
            }
        }
    }
}
