"""What status bytes mean, and how bytes are taken apart, whatever way they arrive."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.addresses import AddressError, printer_from_address
from kiosk.printing.backends.cups import state_from_lpstat
from kiosk.printing.escpos_bytes import ticket_bytes
from kiosk.printing.port import PrinterState
from kiosk.printing.realtime_status import is_realtime, is_transmitted, meaning
from kiosk.printing.stock import MM80, stock_for
from kiosk.printing.virtual.marks import TextMark
from kiosk.printing.virtual.mechanism import Mechanism, PieceOfPaper, Sensors
from kiosk.printing.virtual.picture import draw_ticket
from kiosk.printing.virtual.reading import marks_of
from tests.unit.printing_samples import TICKET

DATA = ticket_bytes(TICKET, MM80)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((0x12, 0x12, 0x12), PrinterState.READY),
        ((0x16, 0x12, 0x12), PrinterState.READY),
        ((0x12, 0x12, 0x1E), PrinterState.PAPER_NEAR_END),
        ((0x1A, 0x32, 0x7E), PrinterState.PAPER_OUT),
        ((0x1A, 0x12, 0x72), PrinterState.PAPER_OUT),
        ((0x1A, 0x16, 0x12), PrinterState.COVER_OPEN),
        ((0x1A, 0x36, 0x7E), PrinterState.COVER_OPEN),
        ((0x1A, 0x12, 0x12), PrinterState.OFFLINE),
        ((0x1A, 0x52, 0x12), PrinterState.OFFLINE),
    ],
)
def test_the_most_urgent_cause_is_the_state(
    answers: tuple[int, int, int], state: PrinterState
) -> None:
    assert meaning(*answers).state is state


def test_no_byte_is_both_kinds_of_answer() -> None:
    both = [byte for byte in range(256) if is_realtime(byte) and is_transmitted(byte)]
    assert both == []
    assert all(is_realtime(Sensors(0, True, True, True).answer(which)) for which in (1, 2, 3, 4))


@given(st.lists(st.integers(1, len(DATA) - 1), max_size=12))
def test_a_ticket_prints_the_same_however_it_is_cut_into_packets(cuts: list[int]) -> None:
    papers: list[PieceOfPaper] = []
    whole, pieces = Mechanism(papers.append), Mechanism(papers.append)
    whole.receive(DATA)
    edges = [0, *sorted(cuts), len(DATA)]
    for start, end in pairwise(edges):
        pieces.receive(DATA[start:end])
    first, second = papers
    assert [first.data, second.data] == [DATA, DATA]
    # A character string may arrive in two pieces; what stands on the paper is the same.
    assert [str(mark.height) for mark in first.marks] == [str(m.height) for m in second.marks]


PREFIXES = [b"\x1d(k", b"\x1dv0\x00", b"\x1dV", b"\x1bt", b"\x1d!", b"\x10\x04", b"\n", b"A", b""]
COMMANDS = st.lists(st.tuples(st.sampled_from(PREFIXES), st.binary(max_size=12)), max_size=20)


@given(COMMANDS)
def test_the_virtual_printer_survives_any_bytes(commands: list[tuple[bytes, bytes]]) -> None:
    data = b"".join(prefix + body for prefix, body in commands)
    papers: list[PieceOfPaper] = []
    mechanism = Mechanism(papers.append)
    mechanism.receive(data + b"\x1dV\x00")
    mechanism.run_out_after(10)
    mechanism.receive(data)
    for paper in papers:
        draw_ticket(paper.marks, 576, torn=paper.torn)


def test_a_code_too_long_for_any_printer_is_left_out() -> None:
    body = b"1P0" + b"x" * 4000
    stored = b"\x1d(k" + bytes([len(body) % 256, len(body) // 256]) + body
    marks = marks_of(stored + b"\x1d(k\x03\x001Q0" + b"A-012\n")
    assert [type(mark) for mark in marks] == [TextMark]


@given(st.integers(0, 1100))
def test_wherever_the_paper_ends_nothing_is_lost_once_there_is_more(dots: int) -> None:
    papers: list[PieceOfPaper] = []
    mechanism = Mechanism(papers.append)
    mechanism.run_out_after(dots / 8)
    mechanism.receive(DATA)
    mechanism.new_roll()
    mechanism.work()
    assert b"".join(paper.data for paper in papers).endswith(b"\x1dVB\x00")
    assert [paper.torn for paper in papers][:-1] == [True] * (len(papers) - 1)


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("", "tcp://HOST:9100"),
        ("10.0.0.9:9100", "tcp://HOST:9100"),
        ("lpt://1", "tcp://HOST:9100"),
        ("tcp://", "tcp://HOST:9100"),
        ("tcp://host:99999", "range"),
        ("tcp://host:9100?speed=9", "unknown option speed"),
        ("usb://epson", "as lsusb shows them"),
        ("usb://04b8:0202?in_ep=x", "not a number"),
        ("serial://ttyUSB0", "three slashes"),
        ("serial:///dev/ttyUSB0?flow=maybe", "none or dtr"),
        ("file://", "three slashes"),
        ("cups://-o", "cups://QUEUE"),
        ("cups://", "cups://QUEUE"),
    ],
)
def test_a_wrong_address_says_what_to_write(address: str, complaint: str) -> None:
    with pytest.raises(AddressError, match=complaint):
        printer_from_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "tcp://127.0.0.1",
        "tcp://[::1]:9100",
        "usb://04b8:0202?in_ep=0x81&out_ep=0x02",
        "serial:///dev/ttyUSB0?baudrate=9600&flow=dtr",
        "file:///dev/usb/lp0",
        "cups://tiket",
    ],
)
def test_a_right_address_opens_nothing_yet(address: str) -> None:
    printer_from_address(address).close()


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("printer tiket is idle.  enabled since Sat\n\tAlerts: none\n", PrinterState.READY),
        ("printer tiket now printing tiket-3.  enabled\n", PrinterState.READY),
        ("printer tiket is idle.\n\tAlerts: media-low-warning\n", PrinterState.PAPER_NEAR_END),
        ("printer tiket now printing\n\tAlerts: media-empty-error\n", PrinterState.PAPER_OUT),
        ("printer tiket is idle.\n\tAlerts: cover-open\n", PrinterState.COVER_OPEN),
        ("printer tiket disabled since Sat -\n\tpaused\n", PrinterState.OFFLINE),
        ("something else\n", PrinterState.UNKNOWN),
    ],
)
def test_what_cups_says(told: str, state: PrinterState) -> None:
    assert state_from_lpstat(told).state is state


def test_only_two_widths_of_paper_exist() -> None:
    assert stock_for(80).dots == 576
    with pytest.raises(ValueError, match="only 80 and 58"):
        stock_for(76)
