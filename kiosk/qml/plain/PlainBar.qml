pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The bar of the plain screens: the keys of the usual one, with room for large words. */
Rectangle {
    id: bar

    required property KioskModel model
    required property real edge
    readonly property bool asked: model.ask !== "nothing"
    readonly property bool inside: asked || model.access.part !== ""
    readonly property bool upright: width < Theme.u(1400)
    readonly property real room: width - 2 * edge - 2 * Theme.gap
    readonly property real least: Theme.u(200)

    height: (upright ? 2 * Theme.target + Theme.gap : Theme.target) + 2 * Theme.space(2)
    color: Theme.surface

    /* Upright its keys stand at the same places in every language, the longest name with the most
       room. */
    component BarKey: BigButton {
        property real share: 1 / 3

        width: bar.upright ? bar.room * share : Math.max(implicitWidth, bar.least)
        height: Theme.target
        size: Theme.small
        least: size
        kind: "plain"
        leftPadding: Theme.space(1)
        rightPadding: Theme.space(1)
    }

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    BarKey {
        objectName: "back"
        x: bar.edge
        y: Theme.space(2)
        visible: (bar.inside && bar.model.ask !== "still_there") || (!bar.asked && bar.model.canGoBack)
        kind: "secondary"
        symbol: "back"
        text: qsTr("Kembali")
        onClicked: {
            if (bar.asked)
                bar.model.closeQuestion();
            else
                bar.model.back();
        }
    }
    Row {
        x: bar.upright ? bar.edge : (bar.width - width) / 2
        y: Theme.space(2) + (bar.upright ? Theme.target + Theme.gap : 0)
        spacing: Theme.gap

        BarKey {
            objectName: "language"
            share: 0.4
            symbol: "globe"
            visible: bar.model.languages.key !== "" && bar.model.ask !== "language"
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
            share: 0.34
            visible: bar.model.ask !== "access"
            leftPadding: Theme.space(0.5)
            rightPadding: Theme.space(0.5)
            symbol: "access"
            text: qsTr("Aksesibilitas")
            onClicked: bar.model.openQuestion("access")
        }
        BarKey {
            objectName: "help"
            share: 0.26
            visible: bar.model.deskName !== "" && bar.model.ask !== "help"
            symbol: "help"
            text: qsTr("Bantuan")
            onClicked: bar.model.openQuestion("help")
        }
    }
    BarKey {
        objectName: "home"
        x: bar.width - bar.edge - width
        y: Theme.space(2)
        visible: !bar.model.atStart || bar.model.errands > 0
        kind: "secondary"
        symbol: "home"
        text: qsTr("Awal")
        onClicked: bar.model.home()
    }
}
