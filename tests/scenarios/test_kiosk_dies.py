"""The kiosk is killed around a paper: its next start tells the hub what became of it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shared.cli.environment import without_screen
from shared.cli.torture.proxy import TcpProxy
from shared.link.kept_orders import KeptOrders
from shared.link.state_file import StateFile
from tests.scenarios.hall import LOOK_S, App, Hall, Printer

SERVICE = "KTP-BARU"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with Hall(tmp_path, without_screen()) as hall:
        yield hall


@contextmanager
def stopped(printer: Printer) -> Iterator[None]:
    """Its paper stands still: the kiosk waits for it."""
    os.kill(printer.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(printer.pid, signal.SIGCONT)


def take(hall: Hall, kiosk: App, nth: int) -> str:
    """A visitor takes a number and sees it; the ticket."""
    kiosk.tap(f"service-{SERVICE}", within=20)
    kiosk.tap("take")
    issued = hall.told("TicketIssued", nth).body
    kiosk.see("number", text=str(issued["number"]))
    return str(issued["ticket"])


def wait_until_tidy(directory: Path) -> None:
    """Until nothing more is kept for the hub."""
    deadline = time.monotonic() + 10
    while len(KeptOrders(StateFile(directory))):
        assert time.monotonic() < deadline
        time.sleep(LOOK_S)


def test_a_paper_is_recorded_whenever_the_kiosk_is_killed(hall: Hall, tmp_path: Path) -> None:
    printer = hall.printer()
    with TcpProxy(hall.hub.port) as cable:
        place = ("--hub", f"http://127.0.0.1:{cable.port}", "--device", "kiosk-1")
        options = (*place, "--windowed", "1080x1920", "--printer", printer.address)
        kiosk = hall.start("kiosk", *options)
        with stopped(printer):
            under_way = take(hall, kiosk, 1)
            kiosk.kill()

        kiosk = hall.start("kiosk", *options)
        failed = hall.told("PrintFailed").body
        told = {"ticket": under_way, "reason": "interrupted", "half": True, "reprint": False}
        assert told.items() <= failed.items()
        hall.says(f"/api/v1/tickets/{under_way}", reprint_wanted=True)
        with stopped(printer):
            printed = take(hall, kiosk, 2)
            cable.pull()
        kiosk.see("paper", text="Ambil tiket di bawah")
        kiosk.kill()
        assert hall.journal("TicketPrinted") == []

        cable.plug()
        hall.start("kiosk", *options)
        assert hall.told("TicketPrinted").body["ticket"] == printed
        wait_until_tidy(tmp_path / "kiosk")
        papers = [told.type for told in hall.journal("TicketPrinted", "PrintFailed")]
        assert papers == ["PrintFailed", "TicketPrinted"]
