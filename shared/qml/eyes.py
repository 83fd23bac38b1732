"""What stands in a window: items found by name, texts with their places.

Looked at from inside QML. Python's handles of items do not survive a change of screens: a handle
whose item is gone ends the process when it is touched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickWindow

_LOOK = """
(function (wanted) {
    function walk(item, visit) {
        if (!item.visible || item.opacity === 0)
            return;
        visit(item);
        for (const child of item.children)
            walk(child, visit);
    }
    function words(item) {
        if (item.paintedWidth !== undefined && item.lineCount !== undefined)
            return item.text;
        return item.displayText !== undefined && item.cursorPosition !== undefined
            ? item.displayText : "";
    }
    function box(item) {
        const place = item.mapToItem(null, 0, 0);
        return [place.x, place.y, item.width, item.height];
    }
    function texts(item) {
        const seen = [];
        walk(item, one => { if (words(one)) seen.push({ words: words(one), box: box(one) }); });
        return seen;
    }
    if (wanted === null)
        return JSON.stringify(texts(contentItem));
    let named = null, worded = null;
    walk(contentItem, one => {
        if (named === null && one.objectName === wanted)
            named = one;
        if (worded === null && typeof one.text === "string" && one.text.startsWith(wanted))
            worded = one;
    });
    const found = named || worded;
    if (found === null)
        return "null";
    const middle = found.mapToGlobal(found.width / 2, found.height / 2);
    return JSON.stringify({
        box: box(found), enabled: found.enabled, texts: texts(found),
        middle: [Math.round(middle.x), Math.round(middle.y)]
    });
})"""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that an item draws, and the item's room in the scene."""

    words: str
    room: QRectF


@dataclass(frozen=True, slots=True)
class Thing:
    """A visible item."""

    room: QRectF
    on_screen: QPoint
    """Its middle, in the screen's own coordinates."""
    enabled: bool
    texts: tuple[Text, ...]

    @property
    def middle(self) -> QPoint:
        """In the window's coordinates."""
        return self.room.center().toPoint()


class Eyes:
    """Looks at one window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window

    def find(self, name: str) -> Thing | None:
        """The visible item of that objectName, else the first whose text begins with it."""
        seen = self._look(name)
        if seen is None:
            return None
        return Thing(
            QRectF(*seen["box"]), QPoint(*seen["middle"]), seen["enabled"], _texts(seen["texts"])
        )

    def texts(self) -> tuple[Text, ...]:
        """Everything that can be read."""
        return _texts(self._look(None))

    def focus(self) -> str:
        """The objectName of the item that has the keyboard; empty where it has none."""
        return str(self._ask('JSON.stringify(activeFocusItem ? activeFocusItem.objectName : "")'))

    def _look(self, wanted: str | None) -> Any:
        return self._ask(f"{_LOOK}({json.dumps(wanted)})")

    def _ask(self, source: str) -> Any:
        context = qmlContext(self._window)
        assert context is not None
        expression = QQmlExpression(context, self._window, source)
        value: Any = expression.evaluate()
        if expression.hasError():
            raise RuntimeError(expression.error().toString())
        return json.loads(value[0] if isinstance(value, tuple) else value)


def _texts(seen: list[dict[str, Any]]) -> tuple[Text, ...]:
    return tuple(Text(one["words"], QRectF(*one["box"])) for one in seen)
