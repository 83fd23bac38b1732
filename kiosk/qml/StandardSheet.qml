pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/*
  The six public elements of a service's standard. What does not fit stands on the next page:
  nothing scrolls, nothing is cut. A heading never stands without its first line.
*/
Sheet {
    id: sheet

    required property KioskModel model
    readonly property ServiceCard service: model.service
    readonly property bool portrait: height > width * 0.72
    readonly property int columns: portrait ? 1 : 2
    readonly property real columnWidth: (board.width - (columns - 1) * Theme.space(6)) / columns
    /* Above a heading that is not the first of its column. */
    readonly property real gap: Theme.space(2.5)
    /* Upright, the keys for turning stand above the one that closes. */
    readonly property real room: height - (portrait ? 2 : 1) * Math.max(Theme.target, Theme.u(104))
        - Theme.space(portrait ? 40 : 28)
    readonly property var rows: sheet.visible ? sheet.elements() : []
    /* Column and height of each row; `last`: the last column. */
    readonly property var places: {
        const found = [];
        let column = 0, y = 0, used = 0;
        for (let place = 0; place < list.count; ++place) {
            const height = sheet.heightOf(place);
            const whole = sheet.rows[place]?.head ? height + sheet.heightOf(place + 1) : height;
            if (y > 0 && y + whole > sheet.room) {
                ++column;
                y = 0;
            }
            if (y === 0 && sheet.rows[place]?.head)
                y = -sheet.gap;
            found.push({ column: column, y: y });
            y += height;
            used = Math.max(used, y);
        }
        return { each: found, last: column, used: used };
    }
    readonly property int pages: Math.floor(places.last / columns) + 1
    readonly property int current: Math.min(model.page, pages - 1)

    function heightOf(place: int): real {
        return list.itemAt(place)?.implicitHeight ?? 0;
    }
    function head(symbol: string, text: string): var {
        return { head: true, symbol: symbol, text: text };
    }
    function line(text: string, sign: string): var {
        return { head: false, symbol: sign, text: text };
    }
    function usualSteps(): var {
        return [
            qsTr("Ambil nomor di kiosk ini."),
            qsTr("Tunggu di Lantai %1 · %2.").arg(sheet.service.place.floor).arg(sheet.service.place.zone),
            qsTr("Saat dipanggil, serahkan berkas di loket."),
            qsTr("Petugas memeriksa, lalu memberi hasil atau tanda terima.")
        ];
    }
    function elements(): var {
        const one = sheet.service;
        const needs = one.requirements.length > 0 ? one.requirements : [qsTr("Tidak ada syarat khusus.")];
        const steps = one.procedure.length > 0 ? one.procedure : sheet.usualSteps();
        const desk = qsTr("%1, Lantai %2").arg(sheet.model.deskName).arg(sheet.model.deskFloor);
        const found = [sheet.head("document", qsTr("Syarat"))];
        for (const each of needs)
            found.push(sheet.line(each, "•"));
        found.push(sheet.head("list", qsTr("Alur")));
        for (let place = 0; place < steps.length; ++place)
            found.push(sheet.line(steps[place], (place + 1) + "."));
        found.push(sheet.head("clock", qsTr("Waktu")));
        found.push(sheet.line(qsTr("Di loket biasanya %1 menit").arg(one.minutes), "•"));
        if (one.completion !== "")
            found.push(sheet.line(qsTr("Selesai: %1").arg(one.completion), "•"));
        found.push(sheet.head("money", qsTr("Biaya")));
        found.push(sheet.line(one.fee === "" ? qsTr("Tanyakan kepada petugas loket.") : one.fee, "•"));
        found.push(sheet.head("certificate", qsTr("Hasil")));
        found.push(sheet.line(one.product === "" ? one.name : one.product, "•"));
        found.push(sheet.head("talk", qsTr("Pengaduan")));
        found.push(sheet.line(one.complaints === "" ? desk : one.complaints, "•"));
        return found;
    }

    objectName: "standardSheet"
    title: sheet.service.name
    sheetWidth: width - 2 * Theme.space(5)

    Item {
        id: board
        width: parent ? parent.width : 0
        height: sheet.pages > 1 ? sheet.room : sheet.places.used

        Repeater {
            id: list
            model: sheet.rows

            Item {
                id: row

                required property var modelData
                required property int index
                readonly property var place: sheet.places.each[index] ?? ({ column: 0, y: 0 })
                readonly property real above: modelData.head ? sheet.gap : 0

                objectName: modelData.head ? "element" : "elementLine"
                implicitHeight: above + words.implicitHeight + Theme.space(1)
                x: (place.column % sheet.columns) * (sheet.columnWidth + Theme.space(6))
                y: place.y
                width: sheet.columnWidth
                visible: Math.floor(place.column / sheet.columns) === sheet.current

                Icon {
                    name: row.modelData.head ? row.modelData.symbol : ""
                    size: Theme.title
                    tint: Theme.accent
                    y: row.above
                }
                TextBlock {
                    visible: !row.modelData.head
                    width: words.x - Theme.space(1)
                    text: row.modelData.symbol
                    horizontalAlignment: Text.AlignRight
                    size: Theme.body
                    strong: true
                    color: Theme.accent
                }
                TextBlock {
                    id: words
                    x: Theme.title + Theme.space(2)
                    y: row.above
                    width: parent.width - x
                    text: row.modelData.text
                    size: row.modelData.head ? Theme.lead : Theme.body
                    strong: row.modelData.head
                }
            }
        }
    }
    Item {
        width: parent ? parent.width : 0
        height: close.height + (sheet.portrait && pager.visible ? pager.height + Theme.gap : 0)

        Pager {
            id: pager
            y: sheet.portrait ? 0 : (parent.height - height) / 2
            page: sheet.current
            pages: sheet.pages
            onTurned: to => sheet.model.turn(to)
        }
        BigButton {
            id: close
            objectName: "standardClose"
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: pager.visible && !sheet.portrait ? parent.width - pager.width - Theme.gap : parent.width
            height: Math.max(Theme.target, Theme.u(104))
            kind: "primary"
            text: qsTr("Tutup")
            onClicked: sheet.model.closeQuestion()
        }
    }
}
