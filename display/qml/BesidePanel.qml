import QtQuick
import Giliran.Controls
import Giliran.Display

/*
  The place beside the calls: a picture, a video, a notice, or how many wait for each service. It
  has the room of the current call, and gives it back the moment somebody is called.
*/
Rectangle {
    id: beside

    required property DisplayModel model
    readonly property Beside source: beside.model.beside
    readonly property Measures measures: beside.model.measures
    readonly property real pad: beside.measures.margin * 2

    color: beside.source.kind === "notice" || beside.source.kind === "waits" ? Theme.surface : Theme.background

    Image {
        objectName: "playlistPicture"
        anchors.fill: parent
        visible: beside.source.kind === "picture"
        source: beside.source.picture
        cache: false
        fillMode: Image.PreserveAspectFit
        asynchronous: true
        retainWhileLoading: true
    }
    VideoFrame {
        objectName: "video"
        anchors.fill: parent
        visible: beside.source.kind === "video"
        fillColor: Theme.background
        source: beside.source
    }
    Notice {
        visible: beside.source.kind === "notice"
        anchors.fill: parent
        anchors.margins: beside.pad
        words: beside.source.words
        english: beside.source.english
        note: Math.ceil(Theme.sizeForCaps(beside.measures.noteCap))
    }
    WaitTable {
        visible: beside.source.kind === "waits"
        anchors.fill: parent
        anchors.margins: beside.pad
        model: beside.model
    }
}
