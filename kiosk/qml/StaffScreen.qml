pragma ComponentBehavior: Bound
import QtQuick
import Giliran.Controls
import Giliran.Kiosk

/* The menu of staff. Visitors see nothing of it; what is touched stands as low as it can. */
Rectangle {
    id: screen

    required property KioskModel model
    readonly property StaffFace staff: model.staff
    readonly property bool portrait: height > width
    readonly property real edge: Theme.space(4)

    objectName: "staff"
    color: Theme.background

    StaffWords {
        id: words
        staff: screen.staff
    }
    /* Nothing of what lies below is touched. */
    MouseArea {
        anchors.fill: parent
    }
    Column {
        id: heading
        x: screen.edge
        y: Theme.space(3)
        width: parent.width - 2 * screen.edge - corner.width
        spacing: Theme.space(0.5)

        TextBlock {
            width: parent.width
            text: qsTr("Menu petugas")
            size: Theme.headline
            strong: true
        }
        TextBlock {
            width: parent.width
            text: words.whose
            size: Theme.body
            color: Theme.inkSoft
        }
    }
    TextBlock {
        id: corner
        anchors.right: parent.right
        anchors.rightMargin: screen.edge
        y: heading.y
        text: screen.model.clock
        size: Theme.title
        strong: true
    }
    Loader {
        id: body
        x: screen.edge
        width: parent.width - 2 * screen.edge
        anchors.top: heading.bottom
        anchors.topMargin: Theme.space(3)
        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.space(2)
        sourceComponent: screen.staff.place === "choice" ? choice : screen.staff.place === "menu" ? menu : door
    }
    Row {
        id: foot
        x: screen.edge
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space(3)
        spacing: Theme.gap

        BigButton {
            objectName: "staff-leave"
            symbol: "close"
            text: screen.staff.place === "menu" ? qsTr("Tutup menu") : qsTr("Kembali ke layar pengunjung")
            onClicked: screen.staff.leave()
        }
        Repeater {
            model: screen.model.languages.offers.filter(each => !each.chosen)

            BigButton {
                required property var modelData

                objectName: "staff-language-" + modelData.code
                kind: "quiet"
                symbol: "globe"
                text: modelData.name
                onClicked: screen.model.speak(modelData.code)
            }
        }
    }

    Component {
        id: door
        StaffDoor { staff: screen.staff; words: words; portrait: screen.portrait }
    }
    Component {
        id: choice
        StaffChoice { staff: screen.staff }
    }
    Component {
        id: menu
        StaffPanel { staff: screen.staff; words: words; portrait: screen.portrait }
    }
}
