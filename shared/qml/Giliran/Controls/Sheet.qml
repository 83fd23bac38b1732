import QtQuick

/* A question over the screen. What it holds stands in a column; the rest of the screen waits. */
Item {
    id: sheet

    property string title: ""
    property string detail: ""
    property string symbol: ""
    property real sheetWidth: Math.min(parent ? parent.width - 2 * Theme.space(6) : 0, Theme.u(900))
    /* The keys of a keypad stay in it while it is shown. */
    readonly property bool isSheet: true
    default property alias body: holder.data

    anchors.fill: parent
    Accessible.role: Accessible.Dialog
    Accessible.name: sheet.title

    Rectangle {
        anchors.fill: parent
        color: Theme.shade

        MouseArea {
            anchors.fill: parent
            preventStealing: true
        }
    }
    Panel {
        id: card
        width: sheet.sheetWidth
        height: column.implicitHeight + 2 * Theme.space(5)
        anchors.centerIn: parent

        Column {
            id: column
            x: Theme.space(5)
            y: Theme.space(5)
            width: parent.width - 2 * Theme.space(5)
            spacing: Theme.space(3)

            Row {
                spacing: Theme.space(2)
                width: parent.width

                Icon {
                    id: mark
                    name: sheet.symbol
                    size: Theme.headline
                    tint: Theme.accent
                }
                TextBlock {
                    text: sheet.title
                    size: Theme.title
                    strong: true
                    width: parent.width - (mark.visible ? mark.width + parent.spacing : 0)
                }
            }
            TextBlock {
                visible: text !== ""
                text: sheet.detail
                size: Theme.lead
                color: Theme.inkSoft
                width: parent.width
            }
            Column {
                id: holder
                width: parent.width
                spacing: Theme.gap
            }
        }
    }
}
