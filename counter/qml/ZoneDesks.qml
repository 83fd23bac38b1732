pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/* A zone's counters, to choose where to sit. A dot under a number: somebody sits there. */
Item {
    id: desks

    required property string zone
    required property string colour
    required property list<string> numbers
    required property list<string> taken
    property string chosen: ""
    readonly property real labelWidth: Theme.u(desks.width < Theme.u(480) ? 110 : 164)

    signal picked(number: string)

    implicitHeight: Math.max(name.height, picks.height)

    Row {
        id: name
        height: Theme.u(36)
        spacing: Theme.space(1.5)

        Rectangle {
            width: Theme.u(12)
            height: Theme.u(16)
            radius: Theme.radius / 3
            color: desks.colour
            border.width: Theme.hairline
            border.color: Theme.ink
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            width: desks.labelWidth - x
            text: desks.zone
            anchors.verticalCenter: parent.verticalCenter
            lineHeight: 1.1
            size: Theme.small
            strong: true
            color: Theme.inkSoft
        }
    }
    Flow {
        id: picks
        x: desks.labelWidth
        width: desks.width - x
        spacing: Theme.space(1.5)

        Repeater {
            model: desks.numbers

            T.AbstractButton {
                id: pick

                required property string modelData
                readonly property bool here: desks.chosen === pick.modelData
                readonly property bool used: desks.taken.includes(pick.modelData)

                implicitWidth: Theme.u(44)
                implicitHeight: Theme.u(36)
                focusPolicy: Qt.NoFocus
                onClicked: desks.picked(pick.modelData)
                Accessible.name: pick.modelData

                background: Rectangle {
                    radius: Theme.radius
                    color: pick.here ? Theme.accent : pick.used ? Theme.muted : Theme.surface
                    border.width: Theme.hairline
                    border.color: pick.here ? Theme.accent : Theme.line
                }
                contentItem: Item {
                    TextBlock {
                        anchors.centerIn: parent
                        text: pick.modelData
                        size: Theme.body
                        strong: true
                        lineHeight: 1
                        color: pick.here ? Theme.accentInk : Theme.ink
                    }
                    Rectangle {
                        visible: pick.used
                        width: Theme.u(16)
                        height: Theme.u(3)
                        radius: height / 2
                        anchors.horizontalCenter: parent.horizontalCenter
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: Theme.space(1)
                        color: pick.here ? Theme.accentInk : Theme.goodInk
                    }
                }
            }
        }
    }
}
