import QtQuick
import QtQuick.Shapes
import Giliran.Controls

/* An arrow as on signs in stations. `turn`: degrees clockwise from straight up; negative: none. */
Item {
    id: arrow

    required property int turn
    property real size: 100
    property color tint: Theme.ink

    width: arrow.size
    height: arrow.size
    visible: arrow.turn >= 0

    Shape {
        anchors.fill: parent
        rotation: Math.max(arrow.turn, 0)
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: arrow.tint
            strokeWidth: arrow.size * 0.15
            fillColor: "transparent"
            capStyle: ShapePath.FlatCap
            joinStyle: ShapePath.MiterJoin
            startX: arrow.size * 0.5
            startY: arrow.size * 0.96
            PathLine {
                x: arrow.size * 0.5
                y: arrow.size * 0.16
            }
        }
        ShapePath {
            strokeColor: arrow.tint
            strokeWidth: arrow.size * 0.15
            fillColor: "transparent"
            capStyle: ShapePath.FlatCap
            joinStyle: ShapePath.MiterJoin
            startX: arrow.size * 0.12
            startY: arrow.size * 0.52
            PathLine {
                x: arrow.size * 0.5
                y: arrow.size * 0.14
            }
            PathLine {
                x: arrow.size * 0.88
                y: arrow.size * 0.52
            }
        }
    }
}
