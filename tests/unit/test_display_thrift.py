"""What is freed between pieces that stay goes back to the system."""

from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path

import pytest

from display import thrift
from display.thrift import CALLS, EVERY, Thrift, give_back
from shared.domain.ids import MINUTE
from shared.qml import application

PIECES, SIZE = 600, 60_000


def _private_mb() -> float:
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return sum(map(int, re.findall(r"^Private_\w+:\s+(\d+) kB", rollup, re.M))) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked to take memory back")
def test_what_is_free_goes_back() -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    pieces = [library.malloc(SIZE) for _ in range(PIECES)]
    for piece in pieces:
        ctypes.memset(piece, 1, SIZE)
    for piece in pieces[:-1]:
        library.free(ctypes.c_void_p(piece))  # the last one keeps the heap from shrinking
    kept = _private_mb()
    give_back()
    assert _private_mb() < kept - PIECES * SIZE / 2**20 / 2
    library.free(ctypes.c_void_p(pieces[-1]))


def test_a_display_does_so_every_few_minutes() -> None:
    application("giliran-test")
    keeper = Thrift()
    (timer,) = keeper.children()
    assert timer.property("active")
    assert timer.property("interval") == EVERY == 5 * MINUTE


def test_many_calls_do_not_wait_for_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    app = application("giliran-test")
    given: list[int] = []
    monkeypatch.setattr(thrift, "give_back", lambda: given.append(1))
    keeper = Thrift()
    for _ in range(CALLS - 1):
        keeper.drew(["a call"])
    app.processEvents()
    assert not given
    keeper.drew(["one more", "and one"])
    assert not given, "the frame comes first"
    app.processEvents()
    assert given == [1]
