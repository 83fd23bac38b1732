"""A TV drawn into memory, and what can be measured on its picture."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from display.app import Display
from display.playlist.folder import Pictures
from display.rehearsal import ScriptedHall, ScriptedVoice
from display.screenshots import Shot, device, moment, sample_site
from display.voice.voice import Voice
from display.zones import ZoneKeeper
from shared.domain.site import Site
from shared.link.files.stock import Stock
from shared.qml import grab

SITE = sample_site()
DEADLINE = 30.0
LOOK_MS = 5


def until(done: Callable[[], bool]) -> None:
    """Lets Qt work until `done`; fails after DEADLINE seconds."""
    ends = time.monotonic() + DEADLINE
    while not done():
        assert time.monotonic() < ends, "it did not happen in time"
        QTest.qWait(LOOK_MS)


class Tv:
    """One display over a scripted hall."""

    def __init__(
        self,
        shot: Shot,
        *,
        visible: bool = True,
        pictures: Pictures | None = None,
        stock: Stock | None = None,
        site: Site = SITE,
        voice: Voice | None = None,
        voiceless: bool = False,
    ) -> None:
        self.hall = ScriptedHall(site, device(site, shot), moment(site, shot.time))
        self.display = Display(
            self.hall,
            ZoneKeeper(None),
            "TV-7K",
            shot.size,
            visible=visible,
            pictures=pictures,
            stock=stock,
            voice=None if voiceless else voice or ScriptedVoice(present=not shot.silent),
        )
        self.window = self.display.window
        self.model = self.display.model
        shot.script(self.hall)

    def picture(self) -> QImage:
        """What stands on the screen after the next frame."""
        QCoreApplication.processEvents()
        return grab(self.window)

    def close(self) -> None:
        assert self.display.stage.faults == []
        self.display.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def items(self, name: str = "") -> list[QQuickItem]:
        """The visible items, all or those of a name, in the order they are drawn."""
        found = [item for item in _walk(self.window.contentItem()) if item.isVisible()]
        return [item for item in found if not name or item.objectName() == name]

    def item(self, name: str) -> QQuickItem:
        """The one visible item of a name."""
        (found,) = self.items(name)
        return found

    def texts_in(self, part: QQuickItem) -> list[QQuickItem]:
        """The visible texts of a part of the screen."""
        return [item for item in _walk(part) if is_text(item) and item.isVisible()]

    def texts(self) -> list[QQuickItem]:
        """The visible items with letters in them."""
        return [item for item in self.items() if is_text(item) and item.property("text")]


def value(item: QObject, name: str) -> object:
    """A property as QML sees it: an enumeration as its number, which Python cannot read."""
    context = qmlContext(item)
    assert context is not None
    found: object = QQmlExpression(context, item, name).evaluate()
    return found[0] if isinstance(found, tuple) else found


def is_text(item: QObject) -> bool:
    return item.inherits("QQuickText")


def place(item: QQuickItem) -> QRectF:
    """Where an item stands in the window, scaled as it is drawn."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def ink(item: QQuickItem) -> QRectF:
    """The box of the letters of a text in the window."""
    wide, high = float(item.property("contentWidth")), float(item.property("contentHeight"))
    free = line_room(item) - wide
    aligned = value(item, "horizontalAlignment")
    left = free / 2 if aligned == 4 else free if aligned == 2 else 0.0
    left += float(item.property("leftPadding"))
    top = (item.height() - high) / 2 if value(item, "verticalAlignment") == 128 else 0.0
    return item.mapRectToScene(QRectF(left, top, wide, high))


def line_room(text: QQuickItem) -> float:
    """How long a line of a text may be."""
    return text.width() - float(text.property("leftPadding"))


def cap_height(image: QImage, letters: QQuickItem) -> int:
    """The height in pixels of the first letter, measured along its stem ("P", "M", "B")."""
    box, colour = place(letters), QColor(letters.property("color"))
    columns = range(int(box.left()), int(box.left() + box.height() * 0.25))

    def inked(y: int) -> bool:
        return any(_near(image.pixelColor(x, y), colour) for x in columns)

    # The baseline is at 0.8 of the line, so its middle lies within the capitals.
    top = bottom = int(box.center().y())
    while inked(top - 1):
        top -= 1
    while inked(bottom + 1):
        bottom += 1
    return bottom - top + 1


def first_ink(image: QImage, box: QRectF) -> int:
    """The first column of a box in which something is drawn on its ground."""
    inside = box.toRect()
    ground = image.pixelColor(inside.left() - 2, inside.top())
    rows = range(inside.top(), inside.bottom())
    for x in range(inside.left() - 2, inside.right()):
        if any(not _near(image.pixelColor(x, y), ground) for y in rows):
            return x
    raise AssertionError("nothing is drawn there")


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def background(image: QImage, box: QRectF, letters: QColor) -> QColor:
    """The colour behind a text: the most frequent one in its box that is not its own."""
    inside = box.toRect().intersected(image.rect())
    part = image.copy(inside).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(part.constBits()).cast("I")
    found = Counter[int]()
    for y in range(0, part.height() - 1, 3):
        row = y * part.width()
        found.update(pixels[row : row + part.width() - 1 : 3])
    del found[letters.rgb()]
    return QColor.fromRgb(found.most_common(1)[0][0])


def _walk(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _walk(child)


def _near(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) < 100


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
