import QtQuick
import Giliran.Kiosk

/* What all screens have in common: the model, a heading, and whether they stand upright. */
Item {
    required property KioskModel model
    property string heading: ""
    property string subheading: ""
    readonly property bool portrait: height > width * 0.72
}
