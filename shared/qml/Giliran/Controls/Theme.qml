pragma Singleton
import QtQuick

/*
  Every colour, size and font of the three apps. Python sets `look`, `pxPerMm`, `unit` and `family`
  once, before the first window (shared.qml.look); everything else follows from them.

  A unit is one pixel of a screen 1080 pixels wide on its short side (kiosk, TV), or one pixel at
  96 dpi (counter). What a finger must hit is given in millimetres instead.
*/
QtObject {
    id: theme

    /* "kiosk": light and large; "tv": white on near-black; "desk": light and dense. */
    property string look: "kiosk"
    property real pxPerMm: 4.03
    property real unit: 1
    property string family: "Inter"
    /* A visitor's own wishes at the kiosk: all text larger by this factor; white and yellow on black. */
    property real zoom: 1
    property bool contrast: false
    /* The site's own tones by their names, and its logo; high contrast stays as it is. */
    property var own: ({})
    property string logo: ""
    /* Cap height of the font as a part of its pixel size. */
    property real capRatio: 0.727

    function worn(name: string): color {
        return theme.contrast ? theme.tone[name] : (theme.own[name] ?? theme.tone[name]);
    }

    function mm(millimetres: real): real {
        return Math.round(millimetres * theme.pxPerMm);
    }
    function u(units: real): real {
        return Math.round(units * theme.unit);
    }
    /* The pixel size at which capital letters stand `capHeight` pixels high. */
    function sizeForCaps(capHeight: real): real {
        return capHeight / theme.capRatio;
    }

    /* For a sign on a colour that somebody else has chosen: white or ink, which stands out more. */
    function inkOn(ground: color): color {
        const light = theme.day.surface, dark = theme.day.ink;
        return theme.apart(light, ground) >= theme.apart(dark, ground) ? light : dark;
    }
    /* The contrast ratio of two colours (WCAG 2.2). */
    function apart(one: color, other: color): real {
        const first = theme.luminance(one) + 0.05, second = theme.luminance(other) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }
    function luminance(of: color): real {
        return 0.2126 * theme.linear(of.r) + 0.7152 * theme.linear(of.g) + 0.0722 * theme.linear(of.b);
    }
    function linear(part: real): real {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    component Tone: QtObject {
        property color background
        property color surface
        property color raised
        property color muted
        property color line
        property color ink
        property color inkSoft
        property color accent
        property color accentInk
        property color accentSoft
        property color accentDown
        property color warnSoft
        property color warnInk
        property color goodSoft
        property color goodInk
        property color badSoft
        property color badInk
    }
    component Scale: QtObject {
        property real small
        property real body
        property real lead
        property real title
        property real headline
        property real number
        property real space
        property real radius
    }

    readonly property Tone day: Tone {
        background: "#f4f1ea"
        surface: "#ffffff"
        raised: "#ffffff"
        muted: "#e8e4da"
        line: "#c9c4b8"
        ink: "#14212b"
        inkSoft: "#384551"
        accent: "#0b4a5e"
        accentInk: "#ffffff"
        accentSoft: "#dcebee"
        accentDown: "#073444"
        warnSoft: "#ffe8b3"
        warnInk: "#4a2f00"
        goodSoft: "#d9eedf"
        goodInk: "#0c4529"
        badSoft: "#fbe1dd"
        badInk: "#7a1616"
    }
    readonly property Tone night: Tone {
        background: "#0a0f14"
        surface: "#121a22"
        raised: "#16202a"
        muted: "#161e26"
        line: "#3a4855"
        ink: "#ffffff"
        inkSoft: "#dbe3ea"
        accent: "#ffd56b"
        accentInk: "#0a0f14"
        accentSoft: "#2a2614"
        accentDown: "#e0b64a"
        warnSoft: "#2e2408"
        warnInk: "#ffe3a1"
        goodSoft: "#0f2a1c"
        goodInk: "#c5f2d6"
        badSoft: "#34130f"
        badInk: "#ffd9d3"
    }
    readonly property Tone desk: Tone {
        background: "#eef1f3"
        surface: "#ffffff"
        raised: "#ffffff"
        muted: "#e3e7ea"
        line: "#c3cad0"
        ink: "#14212b"
        inkSoft: "#384551"
        accent: "#0b4a5e"
        accentInk: "#ffffff"
        accentSoft: "#dcebee"
        accentDown: "#073444"
        warnSoft: "#ffe8b3"
        warnInk: "#4a2f00"
        goodSoft: "#d9eedf"
        goodInk: "#0c4529"
        badSoft: "#fbe1dd"
        badInk: "#7a1616"
    }
    readonly property Tone stark: Tone {
        background: "#000000"
        surface: "#000000"
        raised: "#000000"
        muted: "#262626"
        line: "#ffffff"
        ink: "#ffffff"
        inkSoft: "#ffffff"
        accent: "#ffe100"
        accentInk: "#000000"
        accentSoft: "#2b2700"
        accentDown: "#ffffff"
        warnSoft: "#000000"
        warnInk: "#ffe100"
        goodSoft: "#000000"
        goodInk: "#7dffb0"
        badSoft: "#000000"
        badInk: "#ffb3ab"
    }
    readonly property Tone tone: look === "tv" ? night : look === "desk" ? desk : contrast ? stark : day

    readonly property Scale roomy: Scale {
        small: 28
        body: 32
        lead: 36
        title: 46
        headline: 60
        number: 240
        space: 8
        radius: 18
    }
    readonly property Scale dense: Scale {
        small: 13
        body: 15
        lead: 17
        title: 20
        headline: 28
        number: 48
        space: 4
        radius: 8
    }
    readonly property Scale scale: look === "desk" ? dense : roomy

    readonly property color background: theme.worn("background")
    readonly property color surface: theme.worn("surface")
    readonly property color raised: theme.worn("raised")
    readonly property color muted: theme.worn("muted")
    readonly property color line: theme.worn("line")
    readonly property color ink: theme.worn("ink")
    readonly property color inkSoft: theme.worn("inkSoft")
    readonly property color accent: theme.worn("accent")
    readonly property color accentInk: theme.worn("accentInk")
    readonly property color accentSoft: theme.worn("accentSoft")
    readonly property color accentDown: theme.worn("accentDown")
    readonly property color warnSoft: theme.worn("warnSoft")
    readonly property color warnInk: theme.worn("warnInk")
    readonly property color goodSoft: theme.worn("goodSoft")
    readonly property color goodInk: theme.worn("goodInk")
    readonly property color badSoft: theme.worn("badSoft")
    readonly property color badInk: theme.worn("badInk")
    readonly property color shade: "#99000000"

    readonly property real small: u(scale.small * zoom)
    readonly property real body: u(scale.body * zoom)
    readonly property real lead: u(scale.lead * zoom)
    readonly property real title: u(scale.title * zoom)
    readonly property real headline: u(scale.headline * zoom)
    readonly property real number: u(scale.number)
    readonly property real radius: u(scale.radius)
    readonly property real hairline: Math.max(1, u(look === "desk" ? 1 : 2))

    /* The smallest thing a finger or a mouse has to hit. */
    readonly property real target: look === "desk" ? u(32) : Math.max(mm(20.2), u(80))
    /* Between two targets. */
    readonly property real gap: look === "desk" ? u(8) : Math.max(u(16), mm(4))

    /* The rhythm: everything stands `space(n)` from everything else. */
    function space(steps: real): real {
        return theme.u(theme.scale.space * steps);
    }

    /* Tabular figures: digits keep their place while they change. */
    readonly property var figures: ({ "tnum": 1 })
}
