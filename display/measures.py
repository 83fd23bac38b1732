"""The sizes of one TV as QML properties, in pixels."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from display.sizes import DoorSizes, Face, Screen, Sizes, door_sizes, sizes

QML_IMPORT_NAME = "Giliran.Display"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Measures(QObject):
    """See `display.sizes.Sizes` for what each of them is."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        usual = Face(cap=0.72, number=3.2, counter=1.25)
        screen = Screen(width=1920, height=1080)
        self._sizes, self._door = sizes(screen, usual), door_sizes(screen, usual)

    @property
    def sizes(self) -> Sizes:
        """The sizes that are shown."""
        return self._sizes

    def show(self, measured: Sizes, door: DoorSizes) -> None:
        """Shows other sizes."""
        if (measured, door) != (self._sizes, self._door):
            self._sizes, self._door = measured, door
            self.changed.emit()

    @Property(int, notify=changed)
    def rows(self) -> int:
        return self._sizes.rows

    @Property(float, notify=changed)
    def rowPitch(self) -> float:
        return self._sizes.row_pitch

    @Property(float, notify=changed)
    def currentCap(self) -> float:
        return self._sizes.current_cap

    @Property(float, notify=changed)
    def listCap(self) -> float:
        return self._sizes.list_cap

    @Property(int, notify=changed)
    def currentEm(self) -> int:
        return self._sizes.current_em

    @Property(int, notify=changed)
    def listEm(self) -> int:
        return self._sizes.list_em

    @Property(float, notify=changed)
    def header(self) -> float:
        return self._sizes.header

    @Property(float, notify=changed)
    def footer(self) -> float:
        return self._sizes.footer

    @Property(float, notify=changed)
    def listHead(self) -> float:
        return self._sizes.list_head

    @Property(float, notify=changed)
    def caption(self) -> float:
        return self._sizes.caption

    @Property(float, notify=changed)
    def margin(self) -> float:
        return self._sizes.margin

    @Property(float, notify=changed)
    def panelWidth(self) -> float:
        return self._sizes.panel_width

    @Property(float, notify=changed)
    def panelHeight(self) -> float:
        return self._sizes.panel_height

    @Property(float, notify=changed)
    def listWidth(self) -> float:
        return self._sizes.list_width

    @Property(float, notify=changed)
    def placeWidth(self) -> float:
        return self._sizes.place_width

    @Property(float, notify=changed)
    def signWidth(self) -> float:
        return self._sizes.sign_width

    @Property(float, notify=changed)
    def counterRoom(self) -> float:
        return self._sizes.counter_width

    @Property(float, notify=changed)
    def noteCap(self) -> float:
        return self._sizes.note_cap

    @Property(float, notify=changed)
    def asideCap(self) -> float:
        return self._sizes.aside_cap

    @Property(bool, notify=changed)
    def portrait(self) -> bool:
        return self._sizes.portrait

    @Property(int, notify=changed)
    def doorNumberEm(self) -> int:
        return self._door.number_em

    @Property(int, notify=changed)
    def doorCounterEm(self) -> int:
        return self._door.counter_em

    @Property(float, notify=changed)
    def doorSplit(self) -> float:
        return self._door.split
