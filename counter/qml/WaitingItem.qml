import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/* Somebody in line. Pressing it calls them out of order, after asking why. */
T.AbstractButton {
    id: row

    required property string ticket
    required property string place
    required property string number
    required property string service
    required property string agency
    required property string waited
    required property string call
    required property string head
    required property string marks
    required property string note
    required property string mood
    required property string moodWords
    required property bool isNext
    property bool narrow: false
    property bool foretells: false
    readonly property string below: [row.marks, row.narrow ? row.head : "", row.note].filter(one => one !== "").join(" · ")
    property real numberAt: 0
    property real serviceAt: 0
    property real callAt: 0
    property real timeAt: 0

    signal picked(id: string)

    implicitHeight: Math.max(Theme.u(36), words.height + Theme.space(3), lasted.height + Theme.space(3))
    focusPolicy: Qt.NoFocus
    onClicked: row.picked(row.ticket)
    Accessible.name: row.number

    background: Rectangle {
        color: row.down ? Theme.accentSoft : row.hovered ? Theme.background : Theme.surface

        Rectangle {
            visible: row.isNext
            width: Theme.u(4)
            height: parent.height
            color: Theme.accent
        }
        Rectangle {
            x: Theme.space(4)
            width: parent.width - 2 * x
            height: Theme.hairline
            anchors.bottom: parent.bottom
            color: Theme.muted
        }
    }
    contentItem: Item {
        TextBlock {
            visible: !row.narrow
            x: row.numberAt - width - Theme.space(3)
            anchors.verticalCenter: parent.verticalCenter
            text: row.place
            size: Theme.small
            color: Theme.inkSoft
            lineHeight: 1
        }
        TextBlock {
            x: row.numberAt
            anchors.verticalCenter: parent.verticalCenter
            text: row.number
            size: row.narrow ? Theme.body : Theme.lead
            strong: true
            lineHeight: 1
            color: row.note === "" || row.isNext ? Theme.ink : Theme.inkSoft
        }
        Column {
            id: words
            x: row.serviceAt
            width: row.callAt - x - Theme.space(3)
            anchors.verticalCenter: parent.verticalCenter

            TextBlock {
                width: parent.width
                text: row.service + (row.agency === "" ? "" : " · " + row.agency)
                size: Theme.small
                lineHeight: 1.1
            }
            TextBlock {
                visible: text !== ""
                width: parent.width
                text: row.below
                size: Theme.small
                strong: true
                lineHeight: 1.1
            }
        }
        TextBlock {
            objectName: "call"
            visible: row.foretells
            x: row.callAt
            anchors.verticalCenter: parent.verticalCenter
            text: row.call
            size: Theme.small
            color: Theme.inkSoft
            lineHeight: 1
        }
        /* Against the target wait: a colour, and the words for it where there is something to say. */
        Rectangle {
            x: row.timeAt - Theme.space(1.5)
            anchors.verticalCenter: parent.verticalCenter
            width: lasted.width + 2 * Theme.space(1.5)
            height: lasted.height + Theme.space(1.5)
            radius: Theme.radius / 2
            color: row.mood === "bad" ? Theme.badSoft : row.mood === "warn" ? Theme.warnSoft
                : row.mood === "good" ? Theme.goodSoft : "transparent"
        }
        Column {
            id: lasted
            x: row.timeAt
            anchors.verticalCenter: parent.verticalCenter

            TextBlock {
                text: row.waited
                size: row.narrow ? Theme.small : Theme.body
                strong: row.mood === "bad"
                wrapMode: Text.NoWrap
                color: row.mood === "bad" ? Theme.badInk : row.mood === "good" ? Theme.goodInk : Theme.ink
                lineHeight: 1
            }
            TextBlock {
                visible: text !== ""
                text: row.narrow ? row.moodWords.split(" ")[0] : row.moodWords
                size: Theme.u(row.narrow ? 10 : 11)
                wrapMode: Text.NoWrap
                color: row.mood === "bad" ? Theme.badInk : Theme.warnInk
                lineHeight: 1.1
            }
        }
        TextBlock {
            visible: !row.narrow
            x: parent.width - width - Theme.space(4)
            anchors.verticalCenter: parent.verticalCenter
            text: row.head
            size: Theme.body
            lineHeight: 1
        }
    }
}
