pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk
import ".."

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

    /* The same, for ears: screen, question or part, language. */
    readonly property string spokenKey: !access.spoken ? ""
        : (model.screen === "issuing" ? "confirm" : model.screen) + "|"
            + (model.ask === "nothing" ? "" : model.ask) + access.part + "|" + model.language
    readonly property string news: access.spoken && scene ? scene.news : ""
    readonly property string written: !scene || scene.keyboard === "" ? ""
        : scene.typed === "" ? qsTr("Belum ada huruf.") : qsTr("Tertulis: %1").arg(scene.typed.split("").join(", "))
    readonly property string aloud: {
        if (!scene || !access.spoken)
            return "";
        const words = [scene.heading, scene.number].concat(scene.aloud, [screen.written]);
        if (board.reading)
            words.push(qsTr("%1 baris. Panah bawah membacakannya satu demi satu.").arg(board.choices.length - board.chosen.length));
        else if (board.chosen.length > 0)
            words.push(qsTr("Ada %1 pilihan.").arg(board.chosen.length));
        return words.filter(each => each !== "").join(". ");
    }
    /* Where the keys stood on each screen, for whoever comes back from a question. */
    property var marks: ({})
    property string entered: ""
    readonly property string here: (screen.Window.activeFocusItem as Item)?.objectName ?? ""

    /* When all that belongs to the new screen stands there. */
    onSpokenKeyChanged: Qt.callLater(enter)
    Component.onCompleted: enter()
    onNewsChanged: access.tell(news)
    onHereChanged: if (entered === spokenKey && here !== "") marks[spokenKey] = here

    function enter(): void {
        // Called later, perhaps when the visit is over and this screen with it.
        if (!access.spoken || spokenKey === "" || spokenKey === entered || !told.whole)
            return;
        const [was, question] = entered.split("|"), [is, asked] = spokenKey.split("|");
        const stood = was === is && question !== "" && asked === "" ? marks[spokenKey] : undefined;
        const back = screen.spokenStops().find(each => each.objectName === stood);
        entered = spokenKey;
        if (was !== is)
            marks = {};
        screen.standOn(back ?? told.whole, true);
        access.enter();
    }
    /* What the keys of the spoken mode stop at: the words, each choice, the keyboard, the bar. */
    function spokenStops(): var {
        return [told.whole].concat(board.stops(), screen.letters().slice(0, 1), screen.pressable(bar));
    }
    /* In the order of the alphabet: whoever cannot see it does not know where a key lies. */
    function letters(): var {
        const all = screen.pressable(keys), one = each => (each.text ?? "").length === 1;
        return all.filter(one).sort((a, b) => a.text < b.text ? -1 : 1).concat(all.filter(each => !one(each)));
    }
    function pressable(item: Item): var {
        let found = [];
        for (const child of item.children) {
            if (!child.visible || !child.enabled)
                continue;
            if (typeof child.click === "function")
                found.push(child);
            else
                found = found.concat(screen.pressable(child));
        }
        return found;
    }
    function standOn(item: Item, forward: bool): void {
        const place = board.stops().indexOf(item);
        if (place >= 0)
            board.show(place);
        item.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }
    /* Up and down: from one thing to the next, over all pages. To the sides: from letter to letter. */
    function spokenStep(from: Item, forward: bool, sideways: bool): void {
        const letters = screen.letters();
        const letter = letters.indexOf(from);
        const stops = letter >= 0 && sideways ? letters : screen.spokenStops();
        const now = letter >= 0 && !sideways ? stops.indexOf(letters[0]) : stops.indexOf(from);
        const next = now < 0 ? 0 : (now + (forward ? 1 : -1) + stops.length) % stops.length;
        screen.standOn(stops[next], forward);
    }
    function spokenTop(): void {
        screen.standOn(told.whole, false);
    }
    /* A letter from the keypad itself, in place of the last one where it was tapped again. */
    function spokenLetter(letter: string, instead: bool): void {
        if (!screen.scene || screen.scene.keyboard === "")
            return;
        if (instead)
            screen.scene.erased();
        screen.scene.letter(screen.scene.keyboard === "code" ? letter.toUpperCase() : letter);
    }
    /* The key that goes back takes a letter away first. */
    function spokenBack(): void {
        if (screen.scene?.keyboard && screen.scene.typed !== "") {
            screen.scene.erased();
            screen.access.tell(screen.written);
        } else if (screen.model.ask !== "nothing") {
            screen.model.closeQuestion();
        } else {
            screen.model.back();
        }
    }

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
    Binding {
        target: screen.scene
        property: "tight"
        value: board.tight && keys.visible
        when: screen.scene !== null
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
        aloud: screen.aloud
        x: screen.edge
        y: hears ? Math.max(Theme.space(2), screen.ceiling - head) : Theme.space(2)
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
        y: Math.max(screen.ceiling, screen.split ? told.y + told.head : told.y + told.height + Math.max(Theme.gap, Theme.space(2.5)))
        width: parent.width - x - screen.edge
        height: (keys.visible && !screen.split ? keys.y : bar.y) - y - Theme.space(2)
        tight: plan.active || (keys.visible && height < 4 * Theme.target)
        low: screen.portrait || plan.active
        wide: !screen.portrait && !screen.split
    }
    Loader {
        id: plan
        readonly property FloorMap map: item as FloorMap
        readonly property real room: board.drop - Theme.gap
        readonly property real fitting: Math.min(board.width, map ? room / map.ratio : 0)

        active: (screen.scene?.plan ?? null) !== null
        visible: map !== null && map.legible
        x: board.x + (board.width - width) / 2
        y: board.y + Math.max(0, room - height) / 2
        width: Math.max(0, fitting)
        height: map ? width * map.ratio : 0

        sourceComponent: FloorMap {
            plan: screen.scene.plan
            brief: true
        }
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
