pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The choices of a plain screen in rows, as many a page as their words leave room for. */
FocusScope {
    id: board

    required property Access access
    required property var choices
    /* Across the whole of a lying screen. */
    property bool wide: false
    property int page: 0
    readonly property bool speaks: access.easy && access.canSpeak && !mute
    /* Nothing is spoken here, whatever the modes. */
    property bool mute: false
    readonly property bool reading: choices.some(each => each.kind === "text")
    /* Few words wide: keys say only what they must. */
    readonly property bool narrow: width < Theme.small * 18
    /* Beside a keyboard or a plan, which want the room: one low row after the other. */
    property bool tight: false
    /* A picture above four lines, and three more that say why it is not to be had. */
    readonly property bool stacks: access.easy && !tight
        && height - Theme.target - Theme.gap >= Theme.u(132) + Theme.lead * 4.2 + Theme.small * 3.2 + Theme.space(4)
    readonly property real ear: speaks ? Theme.target + Theme.gap : 0
    readonly property int columns: reading || tight || (narrow && access.easy) ? 1
        : stacks ? Math.max(1, Math.min(wide ? 4 : 2, Math.floor((width + Theme.gap) / (Theme.lead * 7 + ear + Theme.gap))))
        : wide ? 2 : 1
    readonly property real cell: (width - (columns - 1) * Theme.gap) / columns
    readonly property int lines: Math.ceil(cells.count / columns)
    /* Which page each line stands on, and how far down it begins; `used`: the height of each page. */
    readonly property var places: {
        const heights = [];
        for (let line = 0; line < board.lines; ++line)
            heights.push(board.heightOf(line));
        const all = heights.reduce((sum, height) => sum + height + Theme.gap, -Theme.gap);
        const room = all <= board.height ? board.height : board.height - Theme.target - Theme.gap;
        const found = [], used = [0], count = [0];
        for (let line = 0; line < heights.length; ++line) {
            const height = heights[line];
            let page = used.length - 1;
            if (used[page] > 0 && used[page] + Theme.gap + board.wholeFrom(line, heights) > room) {
                ++page;
                used.push(0);
                count.push(0);
            }
            const y = used[page] > 0 ? used[page] + Theme.gap : 0;
            found.push({ page: page, y: y, height: height, nth: count[page] });
            used[page] = y + height;
            ++count[page];
        }
        return { each: found, pages: used.length, used: used, count: count, room: room };
    }
    readonly property int current: Math.min(page, places.pages - 1)
    /* What a page has left over makes its rows taller, within reason. */
    readonly property real stretch: Math.max(0, Math.min(Theme.u(reading ? 0 : access.easy ? 120 : 48),
        (places.room - places.used[current]) / Math.max(1, places.count[current])))

    /* The choices of a single page stand low, where a hand is. */
    readonly property real drop: low && places.pages === 1
        ? Math.max(0, height - places.used[0] - places.count[0] * stretch) : 0
    property bool low: false

    /* The places of what can be chosen, among all that is listed. */
    readonly property var chosen: board.choices.map((each, place) => each.kind === "text" ? -1 : place).filter(place => place >= 0)

    /* The choices of all pages, in their order. */
    function stops(): var {
        const found = [];
        for (let place = 0; place < cells.count; ++place)
            found.push((cells.itemAt(place) as Cell).stop);
        return found;
    }
    /* Turns to the page on which the choice at this place stands. */
    function show(place: int): void {
        board.page = board.places.each[Math.floor(place / board.columns)]?.page ?? 0;
    }
    /* Its height, with the line that it may not be parted from: a heading's first. */
    function wholeFrom(line: int, heights: var): real {
        const heads = board.columns === 1 && board.choices[line]?.head === true && line + 1 < heights.length;
        return heads ? heights[line] + Theme.gap + heights[line + 1] : heights[line];
    }
    function heightOf(line: int): real {
        let most = 0;
        for (let place = line * board.columns; place < Math.min(cells.count, (line + 1) * board.columns); ++place)
            most = Math.max(most, (cells.itemAt(place) as Cell)?.natural ?? 0);
        return most;
    }

    component Cell: Item {
        id: cell

        required property int index
        readonly property var row: board.choices[cell.index] ?? ({ name: "", title: "" })
        readonly property var place: board.places.each[Math.floor(cell.index / board.columns)] ?? ({ page: -1, y: 0, height: 0, nth: 0 })
        readonly property real natural: choice.natural
        readonly property bool reads: cell.row.kind === "text"
        readonly property alias stop: choice
        /* Whatever is asked of it while it stands on another page is answered the same. */
        readonly property bool heard: board.speaks && !reads

        x: (cell.index % board.columns) * (board.cell + Theme.gap)
        y: cell.place.y + cell.place.nth * board.stretch + board.drop
        width: board.cell
        height: cell.place.height + board.stretch
        visible: cell.place.page === board.current

        PlainChoice {
            id: choice
            objectName: cell.row.name
            row: cell.row
            stacked: board.stacks && (cell.row.symbol ?? "") !== "" && !cell.reads
            spares: board.access.easy
            narrow: board.narrow
            position: cell.reads ? "" : qsTr("%1 dari %2").arg(board.chosen.indexOf(cell.index) + 1).arg(board.chosen.length)
            width: parent.width - (cell.heard ? ear.width + Theme.gap : 0)
            height: parent.height
        }
        BigButton {
            id: ear
            objectName: "hear-" + cell.row.name
            visible: cell.heard
            anchors.right: parent.right
            width: Theme.target
            height: parent.height
            leftPadding: 0
            rightPadding: 0
            kind: "plain"
            symbol: "loudspeaker"
            Accessible.name: qsTr("Dengarkan: %1").arg(cell.row.title)
            onClicked: board.access.say(choice.Accessible.name)
        }
    }

    Repeater {
        id: cells
        model: board.choices.length

        Cell {}
    }
    Row {
        visible: board.places.pages > 1
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap

        component Turn: BigButton {
            width: (board.width - Theme.gap) / 2
            height: Theme.target
            size: Theme.lead
            leftPadding: Theme.space(1)
            rightPadding: Theme.space(1)
        }

        Turn {
            objectName: "pagerBack"
            symbol: "arrow-left"
            text: board.narrow ? "" : qsTr("Sebelumnya")
            Accessible.name: qsTr("Sebelumnya")
            enabled: board.current > 0
            opacity: enabled ? 1 : 0
            onClicked: board.page = board.current - 1
        }
        Turn {
            id: turnOn
            objectName: "pagerOn"

            readonly property string on: qsTr("Berikutnya %1/%2").arg(board.current + 1).arg(board.places.pages)
            readonly property string round: qsTr("Halaman 1 · %1/%2").arg(board.current + 1).arg(board.places.pages)
            readonly property bool last: board.current + 1 === board.places.pages
            readonly property bool fits: whole.advanceWidth + 4 <= width - leftPadding - rightPadding - Theme.lead * 1.25 - Theme.space(1.5)

            trailingSymbol: "arrow-right"
            text: !board.narrow && fits ? whole.text
                : last && !board.narrow ? round.split(" · ")[0] : (board.current + 1) + "/" + board.places.pages
            Accessible.name: on

            TextMetrics {
                id: whole
                text: turnOn.last ? turnOn.round : turnOn.on
                font.family: Theme.family
                font.pixelSize: turnOn.size
                font.weight: Font.DemiBold
            }
            onClicked: board.page = (board.current + 1) % board.places.pages
        }
    }
}
