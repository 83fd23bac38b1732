import QtQuick

/*
  Why the hub will not have this kiosk, for whoever stands before it. The hub's own sentence is for
  a technician, in one language: it stands in the staff menu.
*/
QtObject {
    id: words

    /* The refusal's code (shared.protocol Bye); empty where there is none. */
    required property string code
    readonly property string why: {
        switch (words.code) {
        case "": return "";
        case "token": case "role": case "device": return qsTr("Mesin ini belum terdaftar di sistem antrean.");
        case "protocol": return qsTr("Mesin ini dan sistem antrean belum cocok versinya.");
        case "distrusted": return qsTr("Sistem antrean yang menjawab belum dikenal mesin ini.");
        default: return qsTr("Sistem antrean belum bisa menerima mesin ini.");
        }
    }
    /* What a person reads out to whoever can mend it. */
    readonly property string forStaff: words.code === "" ? "" : qsTr("Kode untuk petugas: %1").arg(words.code)
}
