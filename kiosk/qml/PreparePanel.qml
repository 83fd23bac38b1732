pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Giliran.Controls
import Giliran.Kiosk

/*
  "Are your papers complete?": what to bring, what it costs, how long it usually takes. In little
  room (`room`) it shows fewer things to bring and says how many there are; a touch anywhere on it
  (`opened`) shows them all, and the rest of the service's standard.
*/
Panel {
    id: panel

    required property ServiceCard service
    property real size: Theme.body
    property real room: Infinity
    signal opened
    /* The height to fill, where its neighbour is taller. */
    property real least: 0
    readonly property real edge: Theme.space(3)
    readonly property int count: service.requirements.length
    readonly property int most: {
        let lines = Math.min(6, panel.count);
        if (lines === panel.count && !panel.shortened && panel.heightWith(lines, true, true, false) <= panel.room)
            return lines;
        while (lines > 0 && panel.heightWith(lines, true, lines === panel.count || lines > 1, true) > panel.room)
            --lines;
        return lines;
    }
    /* Some text is too long for its place here. */
    readonly property bool shortened: {
        let found = usual.truncated;
        for (let place = 0; place < list.count; ++place)
            found = found || ((list.itemAt(place) as Need)?.shortened ?? false);
        return found;
    }
    /* All that is to be brought can be read here. */
    readonly property bool whole: panel.most === panel.count && !panel.shortened
    /* The words that there is more to read: all of the panel can be touched without them as well. */
    readonly property bool linked: !panel.whole || panel.heightWith(panel.most, true, true, true) <= panel.room
    readonly property bool titled: panel.most > 0 || panel.count === 0 || panel.heightWith(0, true, false, true) <= panel.room
    /* Fee and time are to be seen: they give way last. */
    readonly property bool priced: panel.beside ? panel.titled
        : panel.most > 1 || panel.most === panel.count || panel.heightWith(panel.most, panel.titled, true, true) <= panel.room
    /* Fee and time stand at the right of the title where they fit. */
    readonly property bool beside: title.implicitWidth + usual.implicitWidth + Theme.space(3) < column.width
    readonly property real natural: Math.max(panel.heightWith(panel.most, panel.titled, panel.priced, panel.linked), Theme.target)

    function heightWith(lines: int, titled: bool, priced: bool, linked: bool): real {
        const parts = [];
        if (titled)
            parts.push(title.implicitHeight);
        if (panel.count === 0)
            parts.push(none.implicitHeight);
        for (let place = 0; place < lines; ++place)
            parts.push(list.itemAt(place)?.height ?? 0);
        if (linked)
            parts.push(Math.ceil(oneLine.lineSpacing * 1.12));
        if (!panel.beside && priced)
            parts.push(usual.implicitHeight);
        return parts.reduce((sum, part) => sum + part, 0) + (parts.length - 1) * column.spacing + 2 * panel.edge;
    }

    height: Math.max(natural, Math.min(least, room))
    border.color: Theme.accent
    color: press.pressed ? Theme.accentSoft : Theme.surface

    component Need: Item {
        id: line

        required property string modelData
        required property int index
        readonly property bool shortened: words.truncated

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
            maximumLineCount: 3
            elide: Text.ElideRight
        }
    }

    T.AbstractButton {
        id: press
        objectName: "allRequirements"
        anchors.fill: parent
        focusPolicy: Qt.TabFocus
        Accessible.name: rest.text
        onClicked: panel.opened()

        FocusMark {
            shown: press.visualFocus
        }
    }

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
            visible: panel.titled
            text: panel.count === 0 ? qsTr("Siapkan:") : qsTr("Berkas Anda lengkap?")
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

            Need {
                visible: index < panel.most
            }
        }
        Item {
            id: slot
            visible: !panel.beside && usual.visible
            width: parent.width
            height: usual.implicitHeight
        }
        TextBlock {
            id: rest
            width: parent.width
            visible: panel.linked
            text: panel.whole ? qsTr("Lihat juga alur, hasil, pengaduan ▸")
                : panel.most === panel.count ? qsTr("Sentuh untuk membaca semua")
                : panel.most > 0 ? qsTr("dan %1 lagi: sentuh untuk membaca semua").arg(panel.count - panel.most)
                : qsTr("Siapkan %1 hal: sentuh untuk membaca semua").arg(panel.count)
            size: Theme.small
            strong: true
            lineHeight: 1
            elide: Text.ElideRight
            maximumLineCount: 1
            color: Theme.accent
        }
    }
    TextBlock {
        id: usual
        x: panel.beside ? panel.width - panel.edge - width : panel.edge
        y: panel.beside ? panel.edge + title.baselineOffset - baselineOffset
            : panel.edge + slot.y
        width: panel.beside ? implicitWidth : column.width
        visible: panel.priced
        maximumLineCount: 3
        elide: Text.ElideRight
        size: Theme.small
        color: Theme.inkSoft
        text: panel.service.fee === "" ? qsTr("Biasanya %1 menit").arg(panel.service.minutes)
            : qsTr("Biaya: %1 · biasanya %2 menit").arg(panel.service.fee).arg(panel.service.minutes)
    }
}
