import QtQuick

/*
  Where to wait, in words; with the plan of that floor where its letters have room enough. The way
  up or down is told in words alone: two plans beside each other are two riddles.
*/
PlainScene {
    id: scene

    readonly property var place: model.afterNumber ? model.ticket.place : model.service.place
    readonly property var plans: model.afterNumber ? model.ticket.plans : model.service.plans

    symbol: "map"
    heading: qsTr("Tunggu di Lantai %1 · %2").arg(place.floor).arg(place.zone)
    says: scene.sentences([place.counters, place.floorsAway > 0 ? qsTr("Naik %1 lantai.").arg(place.floorsAway)
        : place.floorsAway < 0 ? qsTr("Turun %1 lantai.").arg(-place.floorsAway) : qsTr("Di lantai ini."),
        qsTr("Petugas di %1, Lantai %2, siap membantu.").arg(model.deskName).arg(model.deskFloor)])
    plan: plans.find(each => each.goal) ?? null
    choices: [{ name: "mapClose", kind: "primary", symbol: "check", title: qsTr("Tutup"), act: () => scene.model.closeQuestion() }]
}
