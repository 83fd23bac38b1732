"""The modes of access as QML sees them, and what the plain screens list."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.access.modes import SPOKEN, Modes
from kiosk.access.sizes import reach_foot, reach_top, text_zoom
from kiosk.access.speech import Silence, Speech
from kiosk.flow import Flow
from kiosk.screens import Ask, Screen
from kiosk.shelves import Shelves
from shared.domain.ids import DeviceId
from shared.domain.site import Kiosk
from shared.qml import Rows

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_STANDARD_PLACE = Kiosk(id=DeviceId(""), name="")
_LISTS = {
    Screen.START: "popular",
    Screen.EVENTS: "events",
    Screen.EVENT: "errands",
    Screen.AGENCIES: "agencies",
    Screen.GROUPS: "groups",
    Screen.SERVICES: "services",
    Screen.SEARCH: "results",
}
_PARTS = {"priority": "priorities", "assistance": "assistance"}


@QmlElement
class Access(QObject):
    """The kiosk for one visitor's eyes, hands and reading. `touched`: something was switched."""

    changed = Signal()
    listChanged = Signal()
    placeChanged = Signal()
    touched = Signal()
    entered = Signal()
    """The spoken mode stands before another screen."""
    told = Signal(str)
    """What has become of an act, for ears; empty: nothing any more."""
    again = Signal()
    """What was said is to be said again."""
    loudness = Signal()
    """The visitor wants it louder, or softer."""

    def __init__(self, flow: Flow, shelves: Shelves, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow, self._shelves = flow, shelves
        self._list: list[dict[str, Any]] = []
        self._place = _STANDARD_PLACE
        self.speech: Speech = Silence()

    def stand_at(self, kiosk: Kiosk | None) -> None:
        """How high the screen hangs and from where it is read, as the site says."""
        self._place = kiosk or _STANDARD_PLACE
        self.placeChanged.emit()

    def fill(self) -> None:
        """Lists anew what the present screen offers."""
        rows = self._rows()
        if rows != self._list:
            self._list = rows
            self.listChanged.emit()

    def _rows(self) -> list[dict[str, Any]]:
        visitor = self._flow.visitor
        name = _PARTS.get(visitor.part) or _LISTS.get(self._flow.screen, "")
        if not name or not self._flow.plain:
            return []
        shelf = self._shelves.property(name)
        return [asdict(row) for row in shelf.rows] if isinstance(shelf, Rows) else []

    def keyed(self) -> None:
        """A key of the keypad."""
        self.touched.emit()

    def begin_speaking(self) -> bool:
        """Whoever feels for the keys may not see, and is spoken to; whether that begins now."""
        if not self.speech.available or self._flow.visitor.modes.spoken:
            return False
        self._flow.visitor.modes = self._flow.visitor.modes.toggled(SPOKEN)
        self.touched.emit()
        return True

    @property
    def volume(self) -> int:
        """Of the headphones, in percent."""
        return self._flow.visitor.modes.volume

    def usual_volume(self, percent: int) -> None:
        """What every visitor from now on finds, as staff have set it."""
        self._flow.home_modes = Modes(volume=percent)
        self.speech.set_volume(percent)

    @property
    def visitors_language(self) -> str:
        return self._flow.visitor.language

    # For QML ---------------------------------------------------------------------------------

    @Property(bool, notify=changed)
    def large(self) -> bool:
        return self._flow.visitor.modes.large

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        return self._flow.visitor.modes.contrast

    @Property(bool, notify=changed)
    def reach(self) -> bool:
        return self._flow.visitor.modes.reach

    @Property(bool, notify=changed)
    def easy(self) -> bool:
        return self._flow.visitor.modes.easy

    @Property(bool, notify=changed)
    def spoken(self) -> bool:
        return self._flow.visitor.modes.spoken

    @Property(bool, notify=changed)
    def some(self) -> bool:
        """Any mode is on."""
        return self._flow.visitor.modes.any

    @Property(bool, notify=changed)
    def plain(self) -> bool:
        """The plain screens stand in for the usual ones; the choice of modes is always plain."""
        return self._flow.plain or self._flow.ask is Ask.ACCESS

    @Property(bool, notify=changed)
    def canSpeak(self) -> bool:
        return self.speech.available

    def _get_cramped(self) -> bool:
        return self._flow.cramped

    def _set_cramped(self, cramped: bool) -> None:
        if cramped != self._flow.cramped:
            self._flow.cramped = cramped
            self.touched.emit()

    cramped = Property(bool, _get_cramped, _set_cramped, notify=changed)

    @Property(str, notify=changed)
    def part(self) -> str:
        return self._flow.visitor.part

    @Property(list, notify=listChanged)
    def rows(self) -> list[dict[str, Any]]:
        """What the present screen lists, as JavaScript objects."""
        return self._list

    @Property(int, notify=placeChanged)
    def bottomMm(self) -> int:
        return self._place.bottom_mm

    @Property(int, notify=placeChanged)
    def distanceMm(self) -> int:
        return self._place.distance_mm

    @Slot(float, float, float, result=float)
    def textZoom(self, distance_mm: float, px_per_mm: float, unit: float) -> float:
        return text_zoom(distance_mm, px_per_mm, unit)

    @Slot(float, float, float, result=float)
    def reachTop(self, bottom_mm: float, height: float, px_per_mm: float) -> float:
        return reach_top(bottom_mm, height, px_per_mm)

    @Slot(float, float, result=float)
    def reachFoot(self, bottom_mm: float, px_per_mm: float) -> float:
        return reach_foot(bottom_mm, px_per_mm)

    @Slot(str)
    def toggle(self, mode: str) -> None:
        self._flow.visitor.modes = self._flow.visitor.modes.toggled(mode)
        self.touched.emit()

    @Slot(str)
    def openPart(self, part: str) -> None:
        """A part of a plain screen, or with an empty one the screen itself."""
        self._flow.visitor.part = part
        self.touched.emit()

    @Slot(str)
    def say(self, text: str) -> None:
        """The loudspeaker's key beside a text."""
        self.speech.say(text, self._flow.visitor.language)
        self.touched.emit()

    @Slot()
    def callForVoice(self) -> None:
        """A long press anywhere: the spoken mode where there is a voice, else the choice of all."""
        if self.begin_speaking():
            return
        if not self._flow.visitor.modes.any:
            self._flow.open_question(Ask.ACCESS, self._flow.touched)
        self.touched.emit()

    @Slot()
    def enter(self) -> None:
        self.entered.emit()

    @Slot(str)
    def tell(self, news: str) -> None:
        self.told.emit(news)

    @Slot()
    def sayAgain(self) -> None:
        self.again.emit()

    @Slot(int)
    def louder(self, steps: int) -> None:
        self._flow.visitor.modes = self._flow.visitor.modes.louder(steps)
        self.touched.emit()
        self.loudness.emit()
