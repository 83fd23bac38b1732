"""The hub is gone and the kiosks go on: emergency numbers on paper, handed over when it is back."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Self

import pytest

from shared.cli.environment import without_screen
from shared.cli.torture.proxy import TcpProxy
from shared.domain.ids import HOUR, MINUTE
from shared.protocol.machine import VARIABLE, Shift
from tests.scenarios.hall import App, Hall, Printer, Told

pytestmark = pytest.mark.timeout(150)

SERVICE, NEXT, THIRD, OTHER = "AKTA-LAHIR", "KK-UBAH", "KTP-CETAK", "AK1"
"""Three of one series, and one of another. The same again within a minute would be asked about."""
MARK, VALID = "NOMOR DARURAT", "tetap berlaku"
REPRINT = "CETAK ULANG"


class CutOffHall(Hall):
    """Its hub comes back under the same address."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory, without_screen())
        self._presses: dict[str, Printer] = {}

    def __enter__(self) -> Self:
        super().__enter__()
        self.hub.options += ["--listen", f"127.0.0.1:{self.hub.port}"]
        return self

    def kiosk(self, name: str, *options: str) -> App:
        """Starts a kiosk with a printer of its own, or the same one again."""
        if name not in self._presses:
            self._presses[name] = self.printer(name=f"printer-{name}")
        place = ("--device", name, "--windowed", "1080x1920")
        printer = ("--printer", self._presses[name].address)
        return self.start("kiosk", *place, *printer, *options, name=name)

    def paper(self, name: str, nth: int) -> list[str]:
        """What stands on the nth paper of a kiosk's printer."""
        return list(self._presses[name].read(f"ticket-{nth:04}")["lines"])

    def paper_with(self, name: str, mark: str) -> list[str]:
        """The first paper of a kiosk's printer with these words on it."""
        for nth in itertools.count(1):
            lines = self.paper(name, nth)
            if any(mark in line for line in lines):
                return lines
        raise AssertionError

    def state_of(self, ticket: str) -> str:
        return str(self.hub.get(f"/api/v1/tickets/{ticket}")["state"])

    def printer_stuck(self, name: str) -> AbstractContextManager[None]:
        return self._presses[name].stuck()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[CutOffHall]:
    with CutOffHall(tmp_path) as hall:
        yield hall


def take(kiosk: App, service: str = SERVICE) -> str:
    """A visitor takes a number; what stands on the screen."""
    kiosk.tap(f"service-{service}", within=20)
    kiosk.tap("take")
    return kiosk.see("number", within=20)


def take_alone(kiosk: App, service: str = SERVICE) -> str:
    """The same, of a kiosk that has no hub."""
    kiosk.see("alone", within=20)
    number = take(kiosk, service)
    kiosk.see("later")
    return number


def go_home(kiosk: App) -> None:
    kiosk.see("paper", text="Ambil tiket di bawah")
    kiosk.tap("home")


def handed_over(hall: Hall, count: int) -> list[dict[str, Any]]:
    """The emergency tickets in the journal, as soon as there are so many."""
    hall.told("TicketIssued", count, emergency=True, within=20)
    return [told.body for told in hall.journal("TicketIssued") if told.body["emergency"]]


def of_ticket(hall: Hall, ticket: str) -> list[Told]:
    return [told for told in hall.journal() if told.body.get("ticket") == ticket]


