"""A counter drawn into memory, with the officer's keys and mouse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtTest import QTest

from counter import scenes as shots
from counter.rehearsal import Sent
from counter.rows import WaitingRow
from counter.screenshots import FULL, Shot
from counter.studio import Terminal, sample_site
from shared.qml import application, grab
from shared.qml.eyes import Eyes, Thing

SITE = sample_site()
BETWEEN_PRESSES_MS = 1_000

_LETTERS = """
(function () {
    const OVER = ["sheet", "officers"];
    const seen = [];
    function walk(item, scrolls, over) {
        if (!item.visible || item.opacity === 0)
            return;
        if (item.paintedWidth !== undefined && item.lineCount !== undefined && item.text) {
            const place = item.mapToItem(null, 0, 0);
            seen.push({
                text: item.text, scrolls: scrolls, over: over, cut: item.truncated,
                box: [place.x, place.y, item.width, item.height],
                wide: item.contentWidth, high: item.contentHeight, size: item.fontInfo.pixelSize,
                across: item.effectiveHorizontalAlignment, down: item.verticalAlignment
            });
        }
        for (const child of item.children)
            walk(child, scrolls || item.contentY !== undefined,
                OVER.includes(child.objectName) ? child.objectName : over);
    }
    walk(contentItem, false, "");
    return JSON.stringify(seen);
})()
"""


@dataclass(frozen=True)
class Letters:
    """A visible text, the room it has, and the room its letters take."""

    text: str
    room: QRectF
    wide: float
    high: float
    scrolls: bool
    """It stands in a list that scrolls."""
    cut: bool
    size: float
    """In pixels, as drawn."""
    drawn: QRectF
    """Where the letters stand in their room."""
    over: str
    """Of a question, or of a list that stands over the rest of the screen: its name."""

    @property
    def fits(self) -> bool:
        return (
            not self.cut
            and self.wide <= self.room.width() + 2
            and (self.high <= self.room.height() + 2)
        )


def _drawn(one: dict[str, Any]) -> QRectF:
    x, y, width, height = one["box"]
    spare_across, spare_down = width - one["wide"], height - one["high"]
    x += {2: spare_across, 4: spare_across / 2}.get(one["across"], 0)
    y += {64: spare_down, 128: spare_down / 2}.get(one["down"], 0)
    return QRectF(x, y, one["wide"], one["high"])


class Screen(Terminal):
    """One terminal of the sample site; `steady` moves only with the test."""

    def __init__(self, shot: Shot | None = None, size: tuple[int, int] = FULL) -> None:
        super().__init__(
            SITE if shot is None or shot.met else None,
            shot.size if shot else size,
            counter=shot.counter if shot else "5",
            language=shot.language if shot else "id",
            scale=shot.scale if shot else 1.0,
        )
        self._eyes = Eyes(self.window)
        self._clicked = QPoint()
        self.settle()
        if shot is not None:
            shot.script(self)
            self.settle()

    def close(self) -> None:
        assert self.terminal.stage.faults == []
        super().close()

    # Hands ----------------------------------------------------------------------------------

    def key(self, key: Qt.Key, *, keypad: bool = False, soon: bool = False) -> None:
        """A key down and up; `soon`: without a pause since the one before."""
        if not soon:
            self.steady += BETWEEN_PRESSES_MS
        held = Qt.KeyboardModifier.KeypadModifier if keypad else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.window, key, held)
        self.settle()

    def hold_down(self, key: Qt.Key) -> None:
        """What a keyboard sends while a key stays down."""
        again = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, autorep=True, count=1
        )
        QCoreApplication.sendEvent(self.window, again)
        self.settle()

    def click(self, name: str) -> None:
        self.steady += BETWEEN_PRESSES_MS
        self._clicked = self.find(name).middle
        self.click_at(self._clicked)

    def click_again(self) -> None:
        """The second half of a double click, on whatever stands there by now."""
        self.click_at(self._clicked)

    def click_at(self, place: QPoint) -> None:
        """A click at once, without a pause since whatever was before."""
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    # Eyes -----------------------------------------------------------------------------------

    def find(self, name: str) -> Thing:
        self.settle()
        thing = self._eyes.find(name)
        assert thing is not None, f"there is no {name!r} among {self.words()}"
        return thing

    def shows(self, name: str) -> bool:
        self.settle()
        return self._eyes.find(name) is not None

    def text(self, name: str) -> str:
        return " ".join(one.words for one in self.find(name).texts)

    def names(self) -> list[str]:
        """The officers that the form offers."""
        offered: list[str] = []
        while self.shows(f"officer-{len(offered)}"):
            offered.append(self.find(f"officer-{len(offered)}").texts[0].words)
        return offered

    def words(self) -> list[str]:
        return [one.words for one in self._eyes.texts()]

    def letters(self) -> list[Letters]:
        """All texts as they are drawn: a row that has changed is laid out with the next frame."""
        grab(self.window)
        context = qmlContext(self.window)
        assert context is not None
        value: Any = QQmlExpression(context, self.window, _LETTERS).evaluate()
        source = value[0] if isinstance(value, tuple) else value
        return [
            Letters(
                one["text"],
                QRectF(*one["box"]),
                one["wide"],
                one["high"],
                one["scrolls"],
                one["cut"],
                one["size"],
                _drawn(one),
                one["over"],
            )
            for one in json.loads(source)
        ]

    @staticmethod
    def overlaps(letters: list[Letters]) -> list[tuple[str, str]]:
        """Texts that stand on one another; lists that scroll are left out, and what a question
        covers stands behind it."""
        seen = [one for one in letters if not one.scrolls]
        pairs = [(one, two) for place, one in enumerate(seen) for two in seen[place + 1 :]]
        return [
            (one.text, two.text)
            for one, two in pairs
            if one.over == two.over
            and (both := one.drawn.intersected(two.drawn)).width() > 2
            and both.height() > 3
        ]

    @property
    def waiting(self) -> list[WaitingRow]:
        """The rows of those who wait."""
        return list(self.model.shelf_rows.line)

    @property
    def orders(self) -> list[Sent]:
        """What was asked of the hub, signing on left out."""
        return [sent for sent in self.hall.sent if sent.name != "OpenCounter"]

    @property
    def last(self) -> Sent:
        return self.hall.sent[-1]

    @property
    def question(self) -> str:
        return self.text("question") if self.shows("question") else ""


Open = Callable[..., Screen]
"""Opens a screen after a script, in a window of a size; the one before is closed."""


def opening() -> Iterator[Open]:
    """A test's screens, of which one is open at a time."""
    application("Giliran tests")
    opened: list[Screen] = []

    def open_one(
        script: shots.Script = shots.nothing, size: tuple[int, int] = FULL, **more: object
    ) -> Screen:
        while opened:
            opened.pop().close()
        shot = Shot(name="test", script=script, size=size, **more)  # type: ignore[arg-type]
        opened.append(Screen(shot))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
