import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/* A ticket that may be the one: number, what for, when and where it was taken, how it stands. */
T.AbstractButton {
    id: row

    required property string ticket
    required property string number
    required property string service
    required property string agency
    required property string taken
    required property string standing
    required property string mood
    required property string marks
    required property string paper
    required property bool marked
    property bool narrow: false
    property bool armed: false
    readonly property color ink: row.mood === "bad" ? Theme.badInk : row.mood === "warn" ? Theme.warnInk
        : row.mood === "good" ? Theme.goodInk : Theme.ink
    readonly property real inner: Theme.space(row.narrow ? 2 : 4)

    signal picked(ticket: string)

    implicitHeight: words.height + Theme.space(row.narrow ? 2 : 3)
    focusPolicy: Qt.NoFocus
    onClicked: row.picked(row.ticket)
    Accessible.name: row.number

    background: Rectangle {
        color: row.down || row.marked ? Theme.accentSoft : row.hovered ? Theme.background : Theme.surface

        Rectangle {
            visible: row.marked
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
    contentItem: Item {
        TextBlock {
            id: number
            x: row.inner
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.u(row.narrow ? 60 : 78)
            text: row.number
            size: row.narrow ? Theme.body : Theme.title
            strong: true
            lineHeight: 1
        }
        Column {
            id: words
            x: number.x + number.width + Theme.space(2)
            width: aside.x - x - Theme.space(2)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space(0.5)

            TextBlock {
                width: parent.width
                text: row.service + (row.agency === "" || row.narrow ? "" : " · " + row.agency)
                size: row.narrow ? Theme.small : Theme.body
                strong: true
                lineHeight: 1.05
            }
            TextBlock {
                width: parent.width
                text: row.narrow ? row.taken.replace(/^\D+(?=\d)/, "") : row.taken
                size: Theme.small
                lineHeight: 1.05
                color: Theme.inkSoft
            }
            TextBlock {
                visible: row.narrow
                width: parent.width
                text: row.standing + (row.mood === "bad" ? " !" : "") + (row.paper === "" ? "" : " · " + row.paper)
                size: Theme.small
                strong: row.mood !== "plain" || row.paper !== ""
                lineHeight: 1.05
                color: row.ink
            }
            TextBlock {
                visible: text !== ""
                width: parent.width
                text: row.marks
                size: Theme.small
                strong: true
                lineHeight: 1.05
            }
        }
        Column {
            id: aside
            visible: !row.narrow
            width: row.narrow ? 0 : Math.round(row.width * 0.29)
            x: parent.width - width - row.inner
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space(1)

            TextBlock {
                width: parent.width
                text: row.standing + (row.mood === "bad" ? " !" : "")
                size: Theme.small
                strong: row.mood !== "plain"
                lineHeight: 1.05
                horizontalAlignment: Text.AlignRight
                color: row.ink
            }
            Badge {
                visible: row.paper !== ""
                anchors.right: parent.right
                text: row.paper
                mood: "warn"
                size: Theme.u(12)
            }
        }
    }
}
