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
    /* Only where one stands and where to go, for large letters. */
    property bool brief: false
    /* What is written on it has its room: none over another, none over half of the floor. */
    readonly property bool legible: {
        const labels = [];
        for (let place = 0; place < marks.count; ++place) {
            const label = (marks.itemAt(place) as Placed)?.label ?? Qt.rect(0, 0, 0, 0);
            if (label.width > map.width / 2 || labels.some(each => map.over(each, label)))
                return false;
            labels.push(label);
        }
        return labels.length > 0;
    }

    function over(one: rect, other: rect): bool {
        return one.x < other.x + other.width && other.x < one.x + one.width
            && one.y < other.y + other.height && other.y < one.y + one.height;
    }

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
        /* A zone's colour, beneath the sign alone: words stand on plain ground. */
        property color plate: "transparent"
        readonly property bool plated: tag.plate.a > 0
        /* Around a border of any colour: it is seen on any ground. */
        property bool edged: false

        width: row.width + 2 * Theme.space(1.5)
        height: row.height + 2 * Theme.space(0.75)
        radius: Theme.radius * 0.6
        border.width: Theme.hairline
        border.color: ink

        Rectangle {
            visible: tag.edged
            anchors.fill: parent
            anchors.margins: -Theme.hairline
            radius: tag.radius + Theme.hairline
            color: "transparent"
            border.width: Theme.hairline
            border.color: tag.ink
        }
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.space(1)

            Rectangle {
                visible: tag.symbol !== ""
                width: tag.size * (tag.plated ? 1.5 : 1)
                height: tag.size * (tag.plated ? 1.3 : 1)
                radius: Theme.radius * 0.4
                color: tag.plate
                border.width: tag.plated ? Theme.hairline : 0
                border.color: tag.ink
                anchors.verticalCenter: parent.verticalCenter

                Icon {
                    name: tag.symbol
                    size: tag.size
                    tint: tag.plated ? Theme.inkOn(tag.plate) : tag.ink
                    anchors.centerIn: parent
                }
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
    component Placed: Item {
        /* What is written here. */
        property rect label
    }

    Repeater {
        id: marks
        model: map.plan.marks.filter(mark => !map.brief || mark.kind === "goal" || mark.kind === "here")

        Placed {
            id: mark

            required property var modelData
            readonly property Item shown: kind === "counter" ? counter : kind === "here" ? here : zone

            label: Qt.rect(shown.x, shown.y, shown.width, shown.height)
            readonly property string kind: modelData.kind
            readonly property real centreX: modelData.x * map.width
            readonly property real centreY: modelData.y * map.height

            function kept(wish: real, size: real, whole: real): real {
                return Math.max(0, Math.min(whole - size, wish));
            }

            Rectangle {
                id: counter
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
                id: zone
                visible: mark.kind === "zone" || mark.kind === "goal"
                readonly property bool goal: mark.kind === "goal"
                objectName: goal ? "markGoal" : "markZone"
                text: mark.modelData.label
                symbol: goal ? "people" : ""
                ink: Theme.ink
                plate: visible && goal ? mark.modelData.colour : "transparent"
                size: goal ? map.main : Theme.small
                color: Theme.surface
                border.width: (goal ? 3 : 2) * Theme.hairline
                border.color: visible && !goal ? mark.modelData.colour : Theme.ink
                edged: !goal
                x: mark.kept(mark.centreX - width / 2, width, map.width)
                y: mark.kept(mark.centreY - height / 2, height, map.height)
            }
            Tag {
                id: here
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
