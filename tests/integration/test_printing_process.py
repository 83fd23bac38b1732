"""The virtual printer as a program: started, played with over its control port, ended."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.printing.addresses import printer_from_address
from kiosk.printing.escpos_bytes import ticket_bytes
from kiosk.printing.port import Failed, Printed
from kiosk.printing.stock import MM58, MM80
from kiosk.printing.virtual.shelf import Shelf
from kiosk.printing.wire import TimeLimits
from tests.unit.printing_samples import TICKET

COMMAND = (sys.executable, "-m", "kiosk.printing.virtual")
PATIENT = TimeLimits(connect_ms=9_000, answer_ms=9_000, silence_ms=9_000, settle_ms=9_000)
ANY_PORT = ("--listen", "127.0.0.1:0", "--control", "127.0.0.1:0")
ROOT = Path(__file__).parents[2]


class Running:
    """The program with what it said on its first line."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, *ANY_PORT, *options], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert self.process.stdout is not None
        self.said: dict[str, Any] = json.loads(self.process.stdout.readline())

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        with self.process:
            return self.process.wait(30)

    def control(self, *lines: str) -> list[dict[str, Any]]:
        with socket.create_connection(("127.0.0.1", self.said["control"]), 20) as line:
            answers = line.makefile("rw")
            heard = []
            for words in lines:
                answers.write(words + "\n")
                answers.flush()
                heard.append(json.loads(answers.readline()))
            answers.close()
        return heard


@pytest.fixture(params=[(), ("--window", "--geometry", "420x760+0+0")], ids=["bare", "window"])
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    program = Running("--out", str(tmp_path), *request.param)
    yield program
    assert program.end() == 0


def test_it_prints_runs_out_and_goes_on(running: Running, tmp_path: Path) -> None:
    printer = printer_from_address(f"tcp://127.0.0.1:{running.said['port']}", PATIENT)
    assert running.said["ready"] is True
    assert printer.print(ticket_bytes(TICKET, MM80)) == Printed()
    answers = running.control("after 40", "open the hatch", "state")
    assert [answer.get("near_end") for answer in answers] == [True, None, True]
    assert "cover open" in answers[1]["error"]
    assert isinstance(printer.print(ticket_bytes(TICKET, MM80)), Failed)
    assert running.control("state", "refill")[0]["paper_out"]
    assert printer.print(ticket_bytes(TICKET, MM80)) == Printed()


def test_what_it_printed_is_there_when_it_has_ended(tmp_path: Path) -> None:
    data = ticket_bytes(TICKET, MM58)
    program = Running("--out", str(tmp_path), "--width", "58")
    printer_from_address(f"tcp://127.0.0.1:{program.said['port']}", PATIENT).print(data)
    assert program.end() == 0
    names = {"ticket-0001.bin", "ticket-0001.png", "ticket.bin", "ticket.png"}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert (tmp_path / "ticket.bin").read_bytes() == data
    with Image.open(tmp_path / "ticket.png") as picture:
        dark = picture.convert("L").point(lambda tone: 255 * (tone < 128)).getbbox()
        assert picture.width == 384 + 80
    assert dark is not None
    said = subprocess.run(
        [*COMMAND, "--read", str(tmp_path / "ticket.bin")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert json.loads(said.stdout)["numbers"] == ["A-012"]


def test_an_early_signal_ends_it_cleanly(tmp_path: Path) -> None:
    program = Running()
    assert program.end() == 0


def test_waiting_for_a_paper_that_never_comes_says_so() -> None:
    shelf = Shelf(576)
    with pytest.raises(TimeoutError, match="0 of 1 papers"):
        shelf.wait_for(1, timeout_s=0.01)
    shelf.close()
