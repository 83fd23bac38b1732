pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/* Tickets out of the line, the key that asks for them, and what stands there when there are none. */
Panel {
    id: panel

    property string title: ""
    property string keyName: ""
    property string empty: ""
    required property QtObject rows

    signal picked(ticket: string)

    TextBlock {
        id: heading
        x: Theme.space(3)
        y: Theme.space(2)
        text: panel.title + (list.count > 0 ? " (" + list.count + ")" : "")
        size: Theme.body
        strong: true
    }
    KeyCap {
        visible: panel.keyName !== "" && list.count > 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.space(2)
        anchors.verticalCenter: heading.verticalCenter
        text: panel.keyName
        size: Theme.u(12)
        ink: Theme.inkSoft
    }
    TextBlock {
        visible: list.count === 0
        x: Theme.space(3)
        y: heading.y + heading.height + Theme.space(2)
        width: parent.width - 2 * x
        text: panel.empty
        size: Theme.small
        color: Theme.inkSoft
    }
    WholeList {
        id: list
        anchors.fill: parent
        anchors.margins: Theme.hairline
        anchors.bottomMargin: Theme.radius
        anchors.topMargin: heading.y + heading.height + Theme.space(1)
        indent: Theme.space(3)
        model: panel.rows
        delegate: T.AbstractButton {
            id: row

            required property string ticket
            required property string number
            required property string service
            required property string note

            width: list.rowWidth
            implicitHeight: words.height + Theme.space(2)
            focusPolicy: Qt.NoFocus
            onClicked: panel.picked(row.ticket)
            Accessible.name: row.number

            background: Rectangle {
                anchors.fill: parent
                anchors.margins: Theme.hairline
                color: row.down ? Theme.accentSoft : row.hovered ? Theme.background : Theme.surface
            }
            contentItem: Item {
                Column {
                    id: words
                    x: Theme.space(3)
                    width: parent.width - 2 * x
                    anchors.verticalCenter: parent.verticalCenter

                    Item {
                        width: parent.width
                        height: number.height

                        TextBlock {
                            id: number
                            text: row.number
                            size: Theme.body
                            strong: true
                            lineHeight: 1.1
                        }
                        TextBlock {
                            anchors.right: parent.right
                            anchors.baseline: number.baseline
                            text: row.note
                            size: Theme.small
                            color: Theme.inkSoft
                            lineHeight: 1.1
                        }
                    }
                    TextBlock {
                        width: parent.width
                        text: row.service
                        size: Theme.small
                        color: Theme.inkSoft
                        lineHeight: 1.1
                    }
                }
            }
        }
    }
}
