"""The kiosk's real screens before a test: touched by name, looked at item by item."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from kiosk.shots import Shots
from kiosk.studio import Studio
from shared.domain.site import Site
from shared.protocol.site_file import read_site

MM_PER_INCH = 25.4

# Looked at from inside QML: Python's handles of items do not survive a change of screens.
_LOOK = """
(function () {
    const seen = [];
    function rect(item, x, y, w, h) {
        const place = item.mapToItem(null, x, y);
        return [place.x, place.y, w, h];
    }
    function letters(item) {
        const w = item.contentWidth, h = item.contentHeight;
        const right = item.horizontalAlignment === 2, centre = item.horizontalAlignment === 4;
        const low = item.verticalAlignment === 64, middle = item.verticalAlignment === 128;
        const x = right ? item.width - w : centre ? (item.width - w) / 2 : 0;
        const y = low ? item.height - h : middle ? (item.height - h) / 2 : 0;
        return rect(item, x, y, w, h);
    }
    function walk(item, sheet) {
        if (!item.visible || item.opacity === 0)
            return;
        const kind = item.toString().split("_QML")[0].split("(")[0];
        const asked = sheet || kind.endsWith("Sheet");
        const isText = item.paintedWidth !== undefined && item.lineCount !== undefined;
        seen.push({
            name: item.objectName, kind: kind, sheet: asked,
            box: rect(item, 0, 0, item.width, item.height),
            target: item.down !== undefined && item.clicked !== undefined,
            enabled: item.enabled,
            text: isText ? item.text : "",
            letters: isText ? letters(item) : [0, 0, 0, 0],
            drawn: isText ? item.fontInfo.pixelSize : 0,
            least: isText ? Math.min(item.minimumPixelSize, item.font.pixelSize) : 0
        });
        for (const child of item.children)
            walk(child, asked);
    }
    walk(contentItem, false);
    return JSON.stringify(seen);
})()
"""


@dataclass(frozen=True)
class Seen:
    """One visible item."""

    name: str
    kind: str
    in_question: bool
    box: QRectF
    is_target: bool
    enabled: bool
    text: str
    letters: QRectF
    """What the letters of a text fill."""
    drawn: int
    """The pixel size at which its text stands there."""
    least: int
    """The pixel size below which its text is never drawn."""

    @property
    def is_cut(self) -> bool:
        """Whether letters stand outside of the room they were given, by more than rounding."""
        return not self.box.adjusted(-2, -2, 2, 2).contains(self.letters)


class Hands:
    """Eyes and fingers before a kiosk's window."""

    app: QGuiApplication
    window: QQuickWindow

    def draw(self) -> None:
        """A frame, as the visitor would see it."""
        self.app.processEvents()
        self.window.grabWindow()

    def touch(self, name: str, times: int = 1) -> None:
        """Fingers down and up on the visible thing of that name."""
        place = self._middle(name)
        for _ in range(times):
            QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=place)
        self.draw()

    def touch_place(self, place: QPoint) -> None:
        """A finger down and up, whatever is there."""
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=place)
        self.draw()

    def finger_down(self, name: str) -> QPoint:
        """A finger down; where it is."""
        place = self._middle(name)
        QTest.mousePress(self.window, Qt.MouseButton.LeftButton, pos=place)
        self.draw()
        return place

    def lift(self, place: QPoint) -> None:
        QTest.mouseRelease(self.window, Qt.MouseButton.LeftButton, pos=place)
        self.draw()

    def type(self, letters: str) -> None:
        """On the kiosk's own keyboard."""
        for letter in letters:
            key = "key-space" if letter == " " else f"key-{letter.lower()}"
            if not any(item.name == key for item in self.items()):
                self.touch("key-digits")
            self.touch(key)

    def scan(self, code: str) -> None:
        """As a scanner types it."""
        for key in code:
            QTest.keyClick(self.window, ord(key))
        QTest.keyClick(self.window, Qt.Key.Key_Return)
        self.draw()

    def find(self, name: str) -> Seen:
        """The visible item of that objectName."""
        matches = [item for item in self.items() if item.name == name]
        assert matches, f"there is no {name!r} to be seen"
        return matches[0]

    def shows(self, name: str) -> bool:
        return any(item.name == name for item in self.items())

    def reads(self, part: str) -> bool:
        """Whether this can be read anywhere."""
        return any(part in item.text for item in self.items())

    def items(self) -> list[Seen]:
        """All visible items; only those of the question while one is asked."""
        seen = [_seen(entry) for entry in self.ask_qml(_LOOK)]
        asked = [item for item in seen if item.in_question]
        return asked or seen

    def ask_qml(self, source: str) -> Any:
        """What an expression in the window's own context answers, as JSON."""
        context = qmlContext(self.window)
        assert context is not None
        expression = QQmlExpression(context, self.window, source)
        value: Any = expression.evaluate()
        assert not expression.hasError(), expression.error().toString()
        return json.loads(value[0] if isinstance(value, tuple) else value)

    def _middle(self, name: str) -> QPoint:
        return self.find(name).box.center().toPoint()


