pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/*
  What to bring, what it costs, how long it usually takes. In little room (`room`) it shows fewer
  things to bring and says how many there are; the printed sheet has them all.
*/
Panel {
    id: panel

    required property ServiceCard service
    property real size: Theme.body
    property real room: Infinity
    /* Without a printer nobody is sent to the printed sheet. */
    property bool paperless: false
    /* The height to fill, where its neighbour is taller. */
    property real least: 0
    readonly property real edge: Theme.space(3)
    readonly property int count: service.requirements.length
    readonly property int most: {
        let lines = Math.min(6, panel.count);
        while (lines > 0 && panel.heightWith(lines) > panel.room)
            --lines;
        return lines;
    }
    /* Fee and time stand at the right of the title where they fit. */
    readonly property bool beside: title.implicitWidth + usual.implicitWidth + Theme.space(3) < column.width
    readonly property real natural: panel.heightWith(panel.most)

    function heightWith(lines: int): real {
        const all = lines === panel.count;
        const parts = [];
        if (lines > 0 || all)
            parts.push(title.implicitHeight);
        if (panel.count === 0)
            parts.push(none.implicitHeight);
        for (let place = 0; place < lines; ++place)
            parts.push(list.itemAt(place)?.height ?? 0);
        if (!all)
            parts.push(Math.ceil(oneLine.lineSpacing * 1.12));
        if (!panel.beside && (all || lines > 1))
            parts.push(usual.implicitHeight);
        return parts.reduce((sum, part) => sum + part, 0) + (parts.length - 1) * column.spacing + 2 * panel.edge;
    }

    height: Math.max(natural, Math.min(least, room))

    FontMetrics {
        id: oneLine
        font: rest.font
    }
    Column {
        id: column
        x: panel.edge
        y: panel.edge
        width: parent.width - 2 * panel.edge
        spacing: Theme.space(1)

        TextBlock {
            id: title
            width: parent.width
            visible: panel.most > 0 || panel.count === 0
            text: qsTr("Siapkan:")
            size: Theme.lead
            strong: true
        }
        TextBlock {
            id: none
            width: parent.width
            visible: panel.count === 0
            text: qsTr("Tidak ada syarat khusus.")
            size: Theme.body
        }
        Repeater {
            id: list
            model: panel.service.requirements

            Item {
                id: line

                required property string modelData
                required property int index

                visible: index < panel.most
                width: column.width
                height: words.implicitHeight

                Rectangle {
                    width: Theme.u(10)
                    height: width
                    radius: width / 2
                    color: Theme.accent
                    y: panel.size * 0.42
                }
                TextBlock {
                    id: words
                    x: Theme.u(10) + Theme.space(1.5)
                    width: parent.width - x
                    text: line.modelData
                    size: panel.size
                }
            }
        }
        TextBlock {
            id: rest
            width: parent.width
            visible: panel.count > panel.most
            text: {
                const more = panel.most > 0 ? qsTr("dan %1 lagi").arg(panel.count - panel.most)
                    : qsTr("Siapkan %1 hal").arg(panel.count);
                return panel.paperless ? qsTr("%1: tanya petugas").arg(more)
                    : qsTr("%1: tekan Cetak syarat saja").arg(more);
            }
            size: Theme.small
            color: Theme.inkSoft
        }
        Item {
            visible: !panel.beside && usual.visible
            width: parent.width
            height: usual.implicitHeight
        }
    }
    TextBlock {
        id: usual
        x: panel.beside ? panel.width - panel.edge - width : panel.edge
        y: panel.beside ? panel.edge + title.baselineOffset - baselineOffset
            : panel.edge + column.height - implicitHeight
        width: panel.beside ? implicitWidth : column.width
        visible: panel.beside ? title.visible : panel.most > 1 || panel.count <= panel.most
        size: Theme.small
        color: Theme.inkSoft
        text: panel.service.fee === "" ? qsTr("Biasanya %1 menit").arg(panel.service.minutes)
            : qsTr("Biaya: %1 · biasanya %2 menit").arg(panel.service.fee).arg(panel.service.minutes)
    }
}
