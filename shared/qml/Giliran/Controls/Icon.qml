import QtQuick

/* A picture from assets/icons by its name, in one colour, sharp at any size. */
Image {
    id: icon

    required property string name
    property real size: Theme.title
    property color tint: Theme.ink

    width: icon.size
    height: icon.size
    sourceSize: Qt.size(Math.ceil(icon.size), Math.ceil(icon.size))
    source: icon.name === "" ? "" : "image://icons/" + icon.name + "/" + icon.tint.toString().slice(-6)
    visible: icon.name !== ""
    fillMode: Image.PreserveAspectFit
}
