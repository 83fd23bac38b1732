pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk
import ".."

/*
  The staff menu where the plain screens stand: on small glass, in large text, and where everything
  has to be low. Nothing of it is spoken: a PIN is typed here.
*/
Rectangle {
    id: screen

    required property KioskModel model
    readonly property StaffFace staff: model.staff
    readonly property Access access: model.access
    readonly property real edge: Theme.space(4)
    readonly property bool portrait: height > width * 0.72
    readonly property real ceiling: access.reach ? access.reachTop(access.bottomMm, height, Theme.pxPerMm) : 0
    readonly property real floor: access.reach ? access.reachFoot(access.bottomMm, Theme.pxPerMm) : 0
    readonly property real column: Math.round((width - 2 * edge - Theme.space(4)) * 0.44)
    readonly property string key: staff.place + " " + staff.asks
    onKeyChanged: board.page = 0

    objectName: "staff"
    color: Theme.background

    /* Nothing of what lies below is touched. */
    MouseArea {
        anchors.fill: parent
    }
    PlainStaff {
        id: scene
        model: screen.model
    }
    PlainTold {
        id: told
        scene: scene
        access: screen.access
        mute: true
        hall: screen.staff.device
        clock: screen.model.clock
        x: screen.edge
        y: Theme.space(2)
        width: screen.portrait ? parent.width - 2 * screen.edge : screen.column
        filled: screen.portrait && screen.ceiling > 0
        room: !screen.portrait ? bar.y - y - Theme.space(2) : pad.active ? pad.y - y - Theme.gap
            : screen.ceiling > 0 ? screen.ceiling - y - Theme.gap : (bar.y - y) * 0.5
    }
    PlainBoard {
        id: board
        readonly property var said: scene.says.map(each => ({ name: "said", kind: "text", title: each }))

        access: screen.access
        mute: true
        choices: told.over && !pad.active ? scene.choices.slice(0, 1).concat(said, scene.choices.slice(1)) : scene.choices
        x: screen.portrait ? screen.edge : screen.edge + screen.column + Theme.space(4)
        y: Math.max(screen.ceiling, screen.portrait ? told.y + told.height + Math.max(Theme.gap, Theme.space(2.5)) : told.y + told.head)
        width: parent.width - x - screen.edge
        height: bar.y - y - Theme.space(2)
        low: true
    }
    Loader {
        id: pad
        active: scene.atDoor
        visible: active
        x: board.x
        y: bar.y - height - Theme.space(2)
        width: board.width

        sourceComponent: StaffPad {
            staff: screen.staff
            keyWidth: (pad.width - 2 * Theme.gap) / 3
            keyHeight: screen.portrait ? Math.max(Theme.target, Theme.u(112)) : Theme.target
        }
    }
    Rectangle {
        id: bar
        width: parent.width
        height: keys.height + 2 * Theme.space(2)
        y: parent.height - screen.floor - height
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.hairline
            color: Theme.line
        }
        Grid {
            id: keys
            readonly property var others: screen.model.languages.offers.filter(each => !each.chosen)
            readonly property real cell: (bar.width - 2 * screen.edge - (columns - 1) * Theme.gap) / columns

            x: screen.edge
            y: Theme.space(2)
            columns: Math.min(3, others.length + 1)
            spacing: Theme.gap

            component BarKey: BigButton {
                width: keys.cell
                height: Theme.target
                size: Theme.small
                least: size
                leftPadding: Theme.space(1)
                rightPadding: Theme.space(1)
            }

            BarKey {
                objectName: "staff-leave"
                symbol: "close"
                text: screen.staff.place === "menu" ? qsTr("Tutup menu") : qsTr("Kembali")
                onClicked: screen.staff.leave()
            }
            Repeater {
                model: keys.others

                BarKey {
                    required property var modelData

                    objectName: "staff-language-" + modelData.code
                    kind: "plain"
                    symbol: "globe"
                    text: modelData.name
                    onClicked: screen.model.speak(modelData.code)
                }
            }
        }
    }
}
