pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Display

/* How many wait for each service here, and about how long. */
Item {
    id: table

    required property DisplayModel model
    readonly property real cap: table.model.measures.labelCap
    readonly property real peopleWidth: Theme.u(150)
    readonly property real minutesWidth: Theme.u(250)
    readonly property real head: table.cap * 4

    component Heading: Column {
        id: heading

        required property string text
        required property string english
        required property real cap

        spacing: heading.cap * 0.3

        TextBlock {
            width: parent.width
            text: heading.text
            size: Theme.sizeForCaps(heading.cap)
            horizontalAlignment: Text.AlignRight
            lineHeight: 1
        }
        TextBlock {
            width: parent.width
            text: heading.english
            size: Theme.sizeForCaps(heading.cap * 0.8)
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignRight
            lineHeight: 1
        }
    }

    /* As high as the room allows for a full page, so that a short one stands where a long one did. */
    readonly property real pitch: (table.height - table.head) / 4

    Row {
        objectName: "waitHead"
        width: parent.width

        Label {
            width: table.width - table.peopleWidth - table.minutesWidth
            text: qsTr("Menunggu")
            english: "Waiting"
            cap: table.cap
        }
        Heading {
            width: table.peopleWidth
            text: qsTr("orang")
            english: "people"
            cap: table.cap
        }
        Heading {
            width: table.minutesWidth
            text: qsTr("kira-kira")
            english: "about"
            cap: table.cap
        }
    }
    Column {
        y: table.head

        Repeater {
            model: table.model.beside.rows

            Item {
                id: line

                required property string service
                required property string agency
                required property int waiting
                required property string minutes

                objectName: "waitRow"
                width: table.width
                height: table.pitch

                Rectangle {
                    width: parent.width
                    height: Theme.u(2)
                    color: Theme.line
                }
                Column {
                    width: parent.width - table.peopleWidth - table.minutesWidth - Theme.u(24)
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.u(4)

                    TextBlock {
                        text: line.agency
                        width: parent.width
                        size: Theme.u(line.service === "" ? 50 : 34)
                        color: line.service === "" ? Theme.ink : Theme.inkSoft
                        strong: true
                        lineHeight: 1
                    }
                    TextBlock {
                        visible: text !== ""
                        text: line.service
                        width: parent.width
                        height: Math.min(implicitHeight, table.pitch - Theme.u(56))
                        size: Theme.u(44)
                        least: Theme.u(26)
                        lineHeight: 1.05
                    }
                }
                TextBlock {
                    width: table.peopleWidth
                    x: parent.width - table.peopleWidth - table.minutesWidth
                    text: line.waiting
                    size: Theme.u(72)
                    strong: true
                    horizontalAlignment: Text.AlignRight
                    lineHeight: 1
                    anchors.verticalCenter: parent.verticalCenter
                }
                TextBlock {
                    width: table.minutesWidth
                    x: parent.width - table.minutesWidth
                    text: line.minutes === "" ? "–" : line.minutes
                    size: Theme.u(54)
                    horizontalAlignment: Text.AlignRight
                    lineHeight: 1
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }
}
