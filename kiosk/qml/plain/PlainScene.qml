import QtQuick
import Giliran.Kiosk

/*
  What a plain screen says and offers. `choices` are objects: `name`, `title`, and as they are
  wanted `detail`, `symbol`, `kind` ("primary", "danger" or "text"), `checked`, `available`,
  `waiting`, and `act`, what a touch does. A "text" is read alone.
*/
Item {
    id: scene

    required property KioskModel model
    property string heading: ""
    property string symbol: ""
    property var says: []
    /* A ticket's number, the largest thing on the screen. */
    property string number: ""
    property var choices: []
    /* "text" or "code": what is typed stands in `typed`, with `hint` while it is empty. */
    property string keyboard: ""
    property string typed: ""
    property string hint: ""
    signal letter(letter: string)
    signal erased
    signal wiped

    visible: false

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
