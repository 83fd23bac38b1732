import QtQuick

/* Life events and their errands, agencies, their groups, their services: whatever is listed. */
PlainScene {
    id: scene

    readonly property string at: model.screen

    function detail(row: var): string {
        switch (scene.at) {
        case "events": return row.agencies;
        case "agencies": return row.available ? row.name : scene.closed(row);
        case "groups": return qsTr("%1 layanan").arg(row.count);
        case "event": return row.taken !== "" ? qsTr("Sudah ada nomor: %1").arg(row.taken)
            : row.available ? row.agency : row.agency + " · " + scene.closed(row);
        default: return scene.closed(row);
        }
    }
    function prefix(): string {
        switch (scene.at) {
        case "events": return "event-";
        case "agencies": return "agency-";
        case "groups": return "group-";
        default: return "service-";
        }
    }
    function choose(code: string): void {
        switch (scene.at) {
        case "events": scene.model.chooseEvent(code); break;
        case "agencies": scene.model.chooseAgency(code); break;
        case "groups": scene.model.chooseGroup(code); break;
        default: scene.model.chooseService(code);
        }
    }

    heading: at === "events" ? qsTr("Apa yang terjadi?") : at === "agencies" ? qsTr("Instansi mana?") : model.shelves.heading
    says: at === "events" || at === "agencies" ? [] : scene.sentences([model.shelves.subheading])
    choices: scene.listed().map(row => ({
        name: scene.prefix() + row.code, symbol: row.symbol, colour: row.colour ?? "", title: row.title, waiting: row.waiting, available: row.available,
        detail: scene.detail(row), act: () => scene.choose(row.code)
    }))
}
