import QtQuick

/* "◂ Sebelumnya · Berikutnya ▸ 2/3": shown only when there is more than one page. */
Row {
    id: pager

    required property int page
    required property int pages
    signal turned(page: int)

    spacing: Theme.gap
    visible: pager.pages > 1
    height: pager.visible ? implicitHeight : 0

    BigButton {
        objectName: "pagerBack"
        text: qsTr("Sebelumnya")
        symbol: "arrow-left"
        enabled: pager.page > 0
        opacity: enabled ? 1 : 0
        onClicked: pager.turned(pager.page - 1)
    }
    BigButton {
        objectName: "pagerOn"
        text: qsTr("%1  %2/%3").arg(pager.page + 1 < pager.pages ? qsTr("Berikutnya") : qsTr("Ke halaman pertama")).arg(pager.page + 1).arg(pager.pages)
        trailingSymbol: "arrow-right"
        onClicked: pager.turned((pager.page + 1) % pager.pages)
    }
}
