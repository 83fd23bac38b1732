"""Tickets over TCP to the virtual printer, in every state a printer can be in."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.printing.addresses import printer_from_address
from kiosk.printing.escpos_bytes import ticket_bytes
from kiosk.printing.port import Failed, FailureReason, Printed, Printer, PrinterState
from kiosk.printing.stock import MM80
from kiosk.printing.virtual.server import VirtualPrinter
from kiosk.printing.wire import TimeLimits
from tests.unit.printing_samples import TICKET

TICKET_BYTES = ticket_bytes(TICKET, MM80)
HASTY = TimeLimits(connect_ms=1_000, answer_ms=1_000, silence_ms=1_000, settle_ms=3_000)


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(directory=tmp_path) as printer:
        yield printer


@pytest.fixture
def printer(virtual: VirtualPrinter) -> Printer:
    return printer_from_address(virtual.address, HASTY)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("state", PrinterState.READY),
        ("near", PrinterState.PAPER_NEAR_END),
        ("out", PrinterState.PAPER_OUT),
        ("cover open", PrinterState.COVER_OPEN),
        ("offline", PrinterState.OFFLINE),
        ("silent on", PrinterState.UNKNOWN),
        ("rubbish on", PrinterState.UNKNOWN),
        ("hang on", PrinterState.UNKNOWN),
    ],
)
def test_every_state_is_told(
    virtual: VirtualPrinter, printer: Printer, words: str, state: PrinterState
) -> None:
    virtual.do(words)
    assert printer.status().state is state


@pytest.mark.alone
@pytest.mark.parametrize("words", ["silent on", "hang on"])
def test_silence_is_unknown_within_the_time_limit(virtual: VirtualPrinter, words: str) -> None:
    virtual.do(words)
    begun = time.monotonic()
    status = printer_from_address(virtual.address).status()
    assert status.state is PrinterState.UNKNOWN
    assert 0.45 <= time.monotonic() - begun < 0.9


def test_the_bytes_arrive_as_they_are_and_the_print_is_confirmed(
    virtual: VirtualPrinter, printer: Printer, tmp_path: Path
) -> None:
    assert printer.print(TICKET_BYTES) == Printed(confirmed=True)
    (paper,) = virtual.shelf.wait_for(1)
    assert paper.data == TICKET_BYTES
    assert paper.reading.numbers == ["A-012"]
    assert (tmp_path / "ticket.bin").read_bytes() == TICKET_BYTES
    assert (tmp_path / "ticket-0001.bin").read_bytes() == TICKET_BYTES
    assert (tmp_path / "ticket.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("out", FailureReason.PAPER_OUT),
        ("cover open", FailureReason.COVER_OPEN),
        ("offline", FailureReason.OFFLINE),
        ("silent on", FailureReason.NO_ANSWER),
        ("rubbish on", FailureReason.NO_ANSWER),
    ],
)
def test_a_printer_that_cannot_print_is_sent_nothing(
    virtual: VirtualPrinter, printer: Printer, words: str, reason: FailureReason
) -> None:
    virtual.do(words)
    result = printer.print(TICKET_BYTES)
    assert isinstance(result, Failed)
    assert (result.reason, result.may_be_half_printed) == (reason, False)
    virtual.do("refill")
    virtual.do("cover closed")
    virtual.do("online")
    virtual.do("silent off")
    virtual.do("rubbish off")
    assert printer.print(TICKET_BYTES) == Printed()
    assert [paper.torn for paper in virtual.shelf.wait_for(1)] == [False]


def test_paper_that_ends_in_the_middle_may_leave_half_a_ticket(
    virtual: VirtualPrinter, printer: Printer
) -> None:
    virtual.do("after 60")
    result = printer.print(TICKET_BYTES)
    assert isinstance(result, Failed)
    assert (result.reason, result.may_be_half_printed) == (FailureReason.PAPER_OUT, True)
    (torn,) = virtual.shelf.wait_for(1)
    assert torn.torn
    assert torn.reading.numbers == ["A-012"]
    assert TICKET_BYTES.startswith(torn.data)


def test_the_rest_of_a_torn_ticket_does_not_come_out_with_the_new_roll(
    virtual: VirtualPrinter, printer: Printer
) -> None:
    virtual.do("after 60")
    printer.print(TICKET_BYTES)
    virtual.do("refill")
    assert printer.print(TICKET_BYTES) == Printed()
    torn, whole = virtual.shelf.wait_for(2)
    assert (torn.torn, whole.data) == (True, TICKET_BYTES)


def test_nobody_listening_is_offline_and_quickly_told() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        printer = printer_from_address(f"tcp://127.0.0.1:{reserved.getsockname()[1]}", HASTY)
        status, result = printer.status(), printer.print(TICKET_BYTES)
    assert status.state is PrinterState.OFFLINE
    assert "refused" in status.detail
    assert result == Failed(FailureReason.OFFLINE, False, status.detail)


def test_a_name_that_nobody_knows_is_offline() -> None:
    status = printer_from_address("tcp://printer.invalid:9100").status()
    assert status.state is PrinterState.OFFLINE
    assert "the name is not known" in status.detail


def test_a_full_backlog_is_no_connection_in_time() -> None:
    # A listener with a full queue answers a further connection as an unplugged printer does:
    # not at all.
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        address = deaf.getsockname()
        queue = [socket.socket() for _ in range(3)]
        for waiting in queue:
            waiting.setblocking(False)
            waiting.connect_ex(address)
        status = printer_from_address(f"tcp://127.0.0.1:{address[1]}", HASTY).status()
        for waiting in queue:
            waiting.close()
    assert status.state is PrinterState.OFFLINE
    assert "no connection in time" in status.detail
