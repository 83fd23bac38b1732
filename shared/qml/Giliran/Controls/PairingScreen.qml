pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Pairing

/*
  In place of the app until a hub has let it in: six digits that a manager types at the hub, and
  the picture by which it is told from others. Everything grows with the window: on a TV the digits
  are read from across the room.
*/
FocusScope {
    id: screen

    required property PairingFace face
    readonly property bool wide: screen.width > screen.height * 1.15
    readonly property bool tiny: screen.width < Theme.u(760) || screen.height < Theme.u(430)
    readonly property real s: screen.tiny ? Math.min(screen.width / 400, screen.height / 200)
        : screen.wide ? Math.min(screen.width / 1920, screen.height / 1080)
        : Math.min(screen.width / 1080, screen.height / 1920)
    readonly property bool coded: screen.face.stage === "code"
    readonly property bool noted: (screen.face.note[0] ?? "") !== ""

    component Pair: Column {
        id: pair

        property list<string> words: ["", ""]
        property real size: 40 * screen.s
        property bool strong: false
        property color ink: Theme.ink
        property int align: Text.AlignLeft

        TextBlock {
            width: pair.width
            text: pair.words[0] ?? ""
            visible: text !== ""
            size: pair.size
            strong: pair.strong
            color: pair.ink
            lineHeight: 1.05
            horizontalAlignment: pair.align
        }
        TextBlock {
            width: pair.width
            text: pair.words[1] ?? ""
            visible: text !== ""
            size: pair.size * 0.72
            color: pair.ink === Theme.ink ? Theme.inkSoft : pair.ink
            lineHeight: 1.05
            horizontalAlignment: pair.align
        }
    }
    component Command: Rectangle {
        id: box

        property real size: 48 * screen.s

        width: words.implicitWidth + box.size
        height: words.implicitHeight + box.size * 0.6
        radius: Theme.radius / 2
        color: Theme.ink

        TextBlock {
            id: words
            objectName: "command"
            anchors.centerIn: parent
            text: screen.face.command
            size: box.size
            strong: true
            color: Theme.background
            wrapMode: Text.NoWrap
            lineHeight: 1
        }
    }
    component Digits: TextBlock {
        objectName: "digits"
        text: screen.face.digits
        minimumPixelSize: 10
        fontSizeMode: Text.Fit
        strong: true
        lineHeight: 1
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.StaticText
        Accessible.name: screen.face.digitsAloud
    }
    component TimeBar: Rectangle {
        id: bar

        height: 16 * screen.s
        radius: bar.height / 2
        color: Theme.muted
        border.width: Theme.hairline
        border.color: Theme.line

        Rectangle {
            objectName: "timeBar"
            width: Math.max(parent.height, parent.width * screen.face.partLeft)
            height: parent.height
            radius: parent.radius
            color: Theme.accent
        }
    }

    component NotePlate: Rectangle {
        id: plate

        height: note.height + 32 * screen.s
        radius: Theme.radius
        color: Theme.warnSoft
        border.width: Theme.hairline
        border.color: Theme.warnInk

        Pair {
            id: note
            objectName: plate.visible ? "pairingNote" : ""
            x: 26 * screen.s
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            words: screen.face.note
            size: 34 * screen.s
            ink: Theme.warnInk
            strong: true
        }
    }

    /* What is under it is not to be touched. */
    Rectangle {
        anchors.fill: parent
        color: Theme.background

        MouseArea {
            anchors.fill: parent
        }
    }

    Loader {
        anchors.fill: parent
        active: !screen.tiny && screen.coded
        sourceComponent: large
    }
    Loader {
        anchors.fill: parent
        active: screen.tiny && screen.coded
        sourceComponent: small
    }
    Loader {
        anchors.fill: parent
        active: !screen.coded && screen.face.stage !== ""
        focus: active
        sourceComponent: said
    }

    Component {
        id: large

        Item {
            readonly property real edge: (screen.wide ? 90 : 70) * screen.s

            Column {
                id: page
                x: parent.edge
                y: 54 * screen.s
                width: parent.width - 2 * x
                spacing: (screen.wide ? 34 : 64) * screen.s

                Item {
                    width: parent.width
                    height: Math.max(title.height, who.height)

                    Pair {
                        id: title
                        objectName: "pairingTitle"
                        width: parent.width * (screen.wide ? 0.55 : 0.62)
                        words: screen.face.title
                        size: (screen.wide ? 66 : 56) * screen.s
                        strong: true
                    }
                    Column {
                        id: who
                        anchors.right: parent.right
                        width: parent.width * (screen.wide ? 0.43 : 0.36)

                        TextBlock {
                            objectName: "pairingName"
                            width: parent.width
                            text: screen.face.name
                            size: (screen.wide ? 60 : 56) * screen.s
                            strong: true
                            horizontalAlignment: Text.AlignRight
                        }
                        TextBlock {
                            objectName: "pairingSite"
                            width: parent.width
                            text: screen.face.site
                            size: 32 * screen.s
                            color: Theme.inkSoft
                            horizontalAlignment: Text.AlignRight
                        }
                    }
                }
                NotePlate {
                    visible: !screen.wide && screen.noted
                    width: parent.width
                }
                Grid {
                    width: parent.width
                    columns: screen.wide ? 2 : 1
                    columnSpacing: 60 * screen.s
                    rowSpacing: page.spacing

                    Column {
                        width: screen.wide ? parent.width * 0.46 : parent.width
                        spacing: 20 * screen.s

                        Pair {
                            width: parent.width
                            words: screen.face.typing
                        }
                        Command {}
                        NotePlate {
                            visible: screen.wide && screen.noted
                            width: parent.width
                        }
                    }
                    Column {
                        width: screen.wide ? parent.width * 0.5 : parent.width
                        spacing: 20 * screen.s

                        Pair {
                            width: parent.width
                            words: screen.face.comparing
                        }
                        PairingSigns {
                            objectName: "picture"
                            signs: screen.face.signs
                            size: (screen.wide ? 126 : 150) * screen.s
                            least: 22 * screen.s
                        }
                    }
                }
            }
            Grid {
                id: entering
                x: parent.edge
                y: page.y + page.height + page.spacing * 0.7
                width: parent.width - 2 * x
                height: foot.y - y - page.spacing * 0.5
                columns: screen.wide ? 2 : 1
                verticalItemAlignment: Grid.AlignVCenter

                Pair {
                    id: third
                    width: screen.wide ? parent.width * 0.2 : parent.width
                    words: screen.face.entering
                }
                Digits {
                    width: screen.wide ? parent.width * 0.79 : parent.width
                    height: screen.wide ? parent.height : parent.height - third.height
                    verticalAlignment: Text.AlignVCenter
                    size: Math.min((screen.wide ? 330 : 224) * screen.s, height * 0.8)
                }
            }
            Column {
                id: foot
                x: parent.edge
                width: parent.width - 2 * x
                anchors.bottom: parent.bottom
                anchors.bottomMargin: (screen.wide ? 40 : 60) * screen.s
                spacing: 14 * screen.s

                TimeBar {
                    width: parent.width
                }
                Item {
                    width: parent.width
                    height: Math.max(left.height, other.visible ? other.height : 0)

                    Column {
                        id: left
                        anchors.verticalCenter: parent.verticalCenter

                        TextBlock {
                            objectName: "timeLeft"
                            text: screen.face.timeLeft[0] ?? ""
                            size: 34 * screen.s
                        }
                        TextBlock {
                            text: screen.face.timeLeft[1] ?? ""
                            size: 25 * screen.s
                            color: Theme.inkSoft
                        }
                    }
                    BigButton {
                        id: other
                        objectName: "otherHub"
                        visible: (screen.face.otherHub[0] ?? "") !== ""
                        anchors.right: parent.right
                        width: Math.min(implicitWidth, parent.width * 0.55)
                        height: Math.max(implicitHeight, Theme.target)
                        kind: "plain"
                        size: 30 * screen.s
                        least: 18 * screen.s
                        text: screen.face.otherHub[0] ?? ""
                        onClicked: screen.face.chooseAgain()
                    }
                }
            }
        }
    }
    Component {
        id: small

        Item {
            Column {
                anchors.centerIn: parent
                width: 376 * screen.s
                spacing: 4 * screen.s

                TextBlock {
                    width: parent.width
                    text: screen.noted ? screen.face.note[0] : screen.face.title[0] + " · " + screen.face.name
                    size: 13 * screen.s
                    least: 10 * screen.s
                    height: 18 * screen.s
                    lineHeight: 1
                    strong: true
                    color: screen.noted ? Theme.warnInk : Theme.ink
                }
                PairingSigns {
                    objectName: "picture"
                    anchors.horizontalCenter: parent.horizontalCenter
                    signs: screen.face.signs
                    size: 32 * screen.s
                    least: 11 * screen.s
                    room: 2.6
                    english: false
                }
                Digits {
                    width: parent.width
                    height: 66 * screen.s
                    size: 54 * screen.s
                }
                TimeBar {
                    width: parent.width
                    height: 6 * screen.s
                }
                Row {
                    anchors.horizontalCenter: parent.horizontalCenter
                    spacing: 8 * screen.s

                    TextBlock {
                        anchors.verticalCenter: parent.verticalCenter
                        text: "1."
                        size: 13 * screen.s
                    }
                    Command {
                        size: 14 * screen.s
                    }
                }
            }
        }
    }
    Component {
        id: said

        Item {
            Column {
                anchors.centerIn: parent
                width: parent.width - 2 * (screen.tiny ? 12 : 90) * screen.s
                spacing: (screen.tiny ? 6 : 40) * screen.s

                Icon {
                    visible: !screen.tiny && screen.face.stage !== "asking"
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: screen.face.stage === "connected" ? "check" : "warning"
                    size: 170 * screen.s
                    tint: screen.face.stage === "connected" ? Theme.goodInk : Theme.warnInk
                }
                Pair {
                    objectName: "pairingTitle"
                    width: parent.width
                    words: screen.face.title
                    size: (screen.tiny ? 22 : 84) * screen.s
                    strong: true
                    align: Text.AlignHCenter
                }
                TextBlock {
                    objectName: "pairingName"
                    visible: screen.face.stage === "connected"
                    width: parent.width
                    text: screen.face.name
                    size: (screen.tiny ? 34 : 150) * screen.s
                    strong: true
                    horizontalAlignment: Text.AlignHCenter
                }
                Pair {
                    objectName: "pairingMore"
                    width: parent.width
                    words: screen.face.more
                    size: (screen.tiny ? 12 : 46) * screen.s
                    align: Text.AlignHCenter
                }
                Pair {
                    objectName: "pairingNote"
                    width: parent.width
                    visible: screen.face.stage === "asking" && screen.noted
                    words: screen.face.note
                    size: (screen.tiny ? 12 : 40) * screen.s
                    ink: Theme.warnInk
                    align: Text.AlignHCenter
                }
                BigButton {
                    objectName: "pairAgain"
                    visible: screen.face.stage === "revoked"
                    focus: visible
                    anchors.horizontalCenter: parent.horizontalCenter
                    kind: "primary"
                    size: (screen.tiny ? 14 : 44) * screen.s
                    least: (screen.tiny ? 12 : 30) * screen.s
                    text: (screen.face.again[0] ?? "") + " · " + (screen.face.again[1] ?? "")
                    height: Math.max(Theme.target, 2.2 * size)
                    keyHint: Theme.look === "kiosk" ? "" : "Enter"
                    onClicked: screen.face.pairAgain()
                }
            }
        }
    }
}
