import QtQuick

/* The hall's own logo as the site has it; of no width where there is none. `room`: the widest. */
Image {
    id: logo

    property real room: Infinity

    source: Theme.logo
    visible: status === Image.Ready
    width: visible ? Math.min(logo.room, height * implicitWidth / Math.max(1, implicitHeight)) : 0
    fillMode: Image.PreserveAspectFit
    sourceSize.height: Math.max(1, Math.round(logo.height * 2))
}
