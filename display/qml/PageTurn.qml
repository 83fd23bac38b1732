import QtQuick

/* What has no room beside the rest takes turns with it, each as long as a page of the footer. */
Timer {
    property int turn: 0

    interval: 8000
    repeat: true
    onTriggered: turn += 1
}
