pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/*
  Any screen of the kiosk in one form: above, what is read; below, what is chosen, in as many pages
  as it needs. Its text may be as large as it likes, and nothing that is touched stands above
  `ceiling`.
*/
Item {
    id: screen

    required property KioskModel model
    readonly property Access access: model.access
    readonly property PlainScene scene: chosen.item as PlainScene
    readonly property real edge: Theme.space(4)
    readonly property bool portrait: height > width * 0.72
    readonly property bool split: !portrait && scene !== null && (scene.says.length > 0 || scene.number !== "" || scene.keyboard !== "")
    readonly property real ceiling: access.reach ? access.reachTop(access.bottomMm, height, Theme.pxPerMm) : 0
    readonly property real floor: access.reach ? access.reachFoot(access.bottomMm, Theme.pxPerMm) : 0
    readonly property real column: scene?.keyboard ? Math.max(width * 0.5, 10 * Theme.target + 9 * Theme.gap)
        : Math.round((width - 2 * edge - Theme.space(4)) * 0.44)
    /* Which screen this is: another one begins on its first page. */
    readonly property string key: model.screen + " " + model.ask + " " + access.part
    onKeyChanged: board.page = 0

    /* What has no room above is read below, after what matters most. */
    function withSaid(choices: var, said: var): var {
        const first = choices.filter(each => each.kind === "primary");
        const texts = said.map(each => ({ name: "said", kind: "text", title: each }));
        return first.concat(texts, choices.filter(each => each.kind !== "primary"));
    }

    Loader {
        id: chosen
        visible: false
        sourceComponent: scenes.at(screen.model.ask, screen.model.screen)
    }
    PlainScenes {
        id: scenes
        model: screen.model
    }
    PlainTold {
        id: told
        scene: screen.scene
        access: screen.access
        hall: screen.model.hallName
        clock: screen.model.clock
        x: screen.edge
        y: Theme.space(2)
        width: screen.split ? screen.column : parent.width - 2 * screen.edge
        tight: keys.visible && screen.split
        filled: screen.portrait && screen.ceiling > 0
        room: screen.split ? (keys.visible ? keys.y : bar.y) - y - Theme.space(2)
            : screen.ceiling > 0 ? Math.max(screen.ceiling - y - Theme.gap, screen.scene?.number ? (bar.y - y) * 0.6 : 0) : (bar.y - y) * (screen.scene?.number ? 0.62 : 0.5)
    }
    PlainBoard {
        id: board
        access: screen.access
        choices: !screen.scene ? [] : told.over ? screen.withSaid(screen.scene.choices, screen.scene.says) : screen.scene.choices
        x: screen.split ? screen.edge + screen.column + Theme.space(4) : screen.edge
        y: Math.max(screen.ceiling, screen.split ? told.y + told.head : told.y + told.height + Theme.space(2.5))
        width: parent.width - x - screen.edge
        height: (keys.visible && !screen.split ? keys.y : bar.y) - y - Theme.space(2)
        low: screen.portrait
        wide: !screen.portrait && !screen.split
    }
    Loader {
        id: keys
        active: (screen.scene?.keyboard ?? "") !== ""
        visible: active
        x: screen.edge
        y: bar.y - height - Theme.space(2)
        width: screen.split ? screen.column : parent.width - 2 * screen.edge

        sourceComponent: Keyboard {
            layout: screen.scene?.keyboard ?? "text"
            keyHeight: screen.portrait && screen.ceiling === 0 ? Math.max(Theme.target, Theme.u(96)) : Theme.target
            onTyped: letter => screen.scene.letter(letter)
            onErased: screen.scene.erased()
            onWiped: screen.scene.wiped()
        }
    }
    PlainBar {
        id: bar
        model: screen.model
        edge: screen.edge
        width: parent.width
        y: parent.height - screen.floor - height
    }
}
