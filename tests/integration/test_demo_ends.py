"""A demo that is told to end, or killed, leaves no process and no directory behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.cli.environment import environment, python

SCRIPT = """
import sys, tempfile, time
from pathlib import Path
from shared.cli.demo.cast import Cast
from shared.cli.ending import told_to_end
from shared.cli.environment import without_screen

with (
    told_to_end(),
    tempfile.TemporaryDirectory(dir=sys.argv[1]) as directory,
    Cast(Path(directory), without_screen()) as cast,
):
    printer, _ = cast.printer(Path(directory) / "paper")
    print(printer.pid, flush=True)
    time.sleep(60)
"""


def gone(pid: int) -> bool:
    """No more, or only waiting to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):  # also between the opening and the reading
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of the killed")
@pytest.mark.parametrize(
    ("number", "status", "tidy"),
    [(signal.SIGTERM, 143, True), (signal.SIGHUP, 129, True), (signal.SIGKILL, -9, False)],
)
def test_nothing_goes_on_without_it(
    tmp_path: Path, number: signal.Signals, status: int, tidy: bool
) -> None:
    command = [python("x")[0], "-P", "-c", SCRIPT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as demo:
        assert demo.stdout is not None
        printer = int(demo.stdout.readline())
        assert not gone(printer)
        os.kill(demo.pid, number)
        assert demo.wait(30) == status
    deadline = time.monotonic() + 30
    while not gone(printer):
        assert time.monotonic() < deadline, "the printer goes on"
        time.sleep(0.02)
    assert not tidy or not any(tmp_path.iterdir())
