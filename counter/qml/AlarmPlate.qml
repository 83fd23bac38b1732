import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/*
  The most urgent trouble of the hall, how many more there are, and the key that lists them all. Its
  words take two lines; what has no room even then stands in the list.
*/
T.AbstractButton {
    id: plate

    property string mood: "bad"
    property int more: 0
    property string keyName: "F4"
    property real size: Theme.small
    /* Beside other words on one ground of colour, without an edge of its own. */
    property bool bare: false
    /* What the words take on one line, and what there is for them. */
    readonly property real needed: words.implicitWidth
    readonly property real room: words.width
    readonly property color write: plate.mood === "bad" ? Theme.badInk : Theme.warnInk

    focusPolicy: Qt.NoFocus
    leftPadding: plate.bare ? 0 : Theme.space(2)
    rightPadding: plate.bare ? 0 : Theme.space(1.5)
    Accessible.name: plate.text
    implicitWidth: leftPadding + words.implicitWidth + aside.width + Theme.space(2) + rightPadding

    background: Rectangle {
        visible: !plate.bare
        radius: Theme.radius
        color: plate.mood === "bad" ? Theme.badSoft : Theme.warnSoft
        border.width: plate.hovered ? Theme.hairline : 0
        border.color: plate.write
    }
    contentItem: Item {
        TextBlock {
            id: words
            objectName: "trouble"
            width: parent.width - aside.width - Theme.space(2)
            height: parent.height
            text: plate.text
            size: plate.size
            strong: true
            lineHeight: 1
            maximumLineCount: 2
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
            color: plate.write
        }
        Row {
            id: aside
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space(1.5)

            TextBlock {
                objectName: "troublesMore"
                visible: plate.more > 0
                text: "+" + plate.more
                size: plate.size
                strong: true
                lineHeight: 1
                color: plate.write
                anchors.verticalCenter: parent.verticalCenter
            }
            KeyCap {
                text: plate.keyName
                size: Theme.u(12)
                ink: plate.write
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
