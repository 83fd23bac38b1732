"""The paper ends in the middle of a ticket: nobody loses a number, and the second paper says so."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from shared.cli.environment import without_screen
from tests.scenarios.hall import App, Hall, Printer, Told

FIRST, SECOND, THIRD, FOURTH = "KTP-BARU", "KK-UBAH", "AKTA-LAHIR", "KTP-CETAK"
"""One a test: the same again within a minute would be asked about."""
WINDOW = ("--windowed", "1080x1920")
ENDS_AFTER_MM = 60
"""In the middle of a ticket of about 130 mm, well below its number."""
ANSWERED_S = 0.2
"""A touch is answered so soon, whatever the printer does."""


class PaperHall(Hall):
    """One hall for the whole file, as on a real day; each test sees what happens since it began."""

    _before = 0

    def begin(self) -> None:
        self._before = len(super().journal())

    def journal(self, *types: str) -> list[Told]:
        return [one for one in super().journal(*types) if one.seq > self._before]


class Roll:
    """The printer's paper, full; counted from here on."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self.do("refill")
        self._before = {kind: self._count(kind) for kind in ("ticket", "torn")}

    def do(self, words: str) -> None:
        self._printer.do(words)

    def read(self, kind: str = "ticket") -> dict[str, Any]:
        """The first one of a kind."""
        return self._printer.read(f"{kind}-{self._before[kind] + 1:04}")

    def came_out(self) -> int:
        """Whole tickets."""
        return self._count("ticket") - self._before["ticket"]

    def _count(self, kind: str) -> int:
        return len(list(self._printer.papers.glob(f"{kind}-*.bin")))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperHall]:
    with PaperHall(tmp_path_factory.mktemp("hall"), without_screen()) as hall:
        yield hall


@pytest.fixture
def hall(opened: PaperHall) -> PaperHall:
    opened.begin()
    return opened


@pytest.fixture(scope="module")
def device(opened: PaperHall) -> Printer:
    return opened.printer()


@pytest.fixture
def printer(device: Printer) -> Roll:
    return Roll(device)


@pytest.fixture(scope="module")
def started(opened: PaperHall, device: Printer) -> App:
    return opened.start("kiosk", "--device", "kiosk-1", *WINDOW, "--printer", device.address)


@pytest.fixture
def kiosk(started: App) -> App:
    started.see("heading", text="Layanan apa yang Anda perlukan?", within=20)
    return started


def take(hall: Hall, kiosk: App, service: str) -> str:
    """A visitor takes a number; which one, by the journal."""
    kiosk.tap(f"service-{service}", within=20)
    kiosk.tap("take")
    return str(hall.told("TicketIssued").body["number"])


def answered(kiosk: App, tap: str, see: str, text: str) -> float:
    """Seconds from a touch until what it asks for stands on the screen."""
    tapped = kiosk.tap(tap, at_once=True)
    kiosk.see(see, text=text)
    return time.time() - tapped


def test_the_visitor_sees_the_number_and_gets_a_marked_reprint(
    hall: PaperHall, printer: Roll, kiosk: App
) -> None:
    printer.do(f"after {ENDS_AFTER_MM}")
    number = take(hall, kiosk, FIRST)
    kiosk.see("photo", text="Foto layar ini", within=15)
    assert kiosk.see("number") == number
    issued = hall.told("TicketIssued")
    failed = hall.told("PrintFailed", ticket=issued.body["ticket"])
    assert failed.body["half"]
    assert not failed.body["reprint"]
    assert hall.journal("TicketPrinted") == []
    assert printer.read("torn")["numbers"] == [number]
    check = kiosk.see("checkCode").rpartition(" ")[2]

    kiosk.tap("finish")
    printer.do("refill")
    ask_for_reprint(kiosk, number, check)
    hall.told("ReprintRequested", ticket=issued.body["ticket"])
    printed = hall.told("TicketPrinted", ticket=issued.body["ticket"])
    assert printed.body["reprint"]
    assert len(hall.journal("TicketIssued")) == 1
    paper = printer.read()
    assert paper["numbers"] == [number]
    assert any("CETAK ULANG" in line for line in paper["lines"])
    kiosk.tap("home")


