"""The kiosk is killed around a paper: its next start tells the hub what became of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.cli.environment import without_screen
from shared.cli.torture.proxy import TcpProxy
from shared.link.kept_orders import KeptOrders
from shared.link.state_file import StateFile
from tests.scenarios.hall import LOOK_S, PATIENCE_S, App, Hall

pytestmark = pytest.mark.timeout(150)

SERVICE = "KTP-BARU"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with Hall(tmp_path, without_screen()) as hall:
        yield hall


def take(kiosk: App) -> None:
    """A visitor takes a number and sees it."""
    kiosk.tap(f"service-{SERVICE}", within=20)
    kiosk.tap("take")
    kiosk.see("number", text="-")


def ticket(hall: Hall, nth: int) -> str:
    return str(hall.told("TicketIssued", nth).body["ticket"])


def wait_until_tidy(directory: Path) -> None:
    """Until nothing more is kept for the hub."""
    deadline = time.monotonic() + PATIENCE_S
    while kept(directory):
        assert time.monotonic() < deadline
        time.sleep(LOOK_S)


def kept(directory: Path) -> int:
    with closing(StateFile(directory)) as state:
        return len(KeptOrders(state))


def test_a_paper_is_recorded_whenever_the_kiosk_is_killed(hall: Hall, tmp_path: Path) -> None:
    printer = hall.printer()
    with TcpProxy(hall.hub.port) as cable:
        place = ("--hub", f"http://127.0.0.1:{cable.port}", "--device", "kiosk-1")
        options = (*place, "--windowed", "1080x1920", "--printer", printer.address)
        kiosk = hall.start("kiosk", *options)
        with printer.stuck():
            take(kiosk)
            kiosk.kill()
        under_way = ticket(hall, 1)

        kiosk = hall.start("kiosk", *options)
        failed = hall.told("PrintFailed").body
        told = {"ticket": under_way, "reason": "interrupted", "half": True, "reprint": False}
        assert told.items() <= failed.items()
        hall.says(f"/api/v1/tickets/{under_way}", reprint_wanted=True)
        printer.do("out")
        take(kiosk)
        printed = ticket(hall, 2)
        hall.told("PrintFailed", ticket=printed)
        cable.pull()
        printer.do("refill")
        kiosk.see("paper", text="Ambil tiket di bawah")
        kiosk.kill()
        assert hall.journal("TicketPrinted") == []

        cable.plug()
        hall.start("kiosk", *options)
        assert hall.told("TicketPrinted").body["ticket"] == printed
        wait_until_tidy(tmp_path / "kiosk")
        papers = [told.type for told in hall.journal("TicketPrinted", "PrintFailed")]
        assert papers == ["PrintFailed", "PrintFailed", "TicketPrinted"]
