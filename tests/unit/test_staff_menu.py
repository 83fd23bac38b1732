"""A kiosk's staff menu behind its screen: who comes in, with the hub and without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.staff.menu import DOOR_MS, MENU_MS, Place, StaffMenu, Word
from kiosk.staff.rehearsal import RehearsalBook, RehearsalMachine
from kiosk.staff.verifying import Verifying
from shared.domain.ids import Moment
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Problem

SRI, BUDI = ("desk-1", "Sri"), ("supervisor-1", "Budi")
CHEAP_KB = 64


class Kiosk:
    """A menu with a clock that the test turns, over a book that outlives it."""

    def __init__(self, book: RehearsalBook, qtbot: QtBot) -> None:
        self.now = 1_000_000
        self.book, self._qtbot = book, qtbot
        self.machine = RehearsalMachine(pins={"482915": [SRI], "1234": [SRI, BUDI]})
        self.start()

    def start(self) -> None:
        """It begins, or begins again after the power was cut."""
        clocks: tuple[Callable[[], int], Callable[[], Moment]]
        clocks = (lambda: self.now, lambda: Moment(self.now))
        self.menu = StaffMenu(self.machine, self.book, clocks, Verifying(memory_kb=CHEAP_KB))

    def type(self, pin: str) -> None:
        if self.menu.place is Place.SHUT:
            self.menu.knock()
        for digit in pin:
            self.menu.type(digit)
        self.menu.enter()
        self._qtbot.waitUntil(lambda: self.menu.word is not Word.CHECKING)

    def learn(self) -> None:
        """Somebody comes in while the hub is there; the kiosk remembers."""
        self.type("482915")
        self._qtbot.waitUntil(lambda: bool(self.book.notes.verifiers))
        self.menu.leave()

    def stands(self) -> Place:
        """How far somebody has come."""
        return self.menu.place

    def acts(self) -> list[str]:
        return [str(body["act"]) for body in self.machine.recorded]


@pytest.fixture
def kiosk(qtbot: QtBot) -> Iterator[Kiosk]:
    made = Kiosk(RehearsalBook(), qtbot)
    yield made
    made.menu.close()


def test_the_hub_says_who_it_is(kiosk: Kiosk) -> None:
    kiosk.type("482915")
    assert (kiosk.menu.place, kiosk.menu.name, kiosk.menu.alone) == (Place.MENU, "Sri", False)
    assert kiosk.acts() == ["opened"]


def test_several_with_one_pin_are_asked_who_they_are(kiosk: Kiosk) -> None:
    kiosk.type("1234")
    assert kiosk.menu.place is Place.CHOICE
    kiosk.menu.choose("nobody")
    assert kiosk.menu.place is Place.CHOICE
    kiosk.menu.choose("supervisor-1")
    assert kiosk.menu.officer == "supervisor-1"


def test_without_the_hub_whoever_it_let_in_before(kiosk: Kiosk) -> None:
    kiosk.learn()
    kiosk.machine.live = False
    kiosk.start()
    kiosk.type("482916")
    assert kiosk.menu.word is Word.WRONG
    kiosk.type("482915")
    assert (kiosk.menu.place, kiosk.menu.officer, kiosk.menu.alone) == (Place.MENU, "desk-1", True)
    assert kiosk.machine.recorded[-1]["alone"] is True


def test_a_hub_that_cannot_say_is_as_good_as_away(kiosk: Kiosk) -> None:
    kiosk.learn()
    kiosk.machine.problem = Problem("", "", 503, "away", "")
    kiosk.type("482915")
    assert kiosk.menu.place is Place.MENU


def test_neither_pin_nor_name_is_written_down(kiosk: Kiosk) -> None:
    kiosk.learn()
    (kept,) = kiosk.book.notes.verifiers
    assert kept.pin_hash.startswith("$argon2id$")
    assert "482915" not in repr(kiosk.book.notes)
    beside = repr(kiosk.book.notes).replace(kept.pin_hash, "")  # any three letters may stand in it
    assert "Sri" not in beside


def test_the_answer_for_one_does_not_let_in_the_next(kiosk: Kiosk) -> None:
    kiosk.learn()
    kiosk.machine.live = False
    kiosk.menu.knock()
    for digit in "482915":
        kiosk.menu.type(digit)
    kiosk.menu.enter()
    kiosk.menu.leave()
    kiosk.type("1111")
    assert (kiosk.menu.place, kiosk.menu.word) == (Place.DOOR, Word.WRONG)


def test_nobody_was_ever_here_is_said_and_costs_no_try(kiosk: Kiosk) -> None:
    kiosk.machine.live = False
    for _ in range(5):
        kiosk.type("482915")
        assert kiosk.menu.word is Word.NOBODY_KNOWN
    assert kiosk.book.notes.wrong == 0


def test_a_first_pin_opens_nothing_and_costs_no_try(kiosk: Kiosk) -> None:
    kiosk.machine.problem = Problem("", "", 403, "pin-change-needed", "")
    for _ in range(5):
        kiosk.type("482915")
        assert (kiosk.menu.place, kiosk.menu.word) == (Place.DOOR, Word.CHANGE)
    assert kiosk.book.notes.wrong == 0
    assert kiosk.book.notes.verifiers == []


def test_who_has_gone_is_forgotten_when_the_hub_is_back(kiosk: Kiosk) -> None:
    kiosk.learn()
    kiosk.machine.pins.clear()
    kiosk.menu.hub_is_back()
    assert kiosk.book.notes.verifiers == []


@pytest.mark.parametrize("live", [True, False])
def test_whoever_guesses_waits_and_the_desk_is_told(kiosk: Kiosk, live: bool) -> None:
    kiosk.learn()
    kiosk.machine.live = live
    for pin in ("1111", "2222", "3333"):
        kiosk.type(pin)
    assert (kiosk.menu.word, kiosk.menu.may_try, kiosk.menu.wait) == (Word.WAIT, False, 5)
    assert [one.code for one in kiosk.menu.troubles] == [TroubleCode.PIN_GUESSED]
    assert kiosk.acts()[-1] == "locked"
    kiosk.type("482915")
    assert kiosk.stands() is Place.DOOR, "not even the right one, before the wait is over"
    kiosk.start()
    kiosk.type("482915")
    assert kiosk.stands() is Place.DOOR, "nor after the plug was pulled"
    kiosk.menu.seen()
    kiosk.menu.leave()
    kiosk.type("482915")
    assert kiosk.stands() is Place.MENU, "but when staff say so"
    assert kiosk.menu.troubles == []


def test_it_closes_by_itself(kiosk: Kiosk) -> None:
    kiosk.menu.knock()
    kiosk.now += DOOR_MS
    kiosk.menu.tick()
    assert kiosk.stands() is Place.SHUT
    kiosk.type("482915")
    kiosk.now += MENU_MS - 1
    kiosk.menu.tick()
    assert kiosk.stands() is Place.MENU
    kiosk.now += 1
    kiosk.menu.tick()
    assert (kiosk.stands(), kiosk.menu.officer) == (Place.SHUT, "")


def test_nothing_is_done_from_outside(kiosk: Kiosk) -> None:
    kiosk.menu.knock()
    for act in (kiosk.menu.print_test, lambda: kiosk.menu.ask("reboot"), kiosk.menu.do):
        act()
    kiosk.menu.change_volume(1)
    assert (kiosk.machine.done, kiosk.acts(), kiosk.menu.notes.volume) == ([], [], 60)


def test_papers_are_counted_from_the_last_roll_on(kiosk: Kiosk) -> None:
    for _ in range(3):
        kiosk.menu.paper_out()
    kiosk.type("482915")
    kiosk.menu.ask("paper")
    kiosk.menu.do()
    told = kiosk.machine.recorded[-1]
    assert (told["act"], told["papers"], told["officer"]) == ("paper-changed", 3, "desk-1")
    assert (kiosk.book.notes.papers, kiosk.book.notes.changed_at) == (0, kiosk.now)


def test_the_volume_is_heard_at_once_and_told_once(kiosk: Kiosk) -> None:
    kiosk.type("482915")
    for _ in range(9):
        kiosk.menu.change_volume(-1)
    assert kiosk.machine.volume == 20, "never so soft that somebody is left alone"
    assert kiosk.machine.done == ["sound"] * 9
    kiosk.menu.leave()
    assert kiosk.machine.recorded[-1]["volume"] == 20
    assert kiosk.acts() == ["opened", "volume"]


def test_a_test_print_and_what_became_of_it(kiosk: Kiosk) -> None:
    kiosk.type("482915")
    kiosk.menu.print_test()
    kiosk.menu.print_test()
    assert kiosk.acts() == ["opened", "test-print"]
    assert kiosk.machine.on_test is not None
    kiosk.machine.on_test(False, "paper_out")
    assert kiosk.menu.test == "paper_out"


def test_restarts_are_asked_for_twice(kiosk: Kiosk) -> None:
    kiosk.type("482915")
    for what in ("restart", "reboot"):
        kiosk.menu.ask(what)
        kiosk.menu.ask("")
        kiosk.menu.do()
    assert kiosk.machine.done == []
    for what in ("restart", "reboot"):
        kiosk.menu.ask(what)
        kiosk.menu.do()
    assert kiosk.machine.done == ["restart", "reboot"]
    assert kiosk.acts() == ["opened", "restart", "reboot"]
