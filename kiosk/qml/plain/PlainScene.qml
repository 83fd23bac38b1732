import QtQuick
import Giliran.Kiosk

/*
  What a plain screen says and offers. `choices` are objects: `name`, `title`, and as they are
  wanted `detail`, `symbol`, `colour` (an agency's, beneath the symbol), `kind` ("primary", "danger" or "text"), `checked`, `available`,
  `waiting`, and `act`, what a touch does. A "text" is read alone.
*/
Item {
    id: scene

    required property KioskModel model
    property string heading: ""
    property string symbol: ""
    property var says: []
    /* The same for ears, where it is longer or in another order. */
    property var aloud: says
    /* What has just become of an act; spoken when it changes. */
    property string news: ""
    /* A ticket's number, the largest thing on the screen. */
    property string number: ""
    property var choices: []
    /* The plan of a floor (kiosk.plans), shown below or beside the words where it can be read. */
    property var plan: null
    /* "text" or "code": what is typed stands in `typed`, with `hint` while it is empty. */
    property string keyboard: ""
    property string typed: ""
    property string hint: ""
    /* Beside the keyboard is no room for several rows. */
    property bool tight: false
    signal letter(letter: string)
    signal erased
    signal wiped

    visible: false

    /* How loud the headphones are, where something is spoken. */
    function loudness(): var {
        return !scene.model.access.spoken ? [] : [
            { name: "louder", symbol: "loudspeaker", title: qsTr("Lebih keras"), act: () => scene.model.access.louder(1) },
            { name: "softer", symbol: "loudspeaker", title: qsTr("Lebih pelan"), act: () => scene.model.access.louder(-1) }];
    }
    function listed(): var {
        return scene.model.access.rows;
    }
    function closed(row: var): string {
        return row.available ? "" : row.opens === "" ? row.reason : row.reason + " · " + row.opens;
    }
    function sentences(words: var): var {
        return words.filter(each => each !== "");
    }
    /* The next ways in their order; what is null has no place here. */
    function ways(found: var): var {
        return found.filter(each => each !== null);
    }
}
