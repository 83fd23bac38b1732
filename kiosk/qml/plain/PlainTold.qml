pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls
import Giliran.Kiosk

/*
  What a plain screen says: hall and time, the question, and the sentences that belong to it, in
  `room` at most. `filled`: it fills its room, for nothing there may be touched.
*/
Item {
    id: told

    required property PlainScene scene
    required property Access access
    required property string hall
    required property string clock
    required property real room
    property bool filled: false
    /* A key beside the question, which must be within reach as well. */
    readonly property bool hears: access.easy && access.canSpeak && !filled && !mute
    /* Nothing is spoken here, whatever the modes. */
    property bool mute: false
    /* All of the screen in words, for ears. */
    property string aloud: ""
    /* Where the keys stop to have it said again. */
    property alias whole: whole
    /* Beside a keyboard on a low screen: the question and what is typed, no more. */
    property bool tight: false
    /* Even the smallest letters leave no room for all that is to be said. */
    readonly property bool over: words !== "" && body.least > free
    /* Hall and time alone. */
    readonly property real head: tight ? 0 : line.height + Theme.space(2)
    readonly property string words: (told.scene?.says ?? []).join("\n")
    readonly property real free: told.room - head - title.height - Theme.space(2)
        - (number.visible ? number.height + Theme.space(1) : 0) - (field.visible ? field.height + Theme.space(2) : 0)
        - (told.filled ? 2 * Theme.space(3) : 0)
    readonly property real used: title.height + (number.visible ? number.height + Theme.space(1) : 0)
        + (told.words !== "" && !told.over ? says.height + Theme.space(2) : 0) + (field.visible ? field.height + Theme.space(2) : 0)

    height: filled ? room : head + used

    /*
      Sizes that are tried: text that fits itself into a height takes no notice of the distance
      between its lines.
    */
    component Fitting: Item {
        id: fitting

        required property var sizes
        required property real room
        property string text: ""
        property bool strong: false
        /* The largest of these sizes at which all of the text has its room. */
        readonly property real chosen: {
            for (let place = 0; place < probes.count; ++place)
                if (fitting.at(place) <= fitting.room)
                    return fitting.sizes[place];
            return fitting.sizes[fitting.sizes.length - 1];
        }
        readonly property real least: at(probes.count - 1)

        /* A word that is wider than its line fits at no height, as long as it can be smaller. */
        function at(place: int): real {
            const probe = probes.itemAt(place) as TextBlock;
            if (probe && place < probes.count - 1 && probe.contentWidth > fitting.width)
                return Infinity;
            return probe?.implicitHeight ?? 0;
        }

        visible: false

        Repeater {
            id: probes
            model: fitting.sizes.length

            TextBlock {
                required property int index

                width: fitting.width
                text: fitting.text
                size: fitting.sizes[index] ?? Theme.small
                strong: fitting.strong
                lineHeight: fitting.strong ? 1.02 : 1.12
            }
        }
    }

    Fitting {
        id: body
        width: says.width
        text: told.words
        room: told.free
        sizes: (told.filled ? [Theme.title] : []).concat([Theme.lead, Theme.body, Theme.small])
    }
    Fitting {
        id: top
        width: question.width
        text: question.text
        strong: true
        room: told.room * 0.5
        sizes: (told.tight ? [] : question.text.length > 40 ? [Theme.title] : [Theme.headline, Theme.title]).concat([Theme.lead, Theme.body, Theme.small])
    }
    Item {
        id: line
        visible: !told.tight
        width: parent.width
        height: Math.max(hallName.height, time.height)

        TextBlock {
            id: hallName
            width: parent.width - time.width - Theme.space(2)
            text: told.hall
            size: Theme.small
            strong: true
            lineHeight: 1
            color: Theme.accent
        }
        TextBlock {
            id: time
            anchors.right: parent.right
            text: told.clock
            size: Theme.small
            strong: true
            lineHeight: 1
        }
    }
    Panel {
        visible: told.filled
        y: told.head
        width: parent.width
        height: parent.height - y
        color: Theme.accentSoft
        border.color: Theme.accent
    }
    Column {
        id: column
        readonly property real side: told.filled ? Theme.space(3) : 0

        x: side
        y: told.head + (told.filled ? Math.max(side, (told.height - told.head - height) / 2) : 0)
        width: parent.width - 2 * side
        spacing: 0

        Row {
            id: title
            width: parent.width
            spacing: Theme.space(2)

            Icon {
                id: sign
                name: told.scene?.symbol ?? ""
                size: Theme.headline
                tint: Theme.accent
            }
            TextBlock {
                id: question
                objectName: "heading"
                Accessible.role: Accessible.Heading
                Accessible.name: text
                width: parent.width - (sign.visible ? sign.width + parent.spacing : 0) - (hear.visible ? hear.width + parent.spacing : 0)
                text: told.scene?.heading ?? ""
                size: top.chosen
                strong: true
                lineHeight: 1.02
            }
            BigButton {
                id: hear
                objectName: "hear"
                visible: told.hears
                symbol: "loudspeaker"
                Accessible.name: qsTr("Dengarkan")
                onClicked: told.access.say([told.scene.heading, told.scene.number].concat(told.scene.says).filter(each => each !== "").join(". "))
            }
        }
        TextBlock {
            id: number
            objectName: "number"
            visible: text !== ""
            width: parent.width
            height: Math.min(Theme.number * 1.1, told.room * (told.filled ? 0.34 : 0.45))
            text: told.scene?.number ?? ""
            size: height / 1.1
            least: Theme.headline
            strong: true
            tabular: false
            lineHeight: 1
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
        Item {
            visible: told.words !== "" && !told.over
            width: parent.width
            height: says.height + Theme.space(2)

            TextBlock {
                id: says
                objectName: "says"
                Accessible.role: Accessible.StaticText
                Accessible.name: text
                y: Theme.space(2)
                width: parent.width
                text: told.words
                size: body.chosen
            }
        }
        Item {
            id: field
            visible: (told.scene?.keyboard ?? "") !== ""
            width: parent.width
            height: Theme.target + Theme.space(2)

            Rectangle {
                y: Theme.space(2)
                width: parent.width
                height: Theme.target
                radius: Theme.radius
                color: Theme.surface
                border.width: 2 * Theme.hairline
                border.color: Theme.accent

                TextBlock {
                    objectName: "typed"
                    x: Theme.space(3)
                    width: parent.width - 2 * x
                    anchors.verticalCenter: parent.verticalCenter
                    text: told.scene?.typed ? told.scene.typed + "|" : told.scene?.hint ?? ""
                    size: told.scene?.typed ? Theme.title : Theme.body
                    height: Math.min(implicitHeight, parent.height)
                    least: Theme.small
                    strong: (told.scene?.typed ?? "") !== ""
                    lineHeight: 1
                    color: told.scene?.typed ? Theme.ink : Theme.inkSoft
                }
            }
        }
    }
    T.AbstractButton {
        id: whole
        objectName: "told"
        visible: told.access.spoken && !told.mute
        x: -Theme.space(1.5)
        y: told.head - Theme.space(0.75)
        z: -1
        width: parent.width - 2 * x
        height: Math.max(Theme.u(1), parent.height - told.head) + Theme.space(2)
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.StaticText
        Accessible.name: told.aloud
        Accessible.description: told.scene ? told.scene.number || told.scene.typed || told.scene.heading : ""
        onClicked: told.access.sayAgain()

        FocusMark {
            shown: whole.visualFocus
        }
    }
}
