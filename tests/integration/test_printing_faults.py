"""Each fault of a printer and its line, with a real printer at the other end of real TCP; and two
printers on one kiosk."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from queue import Queue

import pytest

from kiosk.printing.addresses import printers_at
from kiosk.printing.escpos_bytes import ticket_bytes
from kiosk.printing.port import FailureReason, PrinterState
from kiosk.printing.press import JobFailed, JobPrinted, PressReport, PrintJob, StatusChanged
from kiosk.printing.relay import Relay
from kiosk.printing.stock import MM80
from kiosk.printing.virtual.server import VirtualPrinter
from kiosk.printing.wire import TimeLimits
from tests.unit.printing_samples import TICKET

HASTY = TimeLimits(
    connect_ms=1_000, answer_ms=1_000, send_ms=1_000, silence_ms=1_000, settle_ms=3_000
)
PATIENCE_S = 20.0
MARK = "* CETAK ULANG *"
MID_TICKET = 400
"""Bytes: below the number, above the QR code."""

_R, _S = FailureReason, PrinterState


def job(number: str) -> PrintJob:
    def render(marked: bool) -> bytes:
        return ticket_bytes(replace(TICKET, number=number, reprint=marked), MM80)

    return PrintJob(number, render)


class Kiosk:
    """A relay over virtual printers, its reports in two queues."""

    def __init__(self, *addresses: str) -> None:
        self.jobs: Queue[JobPrinted | JobFailed] = Queue()
        self.states: Queue[tuple[int, PrinterState]] = Queue()
        self.relay = Relay(printers_at(addresses, HASTY), self._hear, poll_ms=50)

    def _hear(self, report: PressReport) -> None:
        if isinstance(report, StatusChanged):
            self.states.put((report.place, report.status.state))
        else:
            self.jobs.put(report)

    def prints(self, number: str) -> JobPrinted | JobFailed:
        """What becomes of a paper; the relay must not take long over it."""
        self.relay.print(job(number))
        return self.jobs.get(timeout=PATIENCE_S)

    def sees(self, place: int, state: PrinterState) -> None:
        """Returns when a printer has this state."""
        deadline = time.monotonic() + PATIENCE_S
        while self.relay.statuses[place].state is not state:
            assert time.monotonic() < deadline, f"{place} is {self.relay.statuses[place]}"
            time.sleep(0.01)


@pytest.fixture
def printers() -> Iterator[tuple[VirtualPrinter, VirtualPrinter]]:
    with ExitStack() as stack:
        yield (stack.enter_context(VirtualPrinter()), stack.enter_context(VirtualPrinter()))


@pytest.fixture
def kiosk(printers: tuple[VirtualPrinter, VirtualPrinter]) -> Iterator[Kiosk]:
    """With one printer."""
    kiosk = Kiosk(printers[0].address)
    kiosk.relay.start()
    kiosk.sees(0, _S.READY)
    yield kiosk
    assert kiosk.relay.stop()


@pytest.fixture
def pair(printers: tuple[VirtualPrinter, VirtualPrinter]) -> Iterator[Kiosk]:
    kiosk = Kiosk(*(printer.address for printer in printers))
    kiosk.relay.start()
    kiosk.sees(0, _S.READY)
    kiosk.sees(1, _S.READY)
    yield kiosk
    assert kiosk.relay.stop()


def lines(printer: VirtualPrinter, place: int) -> list[str]:
    return printer.shelf.wait_for(place + 1)[place].reading.lines


@dataclass(frozen=True, slots=True)
class Fault:
    begin: str
    end: str
    reason: FailureReason
    half: bool = False


FAULTS = [
    pytest.param(Fault("out", "refill", _R.PAPER_OUT), id="paper out"),
    pytest.param(Fault("after 60", "refill", _R.PAPER_OUT, True), id="paper ends in the ticket"),
    pytest.param(Fault("cover open", "cover closed", _R.COVER_OPEN), id="cover open"),
    pytest.param(Fault("power off", "power on", _R.OFFLINE), id="switched off"),
    pytest.param(Fault("unplug", "plug in", _R.OFFLINE), id="cable pulled"),
    pytest.param(
        Fault(f"unplug after {MID_TICKET}", "plug in", _R.NO_ANSWER, True),
        id="cable pulled in the ticket",
    ),
    pytest.param(Fault("hang on", "hang off", _R.NO_ANSWER), id="never answers"),
    pytest.param(Fault("silent on", "silent off", _R.NO_ANSWER), id="silent"),
    pytest.param(Fault("rubbish on", "rubbish off", _R.NO_ANSWER), id="answers rubbish"),
    pytest.param(Fault("slow 600", "slow 0", _R.NO_ANSWER), id="answers slowly"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_time_and_the_next_paper_is_whole(
    printers: tuple[VirtualPrinter, VirtualPrinter],
    kiosk: Kiosk,
    fault: Fault,
) -> None:
    printer, half = printers[0], fault.half
    printer.do(fault.begin)
    begun = time.monotonic()
    assert kiosk.prints("A-012") == JobFailed("A-012", False, fault.reason, half)
    assert time.monotonic() - begun < 8
    printer.do(fault.end)
    kiosk.sees(0, _S.READY)
    assert kiosk.prints("A-012") == JobPrinted("A-012", reprint=half, confirmed=True)
    torn = fault.begin == "after 60"
    whole = printer.shelf.wait_for(1 + torn)[-1]
    assert whole.reading.numbers == ["A-012"]
    assert (MARK in whole.reading.lines) is half


@pytest.mark.parametrize("fault", FAULTS)
def test_the_second_printer_takes_over_and_the_first_comes_back(
    printers: tuple[VirtualPrinter, VirtualPrinter],
    pair: Kiosk,
    fault: Fault,
) -> None:
    (first, second), half = printers, fault.half
    first.do(fault.begin)
    assert pair.prints("A-012") == JobPrinted("A-012", reprint=half, confirmed=True)
    assert (MARK in lines(second, 0)) is half
    begun = time.monotonic()
    assert pair.prints("A-013") == JobPrinted("A-013", reprint=False, confirmed=True)
    at_once = time.monotonic() - begun
    assert at_once * 1_000 < HASTY.answer_ms, f"the ill printer was tried again ({at_once:.2f} s)"
    first.do(fault.end)
    pair.sees(0, _S.READY)
    pair.prints("A-014")
    torn = fault.begin == "after 60"
    assert first.shelf.wait_for(1 + torn)[-1].reading.numbers == ["A-014"]
    papers = second.shelf.wait_for(2)  # it keeps them after it has said that they are out
    assert [paper.reading.numbers for paper in papers] == [["A-012"], ["A-013"]]


def test_both_are_ill_and_the_first_ones_reason_is_told(
    printers: tuple[VirtualPrinter, VirtualPrinter], pair: Kiosk
) -> None:
    printers[0].do("cover open")
    printers[1].do("after 60")
    assert pair.prints("A-012") == JobFailed("A-012", False, _R.COVER_OPEN, True)
    printers[0].do("cover closed")
    pair.sees(0, _S.READY)
    assert pair.prints("A-013") == JobPrinted("A-013", reprint=False, confirmed=True)


def test_near_the_end_is_told_of_while_it_still_prints(
    printers: tuple[VirtualPrinter, VirtualPrinter], kiosk: Kiosk
) -> None:
    printers[0].do("after 2000")
    kiosk.sees(0, _S.PAPER_NEAR_END)
    assert kiosk.prints("A-012") == JobPrinted("A-012", reprint=False, confirmed=True)


def test_a_printer_that_never_said_a_word_is_told_of(printers: tuple[VirtualPrinter, ...]) -> None:
    printers[0].do("silent on")
    kiosk = Kiosk(printers[0].address)
    kiosk.relay.start()
    assert kiosk.states.get(timeout=PATIENCE_S) == (0, _S.UNKNOWN)
    assert kiosk.relay.stop()


def test_a_slip_in_an_address_is_told_like_a_printer_that_is_off(
    printers: tuple[VirtualPrinter, ...],
) -> None:
    kiosk = Kiosk("tcp:/printer", printers[0].address)
    kiosk.relay.start()
    kiosk.sees(0, _S.OFFLINE)
    kiosk.sees(1, _S.READY)
    assert kiosk.prints("A-012") == JobPrinted("A-012", reprint=False, confirmed=True)
    assert kiosk.relay.stop()


def test_slow_answers_are_waited_for(
    printers: tuple[VirtualPrinter, VirtualPrinter], kiosk: Kiosk
) -> None:
    """Within the limits: three answers and a print."""
    printers[0].do("slow 50")
    assert isinstance(kiosk.prints("A-012"), JobPrinted)
