pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Display

/*
  How many wait for each service here, and about how long: all of it in letters that the last chair
  reads, so few services stand on a page (display/beside.py knows how many have room).
*/
Item {
    id: table

    required property DisplayModel model
    readonly property real em: Theme.sizeForCaps(table.model.measures.noteCap)
    readonly property real peopleWidth: table.em * 3.4
    readonly property real minutesWidth: table.em * 4.9

    component Pair: Column {
        id: pair

        required property string text
        required property string english
        property bool strong: false
        property int side: Text.AlignRight

        TextBlock {
            objectName: "waitWord"
            width: parent.width
            text: pair.text
            size: table.em
            strong: pair.strong
            horizontalAlignment: pair.side
            wrapMode: Text.NoWrap
            lineHeight: 1
        }
        TextBlock {
            objectName: "waitWord"
            visible: text !== ""
            width: parent.width
            text: pair.english
            size: table.em
            color: Theme.inkSoft
            horizontalAlignment: pair.side
            wrapMode: Text.NoWrap
            lineHeight: 1
        }
    }

    Row {
        id: head
        objectName: "waitHead"
        width: parent.width
        height: table.em * 2.6

        Pair {
            width: table.width - table.peopleWidth - table.minutesWidth
            text: qsTr("Menunggu")
            english: "Waiting"
            strong: true
            side: Text.AlignLeft
        }
        Pair {
            width: table.peopleWidth
            text: qsTr("orang")
            english: "people"
        }
        Pair {
            width: table.minutesWidth
            text: qsTr("kira-kira")
            english: "about"
        }
    }
    Column {
        anchors.top: head.bottom
        width: parent.width

        Repeater {
            model: table.model.beside.rows

            Column {
                id: line

                required property string service
                required property string english
                required property string agency
                required property int waiting
                required property string minutes
                required property string minutes_english

                objectName: "waitRow"
                width: table.width

                Rectangle {
                    width: parent.width
                    height: Theme.u(2)
                    color: Theme.line
                }
                Item {
                    width: 1
                    height: table.em * 0.2
                }
                Row {
                    height: table.em * 2.3

                    TextBlock {
                        objectName: "waitAgency"
                        text: line.agency
                        width: table.width - table.peopleWidth - table.minutesWidth
                        height: parent.height
                        size: table.em
                        least: table.em * 0.9
                        color: line.service === "" ? Theme.ink : Theme.inkSoft
                        strong: true
                        lineHeight: 1
                        verticalAlignment: Text.AlignVCenter
                    }
                    TextBlock {
                        width: table.peopleWidth
                        text: line.waiting
                        size: table.em * 1.5
                        strong: true
                        horizontalAlignment: Text.AlignRight
                        lineHeight: 1
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Pair {
                        width: table.minutesWidth
                        text: line.minutes === "" ? "–" : line.minutes
                        english: line.minutes_english === line.minutes ? "" : line.minutes_english
                        anchors.verticalCenter: parent.verticalCenter
                    }
                }
                TextBlock {
                    objectName: "waitService"
                    visible: text !== ""
                    text: line.service
                    width: parent.width
                    size: table.em
                    lineHeightMode: Text.FixedHeight
                    lineHeight: table.em * 1.15
                }
                TextBlock {
                    objectName: "waitEnglish"
                    visible: text !== ""
                    text: line.english
                    width: parent.width
                    size: table.em
                    color: Theme.inkSoft
                    lineHeightMode: Text.FixedHeight
                    lineHeight: table.em * 1.15
                }
                Item {
                    width: 1
                    height: table.em * 0.3
                }
            }
        }
    }
}
