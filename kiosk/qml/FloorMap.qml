pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls

/*
  The plan of one floor with what is marked on it: where the visitor stands, where to wait, which
  counters call. Without a picture the places stand on an empty floor.
*/
Item {
    id: map

    /* A `FloorPlan` of kiosk.plans. */
    required property var plan
    readonly property bool drawn: picture.status === Image.Ready
    readonly property real ratio: drawn && picture.implicitWidth > 0 ? picture.implicitHeight / picture.implicitWidth : 0.625
    readonly property real dot: Theme.u(46)
    /* Two plans beside each other have less room for what is written on them. */
    readonly property real main: width < Theme.u(900) ? Theme.small : Theme.lead

    implicitHeight: width * ratio
    Accessible.role: Accessible.Graphic
    Accessible.name: {
        const goal = map.plan.marks.find(mark => mark.kind === "goal");
        const here = map.plan.here ? qsTr("Anda di sini") : "";
        const there = goal ? qsTr("Tunggu di %1").arg(goal.label) : "";
        return [qsTr("Denah Lantai %1").arg(map.plan.number), here, there].filter(each => each !== "").join(", ");
    }

    component Tag: Rectangle {
        id: tag

        property string text: ""
        property string symbol: ""
        property color ink: "#14212b"
        property real size: Theme.small

        width: row.width + 2 * Theme.space(1.5)
        height: row.height + 2 * Theme.space(0.75)
        radius: Theme.radius * 0.6
        border.width: Theme.hairline
        border.color: ink

        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.space(1)

            Icon {
                name: tag.symbol
                size: tag.size
                tint: tag.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            TextBlock {
                text: tag.text
                size: tag.size
                strong: true
                lineHeight: 1
                color: tag.ink
                wrapMode: Text.NoWrap
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }

    Rectangle {
        anchors.fill: parent
        visible: !map.drawn
        color: Theme.muted
        radius: Theme.radius
        border.width: Theme.hairline
        border.color: Theme.line
    }
    Image {
        id: picture
        anchors.fill: parent
        source: map.plan.picture
        /* Not the map's own width, which follows from the picture's shape. */
        sourceSize.width: Theme.u(1600)
        fillMode: Image.PreserveAspectFit
    }
    Repeater {
        model: map.plan.marks

        Item {
            id: mark

            required property var modelData
            readonly property string kind: modelData.kind
            readonly property real centreX: modelData.x * map.width
            readonly property real centreY: modelData.y * map.height

            function kept(wish: real, size: real, whole: real): real {
                return Math.max(0, Math.min(whole - size, wish));
            }

            Rectangle {
                visible: mark.kind === "counter"
                width: Math.max(map.dot, number.implicitWidth + Theme.space(1))
                height: map.dot
                radius: height / 2
                x: mark.kept(mark.centreX - width / 2, width, map.width)
                y: mark.kept(mark.centreY - height / 2, height, map.height)
                color: "#14212b"
                border.width: Theme.hairline
                border.color: "#ffffff"

                TextBlock {
                    id: number
                    anchors.centerIn: parent
                    text: mark.modelData.label
                    size: Theme.small
                    strong: true
                    lineHeight: 1
                    color: "#ffffff"
                }
            }
            Tag {
                visible: mark.kind === "zone" || mark.kind === "goal"
                readonly property bool goal: mark.kind === "goal"
                objectName: goal ? "markGoal" : "markZone"
                text: mark.modelData.label
                symbol: goal ? "people" : ""
                /* Black keeps its distance from every zone's colour. */
                ink: goal ? "#000000" : Theme.ink
                size: goal ? map.main : Theme.small
                color: visible ? (goal ? mark.modelData.colour : Theme.surface) : "transparent"
                border.width: (goal ? 3 : 2) * Theme.hairline
                border.color: visible && !goal ? mark.modelData.colour : "#14212b"
                x: mark.kept(mark.centreX - width / 2, width, map.width)
                y: mark.kept(mark.centreY - height / 2, height, map.height)
            }
            Tag {
                visible: mark.kind === "here"
                objectName: "markHere"
                text: qsTr("Anda di sini")
                symbol: "person"
                size: map.main
                color: Theme.accent
                ink: Theme.accentInk
                border.width: 2 * Theme.hairline
                x: mark.kept(mark.centreX - width / 2, width, map.width)
                y: mark.kept(mark.centreY - height - Theme.space(2.5), height, map.height)
            }
            Rectangle {
                visible: mark.kind === "here"
                width: Theme.u(30)
                height: width
                radius: width / 2
                x: mark.centreX - width / 2
                y: mark.centreY - height / 2
                color: Theme.accent
                border.width: 2 * Theme.hairline
                border.color: Theme.accentInk
            }
        }
    }
}
