"""A visitor's way through the real kiosk, at a real hub, to paper from a printer over TCP."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from kiosk.app import KioskApp, Options
from kiosk.printing.virtual.reading import numbers_on
from shared.cli.environment import environment, python
from shared.qml import application
from shared.qml.placing import Placing
from tests.integration.real_hub import RealHub
from tests.ui.kiosk_screen import Hands

PATIENCE_S = 15.0
LOOK_MS = 5
"""Looking without a pause would take the processor that the hub needs."""
FIRST = "service-KTP-BARU"


class Printer:
    """The virtual printer as a process of its own."""

    def __init__(self, out: Path) -> None:
        self.out = out
        options = ("--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--out", str(out))
        self.process = subprocess.Popen(
            python("kiosk.printing.virtual", *options),
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        assert self.process.stdout is not None
        self.said: dict[str, Any] = json.loads(self.process.stdout.readline())
        self.address = f"tcp://127.0.0.1:{self.said['port']}"

    def tell(self, words: str) -> dict[str, Any]:
        """One line over its control port."""
        with socket.create_connection(("127.0.0.1", self.said["control"]), PATIENCE_S) as line:
            stream = line.makefile("rw")
            stream.write(words + "\n")
            stream.flush()
            answer: dict[str, Any] = json.loads(stream.readline())
            stream.close()
        return answer

    def numbers(self) -> list[str]:
        """The numbers on all tickets that came out, in order."""
        papers = sorted(self.out.glob("ticket-*.bin"))
        return [number for paper in papers for number in numbers_on(paper.read_bytes())]

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        with self.process:
            self.process.wait(PATIENCE_S)


class RunningKiosk(Hands):
    """The kiosk program's own parts, in this process, with its real clock."""

    def __init__(self, hub: str, data: Path, printer: str) -> None:
        self.app = application("giliran-test")
        namespace = Namespace(hub=hub, data=data, device="kiosk-1", pair_anew=False, tls_ca=None)
        namespace.restart_machine = ""
        options = Options((printer,), 80, 21.5, Placing(1920, 1080), False)
        self.kiosk = KioskApp(namespace, options)
        self.window = self.kiosk.window
        self.kiosk.start()

    @property
    def at(self) -> str:
        return str(self.kiosk.model.property("screen"))

    def until(self, what: Callable[[], bool], why: str) -> None:
        """Lets the kiosk run until something is so; fails with `why` when it never is."""
        deadline = time.monotonic() + PATIENCE_S
        while not what():
            assert time.monotonic() < deadline, f"{why}; it stands on {self.at}"
            QTest.qWait(LOOK_MS)
        self.draw()

    def go(self, name: str, to: str) -> None:
        """Touches a thing on a screen that has stood long enough to be seen."""
        self.until(self.kiosk.model.settled, "time stands still")
        self.touch(name)
        self.until(lambda: self.at == to, f"{name} does not lead to {to}")

    def end(self) -> None:
        faults = list(self.kiosk.stage.faults)
        self.kiosk.stop()
        self.app.processEvents()
        assert faults == []


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RealHub]:
    with RealHub(tmp_path / "hub", "--always-open") as running:
        yield running


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Printer]:
    running = Printer(tmp_path / "paper")
    yield running
    running.end()


@pytest.fixture
def kiosk(hub: RealHub, printer: Printer, tmp_path: Path) -> Iterator[RunningKiosk]:
    running = RunningKiosk(hub.url, tmp_path / "kiosk", printer.address)
    running.until(lambda: running.at == "start", "the hub was not found")
    yield running
    running.end()


def events(hub: RealHub, kind: str) -> list[dict[str, Any]]:
    """The bodies of one kind of entry in the journal."""
    return [json.loads(entry.body) for entry in hub.entries() if entry.type == kind]


def test_from_the_first_touch_to_the_paper(
    hub: RealHub, printer: Printer, kiosk: RunningKiosk
) -> None:
    kiosk.go(FIRST, "confirm")
    kiosk.go("take", "done")
    number = kiosk.find("number").text
    kiosk.until(lambda: kiosk.reads("Ambil tiket di bawah"), "no paper came")
    kiosk.until(lambda: bool(events(hub, "TicketPrinted")), "the print was not recorded")
    kiosk.until(lambda: printer.numbers() == [number], "the paper does not bear the number")
    assert len(events(hub, "TicketIssued")) == 1


def test_paper_runs_out_and_the_reprint_is_marked(
    hub: RealHub, printer: Printer, kiosk: RunningKiosk
) -> None:
    printer.tell("out")
    kiosk.go(FIRST, "confirm")
    kiosk.go("take", "no_paper")
    number = kiosk.find("number").text
    assert kiosk.reads("Nomor Anda tetap berlaku")
    kiosk.until(lambda: bool(events(hub, "PrintFailed")), "the failure was not recorded")
    check = kiosk.find("checkCode").text.split()[-1]
    kiosk.go("finish", "start")  # whoever still stands there gets the paper by itself
    printer.tell("refill")
    kiosk.go("find", "find")
    kiosk.type(number.replace("-", ""))
    kiosk.touch("lookUp")
    kiosk.type(check)
    kiosk.go("lookUp", "my_ticket")
    kiosk.touch("reprint")
    kiosk.until(lambda: kiosk.reads("Tiket sudah dicetak ulang"), "it was not printed again")
    kiosk.until(lambda: printer.numbers() == [number], "the paper does not bear the number")
    kiosk.until(lambda: bool(events(hub, "TicketPrinted")), "the print was not recorded")
    assert events(hub, "TicketPrinted")[0]["reprint"] is True


def test_hub_dies_and_comes_back(hub: RealHub, kiosk: RunningKiosk) -> None:
    hub.kill()
    kiosk.until(lambda: kiosk.shows("alone"), "nobody noticed")
    hub.options += ["--listen", f"127.0.0.1:{hub.port}"]
    hub.start()
    kiosk.until(lambda: not kiosk.shows("alone"), "the kiosk did not come back")
    assert kiosk.at == "start"
    kiosk.go(FIRST, "confirm")
    kiosk.go("take", "done")
