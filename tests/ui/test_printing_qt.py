"""The press as the kiosk's QML sees it: signals on the touchscreen's thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from kiosk.printing.addresses import printer_from_address
from kiosk.printing.escpos_bytes import ticket_bytes
from kiosk.printing.press import PrintJob
from kiosk.printing.qt import TicketPress
from kiosk.printing.stock import MM80
from kiosk.printing.virtual.server import VirtualPrinter
from kiosk.printing.wire import TimeLimits
from tests.unit.printing_samples import TICKET


@pytest.fixture
def virtual() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as printer:
        yield printer


@pytest.fixture
def press(qtbot: QtBot, virtual: VirtualPrinter) -> Iterator[TicketPress]:
    patient = TimeLimits(answer_ms=10_000)  # a printer on a busy machine is not a silent one
    press = TicketPress(printer_from_address(virtual.address, patient), poll_ms=50)
    with qtbot.waitSignal(press.stateChanged):
        press.start()
    yield press
    assert press.stop()


def job() -> PrintJob:
    return PrintJob("A-012", lambda marked: ticket_bytes(TICKET, MM80))


def test_a_print_is_told_on_the_owners_thread(qtbot: QtBot, press: TicketPress) -> None:
    threads: list[bool] = []
    press.printed.connect(lambda *said: threads.append(QThread.currentThread() is press.thread()))
    with qtbot.waitSignal(press.printed) as printed:
        press.print(job())
    assert printed.args == ["A-012", False, True]
    assert threads == [True]


def test_a_failure_says_why_and_whether_half_of_it_may_be_out(
    qtbot: QtBot, press: TicketPress, virtual: VirtualPrinter
) -> None:
    virtual.do("after 60")
    with qtbot.waitSignal(press.failed) as failed:
        press.print(job())
    assert failed.args == ["A-012", False, "paper_out", True]


def test_the_state_is_a_property(qtbot: QtBot, press: TicketPress, virtual: VirtualPrinter) -> None:
    assert press.property("state") == "ready"
    virtual.do("cover open")
    qtbot.waitUntil(lambda: press.property("state") == "cover_open")