class KioskScreen(Hands, Studio):
    """One kiosk over a hall in memory, with a clock that only the test moves."""

    def __init__(
        self,
        size: tuple[int, int] = (1920, 1080),
        diagonal: float = 21.5,
        *,
        printer: bool = True,
        site: Site | None = None,
    ) -> None:
        super().__init__(site or sample_site(), size, diagonal)
        self.size, self.diagonal = size, diagonal
        if not printer:
            self.model.paperwork.use_press(None, None)

    def close(self) -> None:
        """Closes it; a complaint of QML that nobody saw is a fault."""
        faults = list(self.stage.faults)
        super().close()
        assert faults == []

    def begin(self) -> None:
        """As in the morning: nothing has happened yet."""
        self.steady += 120_000
        self.hall.forget()
        self.press.jobs.clear()
        self.fresh("id")
        self.hall.tallies.clear()
        self.draw()

    def pass_time(self, ms: int) -> None:
        """The test's clock goes on, and the kiosk notices."""
        self.steady += ms
        self.model.tick()
        self.draw()

    def lead_to(self, shot: str, language: str) -> None:
        """To one of the screens that are photographed."""
        self.steady += 120_000
        self.fresh(language)
        self.walk(*Shots(self, language).all()[shot])
        self.draw()

    def in_other_words(self, shot: str, language: str) -> None:
        """The same screen in another language: at once, unless that touch ends what is asked."""
        stood = self.at, self.model.flow.ask
        self.model.speak(language)
        self.draw()
        if (self.at, self.model.flow.ask) != stood:
            self.lead_to(shot, language)

    def go(self, *names: str) -> None:
        """Touches one thing after the other, each on a screen that has been seen."""
        for name in names:
            self.touch(name)
            self.pass_time(1_000)

    @property
    def at(self) -> str:
        """The screen it stands on."""
        return str(self.model.property("screen"))

    @property
    def plain(self) -> bool:
        """Whether a plain screen stands in for the usual one."""
        return bool(self.model.access_modes.property("plain")) and self.at != "hubs"

    @property
    def bottom_mm(self) -> int:
        """How high it hangs."""
        return int(self.model.access_modes.property("bottomMm"))

    @property
    def distance_mm(self) -> int:
        """From where it is read."""
        return int(self.model.access_modes.property("distanceMm"))

    @property
    def px_per_mm(self) -> float:
        width, height = self.size
        return float((width**2 + height**2) ** 0.5 / (self.diagonal * MM_PER_INCH))


@cache
def sample_site() -> Site:
    """The site that comes with the product."""
    source = files("assets").joinpath("sample_site.json").read_text(encoding="utf-8")
    return read_site(source, toml=False)


def _seen(entry: dict[str, Any]) -> Seen:
    return Seen(
        name=entry["name"],
        kind=entry["kind"],
        in_question=entry["sheet"],
        box=QRectF(*entry["box"]),
        is_target=entry["target"],
        enabled=entry["enabled"],
        text=entry["text"],
        letters=QRectF(*entry["letters"]),
        drawn=entry["drawn"],
        least=entry["least"],
    )
