pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls
import Giliran.Counter
import ".."

/* What comes to this desk by itself. A row about a ticket brings that ticket onto the card. */
Panel {
    id: panel

    required property InformationDesk desk
    property bool low: false
    readonly property int count: list.count

    readonly property real needed: list.count > 0 ? Theme.u(1000) : nothing.y + nothing.height + Theme.space(3)

    signal picked(ticket: string)
    signal pressed(key: string)

    TextBlock {
        id: heading
        x: Theme.space(panel.low ? 3 : 5)
        y: Theme.space(panel.low ? 1 : 2.5)
        text: qsTr("Perlu ditangani") + (list.count > 0 ? " (" + list.count + ")" : "")
        size: panel.low ? Theme.small : Theme.body
        strong: true
        lineHeight: panel.low ? 1 : 1.12
    }
    TextBlock {
        id: nothing
        objectName: "alarmsNone"
        visible: list.count === 0
        x: heading.x
        y: heading.y + heading.height + Theme.space(2)
        width: parent.width - 2 * x
        text: qsTr("Tidak ada. Semua alat baik, semua kertas keluar.")
        color: Theme.inkSoft
    }
    WholeList {
        id: list
        objectName: "alarms"
        anchors.fill: parent
        anchors.margins: Theme.hairline
        anchors.bottomMargin: Theme.radius
        anchors.topMargin: heading.y + heading.height + Theme.space(1)
        indent: heading.x
        model: panel.desk.alarms
        delegate: T.AbstractButton {
            id: row

            required property string words
            required property string todo
            required property string mood
            required property string ticket
            required property string key

            width: list.rowWidth
            implicitHeight: said.height + Theme.space(2)
            focusPolicy: Qt.NoFocus
            enabled: row.key !== "" || row.ticket !== ""
            Accessible.name: row.words
            onClicked: {
                if (row.key !== "")
                    panel.pressed(row.key);
                else
                    panel.picked(row.ticket);
            }

            background: Rectangle {
                color: row.down ? Theme.accentSoft : row.hovered ? Theme.background : Theme.surface
            }
            contentItem: Item {
                Rectangle {
                    x: heading.x
                    width: Theme.u(8)
                    height: width
                    radius: width / 2
                    y: said.y + Theme.u(5)
                    color: row.mood === "bad" ? Theme.badInk : Theme.warnInk
                }
                KeyCap {
                    id: cap
                    x: parent.width - width - heading.x
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.key
                    size: Theme.u(12)
                    ink: Theme.inkSoft
                }
                Column {
                    id: said
                    x: heading.x + Theme.u(18)
                    width: cap.x - x - Theme.space(2)
                    anchors.verticalCenter: parent.verticalCenter

                    TextBlock {
                        width: parent.width
                        text: row.words
                        size: Theme.small
                        strong: true
                        lineHeight: 1.05
                        color: row.mood === "bad" ? Theme.badInk : Theme.warnInk
                    }
                    TextBlock {
                        visible: text !== ""
                        width: parent.width
                        text: row.todo
                        size: Theme.small
                        lineHeight: 1.05
                        color: Theme.inkSoft
                    }
                }
            }
        }
    }
}
