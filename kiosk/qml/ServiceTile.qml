import QtQuick
import Giliran.Controls

/* A service: its picture on its agency's colour, its name, whose it is, and how many wait; grey says why and when. */
Tile {
    required title
    required symbol
    required colour
    required available
    required property int waiting
    required property string agency
    required property string reason
    required property string opens
    /* The whole hall is shut, and says so once: the tiles need not repeat why. */
    property bool shut: false
    /* The hub is away: what waits for it, waits until it is back. */
    property bool alone: false
    /* The number that this visit has for it already. */
    property string taken: ""
    /* Why it cannot be taken and until when; never empty. */
    readonly property string closed: shut ? qsTr("Tutup") : alone && opens === "" ? reason
        : opens === "" ? qsTr("%1 · sampai ada pemberitahuan").arg(reason) : reason + " · " + opens

    subtitle: agency
    note: taken !== "" ? qsTr("✓ Sudah diambil: %1").arg(taken) : !available ? closed : waiting < 0 ? "" : waiting === 0 ? qsTr("Tidak ada antrean") : qsTr("%1 menunggu").arg(waiting)
}
