"""The terminal's window over its view model: strip or full, and what floats above the others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from counter.memory import TerminalMemory
from counter.model import CounterModel
from shared.qml import Look, Stage
from shared.qml.placing import Placing

HERE = Path(__file__).parent

STRIP = (400, 200)
STRIP_ASKING = 420
"""The height of the strip while a question with its list stands on it."""
MOVED = 60
"""Pixels; a desktop may put a window a frame's width beside where it was told to stand."""
WINDOW = (1366, 768)
"""At 96 dpi; on a smaller screen the window takes what there is, down to 1024 × 720."""


class TerminalWindow(QObject):
    """One window that is a strip or a full window. `fixed` pins its size and place."""

    def __init__(
        self,
        model: CounterModel,
        memory: TerminalMemory,
        *,
        strip: bool = False,
        fixed: Placing | None = None,
        look: Look | None = None,
    ) -> None:
        super().__init__()
        self._model = model
        self._memory = memory
        self._strip = strip
        self._was_strip = False
        """A room has made the strip a full window, for as long as it is on the screen."""
        self._low: tuple[QRect, QRect] | None = None
        """The strip's own place while a question has made it higher, and what it became."""
        self._unit = (look or screen_look()).unit
        self.stage = Stage(look or screen_look(), [HERE / "i18n"])
        self.stage.speak(model.property("language"))
        self.stage.dress(model.theme)
        model.dressed.connect(self.stage.dress)
        place = fixed or self._usual_place()
        self.window: QQuickWindow = self.stage.show(
            HERE / "qml" / "Main.qml",
            model=model,
            width=place.width,
            height=place.height,
            visible=False,
        )
        model.languageChanged.connect(self.stage.speak)
        model.viewToggled.connect(self.toggle)
        model.roomChanged.connect(self._room_changed)
        model.sheet_card.changed.connect(self._make_room)
        self._put(place)
        self.window.show()

    @property
    def is_strip(self) -> bool:
        return self._strip

    def toggle(self) -> None:
        """The other view; remembered for the next start."""
        self._strip, self._low = not self._strip, None
        self._memory.keep(view="strip" if self._strip else "window")
        self._put(self._usual_place())

    def _room_changed(self) -> None:
        """A room beside the counter needs the full window; a strip comes back after it."""
        in_room = self._model.office_rooms.where is not None
        if in_room and self._strip:
            self._strip, self._was_strip = False, True
        elif not in_room and self._was_strip:
            self._strip, self._was_strip = True, False
        else:
            return
        self._low = None
        self._put(self._usual_place())

    def close(self) -> None:
        """The model lives on, and is heard no more."""
        self._model.languageChanged.disconnect(self.stage.speak)
        self._model.viewToggled.disconnect(self.toggle)
        self._model.roomChanged.disconnect(self._room_changed)
        self._model.sheet_card.changed.disconnect(self._make_room)
        self.window.close()
        self.stage.close()

    def _put(self, place: Placing) -> None:
        """Flags first: changing them shows the window anew on some desktops."""
        visible = self.window.isVisible()
        self.window.setFlag(Qt.WindowType.WindowStaysOnTopHint, self._strip)
        self.window.resize(place.width, place.height)
        place.apply(self.window)
        if visible:
            self.window.show()

    def _usual_place(self) -> Placing:
        """A strip stands at the lower right, above the officer's own program."""
        room = _room()
        wanted = STRIP if self._strip else WINDOW
        width = min(self._units(wanted[0]), room.width())
        height = min(self._units(wanted[1]), room.height())
        if not self._strip:
            return Placing(width, height)
        return Placing(width, height, room.right() - width, room.bottom() - height)

    def _make_room(self) -> None:
        """A question needs more than the strip's height; afterwards it shrinks again."""
        asking = self._model.sheet_card.is_open and self._strip
        place = self.window.geometry()
        needed = min(self._units(STRIP_ASKING), _room().height())
        if asking and self._low is None and place.height() < needed:
            higher = _stretched(place, needed)
            self._low = (place, higher)
            self.window.setGeometry(higher)
        elif not asking and self._low is not None:
            (low, higher), self._low = self._low, None
            # Somebody may have moved it meanwhile: then its lower edge stays where it is.
            moved = (place.topLeft() - higher.topLeft()).manhattanLength() > MOVED
            self.window.setGeometry(_stretched(place, low.height()) if moved else low)

    def _units(self, units: int) -> int:
        return round(units * self._unit)


def screen_look() -> Look:
    """The theme for the officer's screen."""
    return Look.for_desk(QGuiApplication.primaryScreen().logicalDotsPerInch())


def _stretched(place: QRect, height: int) -> QRect:
    """Another height, with the lower edge where it was, as far as the screen goes."""
    top = max(_room().top(), place.y() + place.height() - height)
    return QRect(place.x(), top, place.width(), height)


def _room() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()
