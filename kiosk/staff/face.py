"""The staff menu as QML sees it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.printing.port import PrinterState
from kiosk.staff.menu import Place, StaffMenu
from shared.link.state import LineState

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_WELL = frozenset({PrinterState.READY, PrinterState.UNASKABLE})
_POOR = frozenset({PrinterState.PAPER_NEAR_END, PrinterState.UNASKED})


@QmlElement
class StaffFace(QObject):
    """Empty until a menu is behind it. Codes are put into words by QML."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu: StaffMenu | None = None
        self.since = ""
        """When the roll was changed, as people say it."""

    def show(self, menu: StaffMenu) -> None:
        self.menu = menu
        menu.changed.connect(self.changed)
        self.changed.emit()

    @property
    def shown(self) -> bool:
        """Whether it covers what visitors see."""
        return self.menu is not None and self.menu.place is not Place.SHUT

    @Property(str, notify=changed)
    def place(self) -> str:
        """One of `Place`."""
        return self.menu.place if self.menu is not None else Place.SHUT

    @Property(str, notify=changed)
    def word(self) -> str:
        return self.menu.word if self.menu is not None else ""

    @Property(int, notify=changed)
    def digits(self) -> int:
        """How many are typed; which, nobody sees."""
        return len(self.menu.typed) if self.menu is not None else 0

    @Property(bool, notify=changed)
    def mayTry(self) -> bool:
        return self.menu is not None and self.menu.may_try

    @Property(int, notify=changed)
    def wait(self) -> int:
        """Seconds until the next PIN is looked at."""
        return self.menu.wait if self.menu is not None else 0

    @Property(bool, notify=changed)
    def live(self) -> bool:
        """The hub answers."""
        return self.menu is not None and self.menu.machine.live

    @Property(list, notify=changed)
    def choices(self) -> list[dict[str, str]]:
        return self.menu.choices if self.menu is not None else []

    @Property(str, notify=changed)
    def officer(self) -> str:
        """Who is inside: the name, where the hub said it."""
        return (self.menu.name or self.menu.officer) if self.menu is not None else ""

    @Property(bool, notify=changed)
    def alone(self) -> bool:
        """The kiosk itself has let them in."""
        return self.menu is not None and self.menu.alone

    @Property(str, notify=changed)
    def device(self) -> str:
        return self.menu.machine.name if self.menu is not None else ""

    @Property(str, notify=changed)
    def asks(self) -> str:
        return self.menu.asks if self.menu is not None else ""

    @Property(str, notify=changed)
    def test(self) -> str:
        return self.menu.test if self.menu is not None else ""

    @Property(list, notify=changed)
    def printers(self) -> list[dict[str, Any]]:
        """`address`, `state` and `mood` (good, warn or bad) of each."""
        if self.menu is None or self.menu.place is not Place.MENU:
            return []
        return [
            {"address": _host(address), "state": str(state), "mood": _mood(state)}
            for address, state in self.menu.machine.printers
        ]

    @Property(int, notify=changed)
    def papers(self) -> int:
        return self.menu.notes.papers if self.menu is not None else 0

    @Property(str, notify=changed)
    def paperSince(self) -> str:
        return self.since

    @Property(int, notify=changed)
    def volume(self) -> int:
        return self.menu.notes.volume if self.menu is not None else 0

    @Property(bool, notify=changed)
    def audible(self) -> bool:
        return self.menu is not None and self.menu.machine.audible

    @Property(dict, notify=changed)
    def network(self) -> dict[str, Any]:
        """`state`, `mood`, `hub`, `latency` (ms, -1: not known), `unheard` (s), `own`, `owed`,
        `why`."""
        if self.menu is None or self.menu.place is not Place.MENU:
            return {}
        now = self.menu.machine.network
        return {
            "state": now.state,
            "mood": "good" if now.state == LineState.LIVE else "bad",
            "hub": _host(now.hub),
            "latency": -1 if now.latency is None else now.latency,
            "unheard": now.unheard // 1_000,
            "own": ", ".join(now.own),
            "owed": now.owed,
            "why": now.why,
        }

    @Property(bool, notify=changed)
    def canReboot(self) -> bool:
        return self.menu is not None and self.menu.machine.can_reboot

    # What is touched -------------------------------------------------------------------------

    @Slot(float, float, float, float)
    def touch(self, x: float, y: float, height: float, side: float) -> None:
        if self.menu is not None:
            self.menu.touch(x, y, height, side)

    @Slot(str)
    def type(self, digit: str) -> None:
        if self.menu is not None:
            self.menu.type(digit)

    @Slot()
    def erase(self) -> None:
        if self.menu is not None:
            self.menu.erase()

    @Slot()
    def enter(self) -> None:
        if self.menu is not None:
            self.menu.enter()

    @Slot(str)
    def choose(self, officer: str) -> None:
        if self.menu is not None:
            self.menu.choose(officer)

    @Slot()
    def leave(self) -> None:
        if self.menu is not None:
            self.menu.leave()

    @Slot()
    def printTest(self) -> None:
        if self.menu is not None:
            self.menu.print_test()

    @Slot(str)
    def ask(self, what: str) -> None:
        if self.menu is not None:
            self.menu.ask(what)

    @Slot()
    def confirm(self) -> None:
        if self.menu is not None:
            self.menu.do()

    @Slot(int)
    def changeVolume(self, by: int) -> None:
        if self.menu is not None:
            self.menu.change_volume(by)


def _host(address: str) -> str:
    """An address as it is read aloud to a technician on the telephone."""
    return address.partition("://")[2].partition("/")[0] or address


def _mood(state: PrinterState) -> str:
    return "good" if state in _WELL else "warn" if state in _POOR else "bad"
