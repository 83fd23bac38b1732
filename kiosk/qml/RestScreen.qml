pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Giliran.Controls
import Giliran.Kiosk

/* Nobody stands here: by day the hall's state for people who pass by, out of hours a dim screen
   whose few words wander. The first touch only wakes. */
Rectangle {
    id: rest

    required property KioskModel model
    readonly property Resting resting: model.resting
    readonly property bool night: resting.state === "night"
    readonly property bool portrait: height > width

    objectName: "rest"
    color: rest.night ? "black" : Theme.background

    T.AbstractButton {
        id: everywhere
        objectName: "wake"
        anchors.fill: parent
        focusPolicy: Qt.TabFocus
        Accessible.name: qsTr("Sentuh layar")
        onPressed: rest.model.wake()
        onClicked: rest.model.wake()
    }
    FocusMark {
        z: 1
        anchors.margins: Theme.gap / 2
        shown: everywhere.visualFocus
        border.color: rest.night ? Theme.night.inkSoft : Theme.ink
    }

    Column {
        id: dim
        visible: rest.night
        opacity: 0.68
        width: parent.width - 2 * Theme.space(6)
        x: Theme.space(6)
        y: Theme.space(6) + rest.resting.wander * Math.max(0, parent.height - height - 2 * Theme.space(6))
        spacing: Theme.space(2)

        component Dim: TextBlock {
            width: dim.width
            color: Theme.night.inkSoft
            horizontalAlignment: Text.AlignHCenter
        }

        Dim {
            text: rest.model.hallName
            size: Theme.lead
        }
        Dim {
            objectName: "nightClock"
            text: rest.model.clock
            size: Theme.u(140)
            strong: true
        }
        Dim {
            objectName: "nightHours"
            visible: rest.resting.nextDay !== ""
            text: qsTr("Buka lagi %1, pukul %2").arg(rest.resting.nextDay).arg(rest.resting.nextHours)
            size: Theme.title
            strong: true
        }
        Dim {
            objectName: "nightNumbers"
            visible: rest.resting.numbersFrom !== ""
            text: qsTr("Nomor antrean mulai pukul %1").arg(rest.resting.numbersFrom)
            size: Theme.lead
        }
        Dim {
            text: qsTr("Sentuh layar untuk melihat layanan dan syaratnya.")
            size: Theme.lead
        }
    }

    Item {
        visible: !rest.night
        anchors.fill: parent
        anchors.margins: Theme.space(4)

        Heading {
            id: heading
            width: parent.width
            hall: rest.model.hallName
            clock: rest.model.clock
            text: qsTr("Ambil nomor antrean di sini")
            detail: rest.resting.hours === "" ? "" : qsTr("Buka hari ini %1").arg(rest.resting.hours)
        }
        GridLayout {
            id: zones
            anchors.top: heading.bottom
            anchors.topMargin: Theme.space(4)
            anchors.bottom: invitation.top
            anchors.bottomMargin: Theme.space(4)
            width: parent.width
            columns: rest.portrait ? 1 : 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            uniformCellWidths: true
            uniformCellHeights: true

            Repeater {
                model: rest.resting.zones

                Panel {
                    id: zone

                    required property string name
                    required property string colour
                    required property int floor
                    required property string agencies
                    required property int waiting
                    required property int counters
                    required property bool available

                    objectName: "zone-" + name
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.maximumHeight: Theme.u(260)

                    Rectangle {
                        id: band
                        width: Theme.u(24)
                        height: parent.height
                        radius: Theme.radius
                        color: zone.colour
                        border.color: Theme.ink
                        border.width: Theme.hairline
                    }
                    Column {
                        anchors.left: band.right
                        anchors.leftMargin: Theme.space(3)
                        anchors.right: told.left
                        anchors.rightMargin: Theme.space(3)
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: Theme.space(0.5)

                        TextBlock {
                            width: parent.width
                            text: qsTr("%1 · Lantai %2").arg(zone.name).arg(zone.floor)
                            size: Theme.title
                            strong: true
                        }
                        TextBlock {
                            width: parent.width
                            text: zone.counters < 0 || !zone.available ? zone.agencies
                                : (zone.counters > 0 ? qsTr("%1 loket buka").arg(zone.counters) : qsTr("Loket belum buka")) + " · " + zone.agencies
                            size: Theme.small
                            color: Theme.inkSoft
                            maximumLineCount: 2
                            elide: Text.ElideRight
                        }
                    }
                    Column {
                        id: told

                        readonly property bool counts: zone.available && zone.waiting > 0

                        anchors.right: parent.right
                        anchors.rightMargin: Theme.space(3)
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.u(260)

                        TextBlock {
                            visible: told.counts
                            width: parent.width
                            horizontalAlignment: Text.AlignRight
                            text: zone.waiting
                            size: Theme.headline
                            strong: true
                            lineHeight: 1
                        }
                        TextBlock {
                            width: parent.width
                            horizontalAlignment: Text.AlignRight
                            size: told.counts ? Theme.small : Theme.body
                            color: told.counts ? Theme.inkSoft : Theme.ink
                            text: !zone.available ? qsTr("Tidak ada nomor sekarang")
                                : zone.waiting < 0 ? qsTr("Buka")
                                : zone.waiting === 0 ? qsTr("Tidak ada yang menunggu")
                                : qsTr("orang menunggu")
                        }
                    }
                }
            }
        }
        Rectangle {
            id: invitation
            width: parent.width
            height: Theme.u(rest.portrait ? 180 : 132)
            anchors.bottom: parent.bottom
            radius: Theme.radius
            color: Theme.accent

            TextBlock {
                objectName: "invitation"
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.space(4)
                horizontalAlignment: Text.AlignHCenter
                text: "Sentuh layar · Touch the screen"
                size: Theme.headline
                strong: true
                color: Theme.accentInk
            }
        }
    }
}
