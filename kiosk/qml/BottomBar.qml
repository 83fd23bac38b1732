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
    readonly property bool several: model.languages.key !== "" && model.languages.other === ""
    readonly property bool tight: narrow && several && back.visible && home.visible
    readonly property real begin: back.visible ? back.x + back.width + Theme.gap : edge
    readonly property real end: home.visible ? home.x - Theme.gap : width - edge

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
        id: back
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
        x: Math.max(bar.begin, Math.min((bar.width - width) / 2, bar.end - width))
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        BarKey {
            objectName: "language"
            width: bar.narrow ? Math.min(implicitWidth, Theme.u(bar.several ? 190 : 210)) : implicitWidth
            symbol: "globe"
            visible: bar.model.languages.key !== ""
            text: bar.model.languages.key
            onClicked: {
                if (bar.model.languages.other !== "")
                    bar.model.speak(bar.model.languages.other);
                else
                    bar.model.openQuestion("language");
            }
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
            symbol: bar.tight ? "" : "help"
            text: qsTr("Bantuan")
            onClicked: bar.model.openQuestion("help")
        }
    }
    BarKey {
        id: home
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
