"""Ending with all that was started: told to end, or killed, a command leaves no process behind."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_PR_SET_PDEATHSIG = 1
_PRCTL = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
"""Found before any fork: a child between fork and exec must not load a library."""


@contextmanager
def told_to_end() -> Iterator[None]:
    """SIGTERM and SIGHUP (a closed terminal) leave the block as SystemExit, with the shell's
    status 128 + N: what is open in it is tidied up as after Ctrl-C.

    A second one does not interrupt the tidying up. Who ignores hang-ups (nohup) goes on doing so.
    """
    ends = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in ends}

    def end(number: int, _frame: FrameType | None) -> None:
        for other in ends:
            signal.signal(other, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def dies_with_us() -> Callable[[], None] | None:
    """For `Popen(preexec_fn=…)`: the child is told to end (SIGTERM) when we are killed.

    Only Linux can do so; None elsewhere. "We" is the thread that starts the child.
    """
    if _PRCTL is None:
        return None
    parent = os.getpid()

    def ask() -> None:
        _PRCTL(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # killed before it was asked for
            os.kill(os.getpid(), signal.SIGTERM)

    return ask
