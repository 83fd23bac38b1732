pragma ComponentBehavior: Bound
import QtQuick

/*
  Several hubs were found and none is ours: a person says which one is. One touch (or a digit, or
  the arrow keys) marks it, another (or Enter) settles it, for the choice is remembered.
  `hubs` are rows of shared.link.choice.HubOffer; `tried` is the site that would not have us.
*/
FocusScope {
    id: chooser

    required property QtObject hubs
    property string tried: ""
    property int aPage: 5
    readonly property int count: list.count
    readonly property int pages: Math.max(1, Math.ceil(count / aPage))
    property int page: 0
    property int marked: -1
    readonly property string markedSite: marked >= 0 && marked < count ? (list.itemAt(marked) as HubRow)?.site ?? "" : ""
    signal decided(hub: string)

    function mark(place: int): void {
        if (place < 0 || place >= chooser.count)
            return;
        chooser.marked = place;
        chooser.page = Math.floor(place / chooser.aPage);
    }
    function settle(): void {
        const row = list.itemAt(chooser.marked) as HubRow;
        if (row)
            chooser.decided(row.hub);
    }

    implicitHeight: column.implicitHeight
    onCountChanged: marked = -1
    Component.onCompleted: forceActiveFocus()
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key >= Qt.Key_1 && event.key <= Qt.Key_9)
            chooser.mark(chooser.page * chooser.aPage + event.key - Qt.Key_1);
        else if (event.key === Qt.Key_Down)
            chooser.mark(chooser.marked + 1);
        else if (event.key === Qt.Key_Up)
            chooser.mark(chooser.marked - 1);
        else if (event.key === Qt.Key_PageDown)
            chooser.page = (chooser.page + 1) % chooser.pages;
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            chooser.settle();
        else
            event.accepted = false;
    }

    component HubRow: ToggleRow {
        required property string hub
        required property string site
        required property string where
        required property int index

        width: parent ? parent.width : 0
        visible: Math.floor(index / chooser.aPage) === chooser.page
        size: Theme.lead
        text: qsTr("%1. %2 (%3)").arg(index % chooser.aPage + 1).arg(site).arg(where)
        checkable: false
        checked: index === chooser.marked
        onClicked: chooser.mark(index)
    }

    Column {
        id: column
        width: parent.width
        spacing: Math.max(Theme.gap, Theme.space(2.5))

        TextBlock {
            objectName: "hubsTitle"
            width: parent.width
            text: qsTr("Mesin ini milik mal yang mana?")
            size: Theme.headline
            strong: true
        }
        TextBlock {
            width: parent.width
            text: qsTr("Untuk petugas: di jaringan ini ada beberapa pusat antrean. Pilihan Anda diingat.")
            size: Theme.lead
            color: Theme.inkSoft
        }
        Panel {
            width: parent.width
            visible: chooser.tried !== ""
            height: failed.implicitHeight + 2 * Theme.space(2)
            color: Theme.badSoft
            border.color: Theme.badInk

            TextBlock {
                id: failed
                objectName: "hubTried"
                x: Theme.space(2)
                width: parent.width - 2 * x
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Tidak tersambung ke %1. Coba lagi, atau pilih yang lain.").arg(chooser.tried)
                size: Theme.body
                strong: true
                color: Theme.badInk
            }
        }
        Column {
            width: parent.width
            spacing: Theme.gap

            Repeater {
                id: list
                model: chooser.hubs

                HubRow {
                    objectName: "hub-" + hub
                }
            }
        }
        Pager {
            anchors.right: parent.right
            page: chooser.page
            pages: chooser.pages
            onTurned: to => chooser.page = to
        }
        BigButton {
            objectName: "hubDecide"
            width: parent.width
            height: Math.max(Theme.target, implicitContentHeight + 2 * Theme.space(2.5))
            kind: "primary"
            enabled: chooser.marked >= 0
            text: chooser.marked < 0 ? qsTr("Pilih dulu dari daftar di atas")
                : qsTr("Ya, mesin ini milik %1").arg(chooser.markedSite)
            onClicked: chooser.settle()
        }
    }
}
