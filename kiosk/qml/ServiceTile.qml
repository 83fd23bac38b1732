import QtQuick
import Giliran.Controls

/* A service: its picture, its name, whose it is, and how many wait; grey says why and when. */
Tile {
    required title
    required symbol
    required available
    required property int waiting
    required property string agency
    required property string reason
    required property string opens
    /* The whole hall is shut, and says so once: the tiles need not repeat why. */
    property bool shut: false

    subtitle: agency
    note: available ? waiting === 0 ? qsTr("Tidak ada antrean") : qsTr("%1 menunggu").arg(waiting)
        : shut ? qsTr("Tutup")
        : opens === "" ? reason : reason + " · " + opens
}
