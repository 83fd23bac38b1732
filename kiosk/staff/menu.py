"""The staff menu: the PIN at its door, and what may be done behind it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.access.modes import LEAST_VOLUME
from kiosk.staff.book import Book, Notes, Verifier
from kiosk.staff.door import Door
from kiosk.staff.knock import Knock
from kiosk.staff.machine import Machine
from kiosk.staff.verifying import Verifying
from kiosk.times import moment_text
from shared.domain.commands import KioskAct
from shared.domain.ids import SECOND, Moment
from shared.protocol.messages import Answer
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Trouble

OPEN_KIOSK, KNOWN_STAFF = "OpenKiosk", "KnownStaff"
"""What the hub is asked: whose PIN it is, and who of those it let in before may still come in."""

LONGEST_PIN = 12
DOOR_MS, MENU_MS = 30 * SECOND, 120 * SECOND
"""Untouched so long, the door and the menu close by themselves."""
STEP = 10
SAVE_MS = 20 * SECOND
"""Papers are counted at once and written down by then: a power cut may take a few."""


class Place(StrEnum):
    """How far somebody has come."""

    SHUT = ""
    DOOR = "door"
    CHOICE = "choice"
    """Several have this PIN: who is it?"""
    MENU = "menu"


class Word(StrEnum):
    """What the door says."""

    NOTHING = ""
    CHECKING = "checking"
    WRONG = "wrong"
    WAIT = "wait"
    CHANGE = "change"
    """The PIN is right, and not yet the officer's own: it is changed at a counter."""
    NOBODY_KNOWN = "nobody-known"
    """The hub is away, and has let nobody in here before."""


