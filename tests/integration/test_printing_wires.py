"""Printers that are not on the network: serial, USB, files, CUPS; and one that falls silent."""

from __future__ import annotations

import os
import pty
import select
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.printing.addresses import printer_from_address
from kiosk.printing.escpos_bytes import ticket_bytes
from kiosk.printing.port import Failed, FailureReason, Printed, PrinterState
from kiosk.printing.stock import MM80
from kiosk.printing.virtual.mechanism import Mechanism, PieceOfPaper
from kiosk.printing.virtual.reading import numbers_on
from kiosk.printing.wire import TimeLimits
from tests.unit.printing_samples import TICKET

DATA = ticket_bytes(TICKET, MM80)
HASTY = TimeLimits(connect_ms=3_000, answer_ms=1_000, silence_ms=1_000, settle_ms=1_500)


@contextmanager
def on_a_serial_cable(answer: Callable[[bytes], bytes]) -> Iterator[str]:
    """A device at whose other end bytes are answered: the address of its near end."""
    far, near = pty.openpty()
    tty.setraw(near)
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            if select.select([far], [], [], 0.02)[0]:
                os.write(far, answer(os.read(far, 4096)))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"serial://{os.ttyname(near)}?baudrate=115200"
    finally:
        ended.set()
        thread.join()
        os.close(near)
        os.close(far)


def test_a_serial_printer_answers_and_prints() -> None:
    papers: list[PieceOfPaper] = []
    mechanism = Mechanism(papers.append)
    with on_a_serial_cable(mechanism.receive) as address:
        printer = printer_from_address(address, HASTY)
        assert printer.status().state is PrinterState.READY
        assert printer.print(DATA) == Printed(confirmed=True)
        mechanism.run_out_after(40)
        torn = printer.print(DATA)
        printer.close()
    assert isinstance(torn, Failed)
    assert (torn.reason, torn.may_be_half_printed) == (FailureReason.PAPER_OUT, True)
    assert [paper.data == DATA for paper in papers] == [True, False]


def test_a_printer_that_falls_silent_may_have_printed_half() -> None:
    mechanism = Mechanism(lambda paper: None)
    silent = threading.Event()

    def answer(data: bytes) -> bytes:
        if b"A-012" in data:
            silent.set()
        answers = mechanism.receive(data)
        return b"" if silent.is_set() else answers

    with on_a_serial_cable(answer) as address:
        printer = printer_from_address(address, HASTY)
        result = printer.print(DATA)
        printer.close()
    assert isinstance(result, Failed)
    assert (result.reason, result.may_be_half_printed) == (FailureReason.NO_ANSWER, True)


def test_a_printer_that_knows_no_confirmation_has_printed_all_the_same() -> None:
    mechanism = Mechanism(lambda paper: None)

    def answer(data: bytes) -> bytes:
        return mechanism.receive(data.replace(b"\x1dr\x01", b""))

    with on_a_serial_cable(answer) as address:
        printer = printer_from_address(address, HASTY)
        assert printer.print(DATA) == Printed(confirmed=False)
        printer.close()


def test_a_serial_device_that_is_not_there_is_offline() -> None:
    status = printer_from_address("serial:///dev/ttyNONE", HASTY).status()
    assert status.state is PrinterState.OFFLINE
    assert "/dev/ttyNONE" in status.detail


def test_a_usb_printer_that_is_not_there_is_offline() -> None:
    # Also without libusb on the machine: the reason differs, the state does not.
    status = printer_from_address("usb://ffff:fffe", HASTY).status()
    assert status.state is PrinterState.OFFLINE
    assert status.detail.startswith("usb://ffff:fffe: ")


def test_a_plain_file_keeps_ticket_after_ticket(tmp_path: Path) -> None:
    path = tmp_path / "tickets.bin"
    printer = printer_from_address(f"file://{path}")
    assert printer.status().state is PrinterState.READY
    assert [printer.print(DATA), printer.print(DATA)] == [Printed(confirmed=False)] * 2
    assert path.read_bytes() == DATA + DATA
    assert numbers_on(path.read_bytes()) == ["A-012", "A-012"]


def test_a_device_file_is_not_asked_and_a_missing_one_is_offline() -> None:
    assert printer_from_address("file:///dev/null").status().state is PrinterState.UNASKABLE
    assert printer_from_address("file:///dev/null").print(DATA) == Printed(confirmed=False)
    missing = printer_from_address("file:///dev/usb/lp99")
    assert missing.status().state is PrinterState.OFFLINE
    result = missing.print(DATA)
    assert isinstance(result, Failed)
    assert (result.reason, result.may_be_half_printed) == (FailureReason.OFFLINE, False)


def test_a_full_disk_breaks_a_print_off() -> None:
    result = printer_from_address("file:///dev/full").print(DATA)
    assert isinstance(result, Failed)
    assert (result.reason, result.may_be_half_printed) == (FailureReason.BROKEN_OFF, True)


class CupsOfPaper:
    """CUPS' four programs as shell scripts on a directory: the ends we talk to, no more."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.alerts("none")
        self.script("lp", f'cat > "{directory}/job"; echo "request id is tiket-7 (1 file(s))"')
        self.script(
            "lpstat",
            f'[ "$1" = -o ] && {{ cat "{directory}/queue"; exit; }}\n'
            f'echo "printer tiket is idle.  enabled since Sat"; cat "{directory}/alerts"',
        )
        self.script("cancel", f'echo "$1" > "{directory}/cancelled"; : > "{directory}/queue"')
        (directory / "queue").write_text("")

    def script(self, name: str, text: str) -> None:
        path = self.directory / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def alerts(self, words: str) -> None:
        (self.directory / "alerts").write_text(f"\tAlerts: {words}\n")


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CupsOfPaper:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return CupsOfPaper(tmp_path)


def test_cups_takes_the_raw_bytes(cups: CupsOfPaper) -> None:
    printer = printer_from_address("cups://tiket")
    assert printer.status().state is PrinterState.READY
    assert printer.print(DATA) == Printed(confirmed=False)
    assert (cups.directory / "job").read_bytes() == DATA


def test_a_job_that_cups_cannot_get_rid_of_is_taken_back(cups: CupsOfPaper) -> None:
    (cups.directory / "queue").write_text("tiket-7  kiosk  1024  Sat\n")
    cups.script(
        "lp",
        f'cat > "{cups.directory}/job"; echo "request id is tiket-7 (1 file(s))"; '
        f'echo "Alerts: media-empty-error" > "{cups.directory}/alerts"',
    )
    result = printer_from_address("cups://tiket").print(DATA)
    assert isinstance(result, Failed)
    assert (result.reason, result.may_be_half_printed) == (FailureReason.PAPER_OUT, True)
    assert (cups.directory / "cancelled").read_text() == "tiket-7\n"


def test_without_cups_the_printer_is_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    status = printer_from_address("cups://tiket").status()
    assert status.state is PrinterState.OFFLINE
    assert "lpstat" in status.detail
