import QtQuick
import QtQuick.Shapes
import Giliran.Controls

/* The sign of a call: a loudspeaker with two waves; crossed out where nothing can be heard. */
Item {
    id: sign

    property real size: 60
    property color tint: Theme.ink
    property bool silent: false

    width: sign.size
    height: sign.size

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeWidth: -1
            fillColor: sign.tint
            startX: sign.size * 0.04
            startY: sign.size * 0.34
            PathLine {
                x: sign.size * 0.24
                y: sign.size * 0.34
            }
            PathLine {
                x: sign.size * 0.52
                y: sign.size * 0.1
            }
            PathLine {
                x: sign.size * 0.52
                y: sign.size * 0.9
            }
            PathLine {
                x: sign.size * 0.24
                y: sign.size * 0.66
            }
            PathLine {
                x: sign.size * 0.04
                y: sign.size * 0.66
            }
        }
        ShapePath {
            strokeColor: sign.silent ? "transparent" : sign.tint
            strokeWidth: sign.size * 0.09
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            startX: sign.size * 0.66
            startY: sign.size * 0.34
            PathQuad {
                x: sign.size * 0.66
                y: sign.size * 0.66
                controlX: sign.size * 0.78
                controlY: sign.size * 0.5
            }
        }
        ShapePath {
            strokeColor: sign.silent ? "transparent" : sign.tint
            strokeWidth: sign.size * 0.09
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            startX: sign.size * 0.8
            startY: sign.size * 0.2
            PathQuad {
                x: sign.size * 0.8
                y: sign.size * 0.8
                controlX: sign.size * 1.06
                controlY: sign.size * 0.5
            }
        }
        ShapePath {
            strokeColor: sign.silent ? sign.tint : "transparent"
            strokeWidth: sign.size * 0.09
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            startX: sign.size * 0.66
            startY: sign.size * 0.36
            PathLine {
                x: sign.size * 0.94
                y: sign.size * 0.64
            }
            PathMove {
                x: sign.size * 0.94
                y: sign.size * 0.36
            }
            PathLine {
                x: sign.size * 0.66
                y: sign.size * 0.64
            }
        }
    }
}
