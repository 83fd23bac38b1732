pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls

/*
  One thing to choose, or to read: a picture, a title, what more there is to say. `stacked` puts
  the picture above a short title. Its `natural` height has room for all its words.
*/
T.AbstractButton {
    id: choice

    required property var row
    property bool stacked: false
    property bool spares: false
    property bool narrow: false
    /* Which of the choices it is: "3 dari 12". */
    property string position: ""
    readonly property bool reads: row.kind === "text"
    readonly property bool primary: row.kind === "primary"
    readonly property bool danger: row.kind === "danger"
    readonly property bool ready: row.available ?? true
    readonly property bool ticks: row.checked !== undefined
    readonly property bool painted: (row.colour ?? "") !== "" && choice.ready && !Theme.contrast
    readonly property bool crowd: choice.ready && !choice.narrow && (row.waiting ?? -1) >= 0
    readonly property color write: primary ? Theme.accentInk : danger ? Theme.badInk : ready ? Theme.ink : Theme.inkSoft
    readonly property color tint: primary ? Theme.accentInk : danger ? Theme.badInk : ready ? Theme.accent : Theme.inkSoft
    readonly property real inner: width - leftPadding - rightPadding
    readonly property real mark: sign.name === "" || (choice.narrow && !choice.stacked) ? 0 : choice.stacked ? Theme.u(132) : Theme.u(68)
    readonly property real tail: (choice.ticks ? box.width + Theme.space(2) : 0)
        + (!choice.stacked && choice.crowd ? people.width + Theme.space(2) : 0)
    readonly property real natural: choice.reads ? words.height + topPadding + bottomPadding
        : Math.max(Theme.target, (choice.stacked ? choice.mark + Theme.space(1) + words.height
            : Math.max(choice.mark, words.height)) + topPadding + bottomPadding)

    leftPadding: choice.reads ? 0 : Theme.space(2)
    rightPadding: leftPadding
    topPadding: Theme.space(choice.reads ? 0.5 : 1.5)
    bottomPadding: topPadding
    enabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: choice.reads ? Accessible.StaticText : choice.ticks ? Accessible.CheckBox : Accessible.Button
    Accessible.name: [row.title, row.detail ?? "", choice.crowd ? people.said : ""].filter(each => each !== "").join(", ")
    Accessible.description: choice.position
    Accessible.checkable: choice.ticks
    Accessible.checked: row.checked ?? false
    onClicked: if (row.act) row.act()

    background: Rectangle {
        visible: !choice.reads
        radius: Theme.radius
        color: choice.primary ? (choice.down ? Theme.accentDown : Theme.accent)
            : choice.down || row.checked ? Theme.accentSoft : choice.danger ? Theme.badSoft
            : choice.ready ? Theme.surface : Theme.muted
        border.width: row.checked ? 2 * Theme.hairline : Theme.hairline
        border.color: choice.danger ? Theme.badInk : choice.row.checked || choice.primary ? Theme.accent : Theme.line

        readonly property var row: choice.row
    }
    contentItem: Item {
        Rectangle {
            id: plate
            visible: choice.painted && sign.visible
            anchors.fill: place
            radius: Theme.radius * 0.7
            color: choice.painted ? choice.row.colour : "transparent"
        }
        Item {
            id: place
            width: Math.min(choice.mark, parent.height)
            height: width
            x: choice.stacked ? (parent.width - width) / 2 : (choice.mark - width) / 2
            y: choice.stacked ? Math.max(0, (parent.height - height - words.height - Theme.space(1)) / 2) : (parent.height - height) / 2

            Icon {
                id: sign
                name: choice.row.symbol ?? ""
                size: Math.round(parent.width * (choice.painted ? 0.72 : 1))
                tint: choice.painted ? Theme.inkOn(plate.color) : choice.tint
                visible: name !== "" && choice.mark > 0
                anchors.centerIn: parent
            }
        }
        Column {
            id: words

            x: choice.stacked || choice.mark === 0 ? 0 : choice.mark + Theme.space(2)
            y: choice.stacked ? place.y + place.height + Theme.space(1) : (parent.height - height) / 2
            width: choice.inner - x - choice.tail
            spacing: Theme.space(0.5)

            TextBlock {
                objectName: "choiceTitle"
                width: parent.width
                text: choice.row.title
                size: choice.reads ? Theme.body : choice.primary ? Theme.title : Theme.lead
                strong: !choice.reads || choice.row.head === true
                wrapMode: Text.Wrap
                lineHeight: choice.reads ? 1.12 : 1.04
                color: choice.write
                horizontalAlignment: choice.stacked ? Text.AlignHCenter : Text.AlignLeft
            }
            TextBlock {
                width: parent.width
                visible: text !== "" && !(choice.spares && choice.ready)
                text: choice.row.detail ?? ""
                size: Theme.small
                lineHeight: 1.04
                color: choice.primary ? Theme.accentInk : Theme.inkSoft
                horizontalAlignment: choice.stacked ? Text.AlignHCenter : Text.AlignLeft
            }
            Loader {
                active: choice.stacked && choice.crowd
                visible: active
                anchors.horizontalCenter: parent.horizontalCenter
                sourceComponent: Crowd { tint: choice.tint; count: choice.row.waiting }
            }
        }
        Crowd {
            id: people

            readonly property string said: count === 0 ? qsTr("Tidak ada antrean") : qsTr("%1 menunggu").arg(count)

            visible: choice.crowd && !choice.stacked
            tint: choice.tint
            count: choice.row.waiting ?? 0
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
        }
        Rectangle {
            id: box
            visible: choice.ticks
            width: Math.round(Theme.lead * 1.3)
            height: width
            radius: Theme.radius / 3
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: choice.row.checked ? Theme.accent : Theme.surface
            border.width: 1.5 * Theme.hairline
            border.color: choice.row.checked ? Theme.accent : Theme.inkSoft

            Icon {
                anchors.centerIn: parent
                name: choice.row.checked ? "check" : ""
                size: parent.width * 0.8
                tint: Theme.accentInk
            }
        }
    }
    FocusMark {
        shown: choice.visualFocus
    }

    component Crowd: Row {
        id: crowd

        required property color tint
        required property int count

        spacing: Theme.space(1)

        Icon {
            name: "people"
            size: Theme.lead
            tint: crowd.tint
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            text: crowd.count
            size: Theme.lead
            strong: true
            lineHeight: 1
            color: crowd.tint
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