class StaffMenu(QObject):
    """One person at a time. Times are a steady clock's milliseconds, moments the hub's.

    `opened`: whoever was served here is gone. `left`: so are staff, and visitors may come.
    """

    changed = Signal()
    opened = Signal()
    left = Signal()
    troublesChanged = Signal()

    def __init__(
        self,
        machine: Machine,
        book: Book,
        clocks: tuple[Callable[[], int], Callable[[], Moment]],
        verifying: Verifying,
        parent: QObject | None = None,
    ) -> None:
        """`clocks`: the steady one, and the hub's time."""
        super().__init__(parent)
        self.machine = machine
        self._book, self._verifying = book, verifying
        self._steady, self._now = clocks
        self.notes: Notes = book.read()
        self._door = Door(self._steady, self.notes.wrong)
        self._knock = Knock()
        self.place = Place.SHUT
        self.word = Word.NOTHING
        self.typed = ""
        self.choices: list[dict[str, str]] = []
        self.officer = self.name = ""
        self.alone = False
        self.asks = ""
        """What has to be said twice: ``paper``, ``restart`` or ``reboot``."""
        self.test = ""
        """Of the test print: ``printing``, ``printed``, or why it is not."""
        self._pin = ""
        self._comers = 0
        """How many have knocked: what was asked for one is not answered to the next."""
        self._touched = self._seen = 0
        self._volume_before = self.notes.volume
        self._save = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._save.timeout.connect(self._write)
        machine.set_volume(self.notes.volume)

    def close(self) -> None:
        """The kiosk ends."""
        self._write()
        self._verifying.close()

    # The way in ------------------------------------------------------------------------------

    def touch(self, x: float, y: float, height: float, side: float) -> None:
        """A finger somewhere on the screen of visitors, or of staff."""
        self._touched = self._steady()
        if self.place is Place.SHUT and self._knock.touch(x, y, height, side, self._touched):
            self.knock()

    def knock(self) -> None:
        """Somebody wants to come in."""
        if self.place is not Place.SHUT:
            return
        self._comers += 1
        self.typed, self._pin, self.asks, self.test = "", "", "", ""
        self._touched = self._steady()
        self._become(Place.DOOR, Word.WAIT if self._door.left else Word.NOTHING)
        self.opened.emit()

    def type(self, digit: str) -> bool:
        """A digit of the PIN, from a key on the screen or of a keyboard; whether it was one."""
        self._touched = self._steady()
        if self.place is not Place.DOOR:
            return self.place is not Place.SHUT
        if digit.isdecimal() and digit.isascii() and len(self.typed) < LONGEST_PIN and self.may_try:
            self.typed += digit
            self._become(Place.DOOR, Word.NOTHING)
        return True

    def erase(self) -> None:
        self.typed = self.typed[:-1]
        self._become(self.place, self.word)

    @property
    def may_try(self) -> bool:
        return self.word is not Word.CHECKING and not self._door.left

    @property
    def wait(self) -> int:
        """Seconds until the next PIN is looked at."""
        return -(-self._door.left // SECOND)

    def enter(self) -> None:
        """The PIN is typed."""
        if self.place is Place.DOOR and self.typed and self.may_try:
            self._pin, self.typed = self.typed, ""
            self._door.begin()
            self._write()
            self._try("")

    def choose(self, officer: str) -> None:
        """This is who it is, of those who have the PIN."""
        if self.place is Place.CHOICE and any(one["officer"] == officer for one in self.choices):
            self._try(officer)

    def _try(self, officer: str) -> None:
        self._become(Place.DOOR, Word.CHECKING)
        if not self.machine.live:
            self._look_here(officer)
            return
        body = {"pin": self._pin} | ({"officer": officer} if officer else {})
        comer = self._comers

        def on_answer(answer: Answer) -> None:
            if self._still_there(comer):
                self._on_answer(answer, officer)

        self.machine.ask(OPEN_KIOSK, body, on_answer)

    def _still_there(self, comer: int) -> bool:
        """Whether the one who knocked then still waits for the answer."""
        return comer == self._comers and self.word is Word.CHECKING

    def _on_answer(self, answer: Answer, officer: str) -> None:
        problem = answer.problem
        if problem is None:
            self._on_right(answer.body or {})
        elif problem.code == "too-many-attempts":
            self._door.hold(int(problem.extra.get("retry_after", 0)) * SECOND)
            self._refuse()
        elif problem.code == "wrong-pin":
            self._refuse()
        elif problem.code == "pin-change-needed":
            self._shut(Word.CHANGE)
        else:
            self._look_here(officer)  # the hub cannot say it, just when the menu is needed

    def _on_right(self, body: dict[str, Any]) -> None:
        if body.get("choose"):
            self._offer([dict(row) for row in body["choose"]])
            return
        officer, stamp, pin = str(body["officer"]), str(body.get("stamp", "")), self._pin
        self._let_in(officer, str(body.get("name", "")), alone=False)

        def learn(pin_hash: str) -> None:
            self.notes.learn(Verifier(officer, pin_hash, stamp, self._now()))
            self._write()

        self._verifying.make(pin, learn)

    def _look_here(self, officer: str) -> None:
        """By what the hub said before."""
        known = [one for one in self.notes.known_at(self._now()) if officer in ("", one.officer)]
        if not known:
            self._shut(Word.NOBODY_KNOWN)
            return
        comer = self._comers

        def on_found(officers: list[str]) -> None:
            if self._still_there(comer):
                self._on_found(officers)

        self._verifying.find(self._pin, known, on_found)

    def _on_found(self, officers: list[str]) -> None:
        if not officers:
            self._refuse()
        elif len(officers) > 1:
            self._offer([{"officer": one, "name": one} for one in officers])
        else:
            self._let_in(officers[0], "", alone=True)

    def _offer(self, choices: list[dict[str, str]]) -> None:
        self.choices = choices
        self._become(Place.CHOICE, Word.NOTHING)

    def _shut(self, why: Word) -> None:
        """The door stays shut, and nobody has guessed."""
        self._pin = ""
        self._door.take_back()
        self._write()
        self._become(Place.DOOR, why)

    def _refuse(self) -> None:
        self._pin = ""
        self._write()
        if self._door.besieged:
            self._tell(KioskAct.LOCKED, alone=not self.machine.live)
            self.troublesChanged.emit()
        self._become(Place.DOOR, Word.WAIT if self._door.left else Word.WRONG)

    def _let_in(self, officer: str, name: str, *, alone: bool) -> None:
        self._pin = ""
        self._open_again()
        self.officer, self.name, self.alone = officer, name, alone
        self._volume_before = self.notes.volume
        self._tell(KioskAct.OPENED)
        self.machine.probe()
        self._become(Place.MENU, Word.NOTHING)

    def _open_again(self) -> None:
        told = self._door.besieged
        self._door.passed()
        self._write()
        if told:
            self.troublesChanged.emit()

    # What staff do ---------------------------------------------------------------------------

    def leave(self) -> None:
        """Back to the visitors."""
        if self.place is Place.MENU and self.notes.volume != self._volume_before:
            self._tell(KioskAct.VOLUME, volume=self.notes.volume)
        self.typed, self._pin, self.asks, self.choices = "", "", "", []
        self.officer = self.name = ""
        was = self.place
        self._become(Place.SHUT, Word.NOTHING)
        if was is not Place.SHUT:
            self.left.emit()

    def print_test(self) -> None:
        if self._inside() and self.test != "printing":
            self._tell(KioskAct.TEST_PRINT)
            self.test = "printing"
            self.changed.emit()
            self.machine.print_test(self._on_test)

    def _on_test(self, printed: bool, reason: str) -> None:
        self.test = "printed" if printed else reason
        self.changed.emit()

    def ask(self, what: str) -> None:
        """``paper``, ``restart``, ``reboot``; empty: not after all."""
        if self._inside():
            self.asks = what
            self.changed.emit()

    def do(self) -> None:
        """What was asked for is meant."""
        what, self.asks = self.asks, ""
        if not self._inside():
            return
        if what == "paper":
            self._change_paper()
        elif what == "restart":
            self._tell(KioskAct.RESTART)
            self.machine.restart()
        elif what == "reboot":
            self._tell(KioskAct.REBOOT)
            self.asks = "" if self.machine.reboot() else "no-reboot"
        self.changed.emit()

    def change_volume(self, by: int) -> None:
        """In steps of ten, and never so soft that somebody who cannot see is left alone."""
        if self._inside():
            self.notes.volume = max(LEAST_VOLUME, min(100, self.notes.volume + by * STEP))
            self.machine.set_volume(self.notes.volume)
            self.machine.sound()
            self._write()
            self.changed.emit()

    def _change_paper(self) -> None:
        self._tell(KioskAct.PAPER, papers=self.notes.papers)
        self.notes.papers, self.notes.changed_at = 0, self._now()
        self._write()

    def _inside(self) -> bool:
        self._touched = self._steady()
        return self.place is Place.MENU

    def _tell(self, act: KioskAct, **facts: Any) -> None:
        body = {"act": act.value, "officer": self.officer, "alone": self.alone}
        self.machine.record(body | {"done_at": moment_text(self._now())} | facts)

    # What it is told -------------------------------------------------------------------------

    @property
    def troubles(self) -> list[Trouble]:
        """Somebody guesses PINs here."""
        return [Trouble(TroubleCode.PIN_GUESSED)] if self._door.besieged else []

    def seen(self) -> None:
        """Staff know of it: whoever is to come in need not wait any longer."""
        self._open_again()
        self.changed.emit()

    def paper_out(self) -> None:
        """A paper has been printed."""
        self.notes.papers += 1
        if not self._save.isActive():
            self._save.start()

    def hub_is_back(self) -> None:
        """Who has gone, or has another PIN, is not let in here any more."""
        stamps = {one.officer: one.stamp for one in self.notes.verifiers}
        if stamps:
            self.machine.ask(KNOWN_STAFF, {"stamps": stamps}, self._on_known)

    def _on_known(self, answer: Answer) -> None:
        if answer.problem is not None:
            return
        known = set((answer.body or {}).get("officers", []))
        kept = [one for one in self.notes.verifiers if one.officer in known]
        if kept != self.notes.verifiers:
            self.notes.verifiers = kept
            self._write()

    def tick(self) -> None:
        """Time has passed."""
        if self._door.forget():
            self._write()
            self.troublesChanged.emit()
        if self.place is Place.SHUT:
            return
        left_alone = self._steady() - self._touched
        if left_alone >= (MENU_MS if self.place is Place.MENU else DOOR_MS):
            self.leave()
        elif self._steady() - self._seen >= SECOND:
            self._seen = self._steady()
            if self.word is Word.WAIT and not self._door.left:
                self.word = Word.NOTHING
            if self.place is Place.MENU:
                self.machine.probe()
            self.changed.emit()

    def _become(self, place: Place, word: Word) -> None:
        self.place, self.word = place, word
        self.changed.emit()

    def _write(self) -> None:
        self._save.stop()
        self.notes.wrong = self._door.wrong
        self._book.write(self.notes)
