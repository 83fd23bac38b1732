pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* Always the same: back on the left, the start on the right, language and help between them. */
Rectangle {
    id: bar

    required property KioskModel model
    required property real edge
    readonly property bool narrow: width < Theme.u(1400)
    readonly property real keySize: Theme.small

    height: Theme.target + 2 * Theme.space(2)
    color: Theme.surface

    component BarKey: BigButton {
        size: bar.keySize
        kind: "quiet"
        leftPadding: Theme.space(bar.narrow ? 1 : 2.5)
        rightPadding: leftPadding
    }

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    BarKey {
        objectName: "back"
        anchors.left: parent.left
        anchors.leftMargin: bar.edge
        anchors.verticalCenter: parent.verticalCenter
        visible: bar.model.canGoBack
        kind: "secondary"
        symbol: "back"
        text: qsTr("Kembali")
        onClicked: bar.model.back()
    }
    Row {
        anchors.centerIn: parent
        spacing: Theme.gap

        BarKey {
            objectName: "language"
            width: bar.narrow ? Math.min(implicitWidth, Theme.u(210)) : implicitWidth
            symbol: "globe"
            text: bar.model.language === "en" ? "Bahasa Indonesia" : "English"
            onClicked: bar.model.speak(bar.model.language === "en" ? "id" : "en")
        }
        BarKey {
            objectName: "access"
            visible: bar.model.deskName !== ""
            kind: "secondary"
            symbol: "access"
            text: qsTr("Aksesibilitas")
            onClicked: bar.model.openQuestion("access")
        }
        BarKey {
            objectName: "help"
            visible: bar.model.deskName !== ""
            symbol: "help"
            text: qsTr("Bantuan")
            onClicked: bar.model.openQuestion("help")
        }
    }
    BarKey {
        objectName: "home"
        anchors.right: parent.right
        anchors.rightMargin: bar.edge
        anchors.verticalCenter: parent.verticalCenter
        visible: !bar.model.atStart || bar.model.errands > 0
        kind: "secondary"
        symbol: "home"
        text: qsTr("Awal")
        onClicked: bar.model.home()
    }
}
