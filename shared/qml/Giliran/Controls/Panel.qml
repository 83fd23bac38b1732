import QtQuick

/* A quiet surface on which things that belong together stand. */
Rectangle {
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.hairline
    border.color: Theme.line
}