def test_whoever_still_stands_there_gets_the_rest_by_itself(
    hall: PaperHall, printer: Roll, kiosk: App
) -> None:
    """Somebody puts paper in while the visitor notes the number: nothing has to be asked for."""
    printer.do(f"after {ENDS_AFTER_MM}")
    number = take(hall, kiosk, SECOND)
    kiosk.see("photo", text="Foto layar ini", within=15)
    printer.do("refill")
    printed = hall.told("TicketPrinted")
    assert printed.body["reprint"]
    kiosk.gone("photo")
    paper = printer.read()
    assert paper["numbers"] == [number]
    assert any("CETAK ULANG" in line for line in paper["lines"])
    kiosk.tap("finish")


def ask_for_reprint(kiosk: App, number: str, check: str) -> None:
    """On the kiosk, with what the visitor noted: the number and the check code."""
    kiosk.tap("find")
    type_on(kiosk, number.replace("-", ""))
    kiosk.tap("lookUp")
    type_on(kiosk, check)
    kiosk.tap("lookUp")
    kiosk.tap("reprint")


def type_on(kiosk: App, text: str) -> None:
    for letter in text:
        kiosk.tap(f"key-{letter.lower()}")


@pytest.mark.alone
def test_touches_are_answered_while_a_dead_printer_is_waited_for(hall: PaperHall) -> None:
    with dead_printer() as address:
        place = ("--device", "kiosk-2", *WINDOW, "--printer", address)
        kiosk = hall.start("kiosk", *place, name="kiosk-2")
        kiosk.see("heading", within=20)
        number = take(hall, kiosk, THIRD)
        kiosk.see("paper", text="Tiket sedang dicetak…")
        spans = [
            answered(kiosk, "language", see="paper", text="Your ticket is being printed…"),
            answered(kiosk, "language", see="paper", text="Tiket sedang dicetak…"),
        ]
        assert hall.journal("PrintFailed") == [], "the printer was not waited for"
        print(f"a touch is answered after {max(spans) * 1_000:.0f} ms while the printer is dead")
        assert max(spans) < ANSWERED_S
        kiosk.see("photo", text="Foto layar ini", within=20)
        assert kiosk.see("number") == number
        assert hall.told("PrintFailed").body["half"] is False
        kiosk.kill()


@contextmanager
def dead_printer() -> Iterator[str]:
    """An address that neither takes a connection nor refuses it, as when a cable is pulled."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as nobody, ExitStack() as callers:
        address = nobody.getsockname()
        for _ in range(2):
            caller = callers.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(address)
        yield f"tcp://{address[0]}:{address[1]}"


def test_a_reprint_asked_for_elsewhere_comes_out_marked_where_the_number_was_given(
    hall: PaperHall, printer: Roll, kiosk: App
) -> None:
    printer.do("out")
    number = take(hall, kiosk, FOURTH)
    kiosk.see("photo", text="Foto layar ini", within=15)
    assert kiosk.see("number") == number
    issued, failed = hall.told("TicketIssued"), hall.told("PrintFailed")
    assert failed.body == {
        "ticket": issued.body["ticket"],
        "reason": "paper_out",
        "half": False,
        "reprint": False,
        "device": "kiosk-1",
    }
    kiosk.tap("finish")
    printer.do("refill")
    ticket = issued.body["ticket"]
    answer = hall.hub.request("POST", f"/api/v1/tickets/{ticket}/reprint", {})
    assert answer.status_code == 200, answer.text
    assert answer.json()["number"] == number
    hall.told("ReprintRequested", ticket=ticket, kiosk="kiosk-1")
    printed = hall.told("TicketPrinted", ticket=ticket)
    assert printed.body == {"ticket": ticket, "reprint": True, "device": "kiosk-1"}
    paper = printer.read()
    assert paper["numbers"] == [number]
    assert any("CETAK ULANG" in line for line in paper["lines"])
    assert printer.came_out() == 1, "something else came out by itself"
    assert "reprint_wanted" not in hall.says(f"/api/v1/tickets/{ticket}", printed=True)
