pragma ComponentBehavior: Bound
import QtQuick

/* The picture of a device: three signs with their names, which a manager compares. */
Row {
    id: picture

    required property QtObject signs
    property real size: Theme.u(120)
    property real least: Theme.small
    property bool english: true
    property real room: 1.7

    component SignCard: Rectangle {
        id: card

        required property string icon
        required property string id
        required property string en

        width: picture.size * picture.room
        height: names.y + names.height + picture.size * 0.12
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.hairline
        border.color: Theme.line
        Accessible.role: Accessible.Graphic
        Accessible.name: card.id + ", " + card.en

        Icon {
            y: picture.size * 0.12
            anchors.horizontalCenter: parent.horizontalCenter
            name: card.icon
            size: picture.size
            tint: Theme.ink
        }
        Column {
            id: names
            y: picture.size * 1.2
            width: parent.width

            TextBlock {
                objectName: "signName"
                x: picture.size * 0.08
                width: parent.width - 2 * x
                text: card.id
                size: Math.max(picture.least, picture.size * 0.24)
                minimumPixelSize: size * 0.7
                fontSizeMode: Text.HorizontalFit
                strong: true
                lineHeight: 1
                wrapMode: Text.NoWrap
                horizontalAlignment: Text.AlignHCenter
            }
            TextBlock {
                width: parent.width
                visible: picture.english
                text: card.en
                size: Math.max(picture.least, picture.size * 0.19)
                color: Theme.inkSoft
                lineHeight: 1
                wrapMode: Text.NoWrap
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }

    spacing: picture.size * 0.18

    Repeater {
        model: picture.signs

        SignCard {
            required property int index

            objectName: "sign-" + icon
        }
    }
}
