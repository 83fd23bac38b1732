"""The press beside a real printer: in order, never blocking, and honest about reprints."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from queue import Queue
from threading import Event

import pytest

from kiosk.printing.addresses import printer_from_address
from kiosk.printing.escpos_bytes import ticket_bytes
from kiosk.printing.port import FailureReason, PrinterState
from kiosk.printing.press import (
    JobFailed,
    JobPrinted,
    Press,
    PressReport,
    PrintJob,
    StatusChanged,
)
from kiosk.printing.stock import MM80
from kiosk.printing.virtual.server import VirtualPrinter
from kiosk.printing.wire import TimeLimits
from tests.unit.printing_samples import TICKET

PATIENT = TimeLimits(connect_ms=9_000, answer_ms=9_000, silence_ms=9_000, settle_ms=9_000)
"""No printer here is waited for in vain but the one that hangs."""

PATIENCE_S = 20.0


def job(number: str, reprint: bool = False, after: Event | None = None) -> PrintJob:
    """With `after` the paper cannot be made before that."""

    def render(marked: bool) -> bytes:
        assert after is None or after.wait(PATIENCE_S)
        return ticket_bytes(replace(TICKET, number=number, reprint=marked), MM80)

    return PrintJob(number, render, reprint)


class Watched:
    """A press with its reports in a queue."""

    def __init__(self, virtual: VirtualPrinter, limits: TimeLimits = PATIENT) -> None:
        self.reports: Queue[PressReport] = Queue()
        printer = printer_from_address(virtual.address, limits)
        self.press = Press(printer, self.reports.put, poll_ms=50)

    def next_job(self) -> JobPrinted | JobFailed:
        while True:
            report = self.reports.get(timeout=PATIENCE_S)
            if not isinstance(report, StatusChanged):
                return report

    def next_state(self) -> PrinterState:
        while True:
            report = self.reports.get(timeout=PATIENCE_S)
            if isinstance(report, StatusChanged):
                return report.status.state


@pytest.fixture
def virtual() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as printer:
        yield printer


@pytest.fixture
def watched(virtual: VirtualPrinter) -> Iterator[Watched]:
    watched = Watched(virtual)
    watched.press.start()
    yield watched
    assert watched.press.stop(10_000)


def test_jobs_come_out_in_their_order_and_nobody_waits(
    virtual: VirtualPrinter, watched: Watched
) -> None:
    numbers, handed_in = [f"A-{number:03}" for number in range(1, 11)], Event()
    for number in numbers:
        watched.press.print(job(number, after=handed_in))
    handed_in.set()
    reports = [watched.next_job() for _ in numbers]
    assert reports == [JobPrinted(number, reprint=False, confirmed=True) for number in numbers]
    papers = virtual.shelf.wait_for(len(numbers))
    assert [paper.reading.numbers for paper in papers] == [[number] for number in numbers]


def test_the_printer_is_watched_while_nothing_is_printed(
    virtual: VirtualPrinter, watched: Watched
) -> None:
    states = [watched.next_state()]
    for words in ("near", "out", "refill", "cover open", "cover closed"):
        virtual.do(words)
        states.append(watched.next_state())
    assert states == [
        PrinterState.READY,
        PrinterState.PAPER_NEAR_END,
        PrinterState.PAPER_OUT,
        PrinterState.READY,
        PrinterState.COVER_OPEN,
        PrinterState.READY,
    ]


def test_the_next_try_after_half_a_ticket_is_marked(
    virtual: VirtualPrinter, watched: Watched
) -> None:
    virtual.do("after 60")
    watched.press.print(job("A-012"))
    assert watched.next_job() == JobFailed("A-012", False, FailureReason.PAPER_OUT, True)
    virtual.do("refill")
    watched.press.print(job("A-012"))
    assert watched.next_job() == JobPrinted("A-012", reprint=True, confirmed=True)
    watched.press.print(job("A-013"))
    assert watched.next_job() == JobPrinted("A-013", reprint=False, confirmed=True)
    torn, again, other = virtual.shelf.wait_for(3)
    assert torn.torn
    assert "* CETAK ULANG *" in again.reading.lines
    assert "* CETAK ULANG *" not in other.reading.lines


def test_a_try_that_never_began_leaves_no_mark(virtual: VirtualPrinter, watched: Watched) -> None:
    virtual.do("out")
    watched.press.print(job("A-012"))
    assert watched.next_job() == JobFailed("A-012", False, FailureReason.PAPER_OUT, False)
    virtual.do("refill")
    watched.press.print(job("A-012"))
    assert watched.next_job() == JobPrinted("A-012", reprint=False, confirmed=True)
    watched.press.print(job("A-012", reprint=True))
    assert watched.next_job() == JobPrinted("A-012", reprint=True, confirmed=True)


def test_a_paper_that_cannot_be_made_costs_only_itself(watched: Watched) -> None:
    def broken(marked: bool) -> bytes:
        raise RuntimeError("no such service")

    watched.press.print(PrintJob("A-012", broken))
    assert watched.next_job() == JobFailed("A-012", False, FailureReason.UNPRINTABLE, False)
    watched.press.print(job("A-013"))
    assert watched.next_job() == JobPrinted("A-013", reprint=False, confirmed=True)


@pytest.mark.alone
def test_it_stops_within_a_second_beside_a_printer_that_hangs(virtual: VirtualPrinter) -> None:
    watched = Watched(virtual, TimeLimits(answer_ms=60_000))
    virtual.do("hang on")
    watched.press.start()
    watched.press.print(job("A-012"))
    watched.press.print(job("A-013"))
    begun = time.monotonic()
    assert watched.press.stop()
    assert time.monotonic() - begun < 1
    assert watched.next_job() == JobFailed("A-012", False, FailureReason.STOPPED, False)
    assert watched.next_job() == JobFailed("A-013", False, FailureReason.STOPPED, False)
