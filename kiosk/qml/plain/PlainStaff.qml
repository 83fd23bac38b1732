pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Kiosk
import ".."

/* The staff menu in the form of the plain screens: its door, whose PIN it is, the menu, "sure?". */
PlainScene {
    id: scene

    readonly property StaffFace staff: model.staff
    readonly property bool atDoor: staff.place === "door"
    readonly property bool unwell: words.printers.concat(words.network).some(each => each.mood === "bad")
    readonly property StaffWords words: StaffWords { staff: scene.staff }

    function written(facts: var): var {
        return facts.map(each => each.label + ": " + each.value);
    }
    function acts(): var {
        const one = scene.staff;
        return scene.ways([
            { name: "staff-print", kind: "primary", symbol: "printer", title: qsTr("Cetak uji"), act: () => one.printTest() },
            { name: "staff-paper", symbol: "paper-out", title: qsTr("Kertas diganti"), act: () => one.ask("paper") },
            { name: "staff-louder", symbol: "loudspeaker", title: qsTr("Lebih keras"), detail: words.volume, available: one.volume < 100, act: () => one.changeVolume(1) },
            { name: "staff-softer", symbol: "loudspeaker", title: qsTr("Lebih pelan"), detail: words.volume, available: one.volume > 20, act: () => one.changeVolume(-1) },
            { name: "staff-restart", symbol: "tools", title: qsTr("Mulai ulang aplikasi"), act: () => one.ask("restart") },
            one.canReboot ? { name: "staff-reboot", symbol: "electricity", title: qsTr("Mulai ulang mesin"), act: () => one.ask("reboot") } : null]);
    }
    function answers(): var {
        const one = scene.staff;
        return scene.ways([
            one.asks === "no-reboot" ? null : { name: "staff-sure-yes", kind: one.asks === "paper" ? "primary" : "danger",
                symbol: "check", title: words.sureYes, act: () => one.confirm() },
            { name: "staff-sure-no", symbol: "close", title: words.sureNo, act: () => one.ask("") }]);
    }

    symbol: staff.asks === "paper" ? "paper-out" : staff.asks !== "" || (atDoor && words.shut !== "") ? "warning"
        : atDoor ? "tools" : staff.place === "choice" ? "people" : unwell ? "warning" : "tools"
    heading: staff.asks !== "" ? words.sure : atDoor ? qsTr("PIN petugas") : staff.place === "choice" ? qsTr("Siapa Anda?") : qsTr("Menu petugas")
    says: staff.asks !== "" ? [words.sureDetail] : atDoor ? [words.shut || words.ask]
        : staff.place === "choice" ? [qsTr("Beberapa petugas memakai PIN ini. Mintalah PIN sendiri kepada pengelola.")]
        : scene.sentences([words.test].concat(scene.written(words.printers), scene.written(words.network), [words.mute, words.whose]))
    choices: staff.asks !== "" ? scene.answers() : atDoor ? []
        : staff.place === "choice" ? staff.choices.map(each => ({ name: "staff-is-" + each.officer, symbol: "person",
            title: each.name, act: () => scene.staff.choose(each.officer) })) : scene.acts()
    keyboard: atDoor ? "pin" : ""
    typed: "•".repeat(staff.digits)
    hint: words.hint
}
