import QtQuick

/* A few words with a sign: `mood` is "plain", "good", "warn" or "bad". */
Rectangle {
    id: badge

    property string text: ""
    property string symbol: ""
    property string mood: "plain"
    property real size: Theme.small
    readonly property color write: badge.mood === "good" ? Theme.goodInk
        : badge.mood === "warn" ? Theme.warnInk
        : badge.mood === "bad" ? Theme.badInk : Theme.ink

    implicitWidth: row.implicitWidth + Theme.space(3)
    implicitHeight: row.implicitHeight + Theme.space(1)
    radius: Math.min(height / 2, Theme.radius)
    color: badge.mood === "good" ? Theme.goodSoft
        : badge.mood === "warn" ? Theme.warnSoft
        : badge.mood === "bad" ? Theme.badSoft : Theme.muted

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.space(1)

        Icon {
            name: badge.symbol
            size: badge.size * 1.1
            tint: badge.write
            anchors.verticalCenter: parent.verticalCenter
        }
        TextBlock {
            text: badge.text
            size: badge.size
            strong: true
            color: badge.write
            lineHeight: 1
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
