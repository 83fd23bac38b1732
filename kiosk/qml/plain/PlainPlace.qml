import QtQuick

/* Where to wait, in words, for whoever the plan is too small. */
PlainScene {
    id: scene

    readonly property var place: model.afterNumber ? model.ticket.place : model.service.place

    symbol: "map"
    heading: qsTr("Tunggu di Lantai %1 · %2").arg(place.floor).arg(place.zone)
    says: scene.sentences([place.counters, place.floorsAway > 0 ? qsTr("Naik %1 lantai.").arg(place.floorsAway)
        : place.floorsAway < 0 ? qsTr("Turun %1 lantai.").arg(-place.floorsAway) : qsTr("Di lantai ini."),
        qsTr("Petugas di %1, Lantai %2, siap membantu.").arg(model.deskName).arg(model.deskFloor)])
    choices: [{ name: "mapClose", kind: "primary", symbol: "check", title: qsTr("Tutup"), act: () => scene.model.closeQuestion() }]
}