@pytest.mark.long
def test_two_kiosks_go_on_and_hand_over_when_the_hub_is_back(hall: CutOffHall) -> None:
    first, second = hall.kiosk("kiosk-1"), hall.kiosk("kiosk-2")
    assert take(first) == "A-001"
    go_home(first)
    second.see("service-" + SERVICE)
    hall.hub.kill()

    numbers = [take_alone(first, NEXT)]
    go_home(first)
    numbers.append(take_alone(second, NEXT))
    assert numbers == ["A-980", "A-960"]
    paper = hall.paper("kiosk-1", 2)
    at = paper.index("A-980")
    assert MARK in paper[at + 1]
    assert VALID in paper[at + 1]
    assert not any("orang" in line or "dipanggil" in line.split() for line in paper)
    first.tap("language")
    first.see("alone", text="You can still take a number")
    numbers.append(take(first, OTHER))
    first.see("paper", text="Take your ticket below")
    first.tap("home")
    english = hall.paper("kiosk-1", 3)
    assert any("EMERGENCY NUMBER - it is valid" in line for line in english)
    assert any("may call a little later" in line for line in english)
    hall.hub.start()
    given = handed_over(hall, 3)
    assert sorted(one["number"] for one in given) == sorted(numbers)
    mine = [one for one in given if one["kiosk"] == "kiosk-1"]
    assert [one["number"] for one in mine] == [numbers[0], *numbers[2:]]
    assert [one["arrival"] for one in mine] == sorted(one["arrival"] for one in mine)
    for one in given:
        ticket = hall.hub.get(f"/api/v1/tickets/{one['ticket']}")
        assert (ticket["state"], ticket["emergency"]) == ("waiting", True)
        hall.told("TicketPrinted", ticket=one["ticket"])
    first.gone("alone")
    assert take(first, THIRD) == "A-002"


@pytest.mark.long
def test_a_kiosk_that_dies_over_an_emergency_paper_prints_the_same_number_again(
    hall: CutOffHall,
) -> None:
    kiosk = hall.kiosk("kiosk-1")
    kiosk.see("service-" + SERVICE, within=20)
    hall.hub.kill()
    with hall.printer_stuck("kiosk-1"):
        assert take_alone(kiosk) == "A-980"
        kiosk.kill()
    again = hall.kiosk("kiosk-1")
    again.see("alone", within=20)
    marked = hall.paper_with("kiosk-1", REPRINT)
    assert "A-980" in marked
    assert any(MARK in line for line in marked)
    assert take_alone(again) == "A-981"
    go_home(again)
    hall.hub.start()
    ticket = handed_over(hall, 2)[0]["ticket"]
    hall.told("TicketPrinted", ticket=ticket, reprint=True)
    kinds = [told.type for told in of_ticket(hall, ticket)]
    assert kinds == ["TicketIssued", "PrintFailed", "TicketPrinted"]
    again.kill()
    assert take(hall.kiosk("kiosk-1")) == "A-001"
    assert len(handed_over(hall, 2)) == 2


def test_a_wish_that_the_hub_had_heard_is_taken_back(hall: CutOffHall) -> None:
    with TcpProxy(hall.hub.port) as cable:
        kiosk = hall.kiosk("kiosk-1", "--hub", f"http://127.0.0.1:{cable.port}")
        kiosk.tap("service-" + SERVICE, within=20)
        cable.mute()
        kiosk.tap("take")
        ghost = hall.told("TicketIssued", emergency=False).body["ticket"]
        kiosk.see("number", text="A-980", within=15)
        kiosk.tap("home")
        cable.plug()
        (handed,) = handed_over(hall, 1)
        assert handed["number"] == "A-980"
        cancelled = hall.told("TicketCancelled", ticket=ghost)
        assert cancelled.body["reason"] == "ghost"
        assert cancelled.seq == hall.told("TicketIssued", emergency=True).seq - 1
        kiosk.gone("alone")
        assert take(kiosk, NEXT) == "A-002"


@pytest.mark.long
def test_over_midnight_the_block_begins_anew_and_yesterdays_papers_are_only_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Shift(tmp_path / "clock")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    with CutOffHall(tmp_path) as hall:
        kiosk = hall.kiosk("kiosk-1")
        kiosk.see("service-" + SERVICE, within=20)
        hall.hub.kill()
        assert take_alone(kiosk) == "A-980"
        go_home(kiosk)
        clock.set(24 * HOUR, 24 * HOUR)
        assert take_alone(kiosk) == "A-980"
        go_home(kiosk)
        kiosk.kill()
        clock.set(24 * HOUR + MINUTE, 24 * HOUR + MINUTE)
        kiosk = hall.kiosk("kiosk-1")
        assert take_alone(kiosk) == "A-981"
        go_home(kiosk)
        hall.hub.start()
        yesterday, *today = handed_over(hall, 3)
        states = [hall.state_of(one["ticket"]) for one in (yesterday, *today)]
        assert states == ["unserved", "waiting", "waiting"]
        assert [one["number"] for one in today] == ["A-980", "A-981"]
        assert yesterday["date"] < max(told.body["date"] for told in hall.journal("DayOpened"))
