"""A line to a printer that can be spoken on and listened to: network, serial or USB."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Protocol, TypeVar

from kiosk.printing.port import Cancelled, NoAnswer

SLICE_MS = 50
"""The longest anybody waits without looking whether to stop."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """How long to wait for a printer, in milliseconds.

    `answer_ms` is for a whole status, `silence_ms` for a printer that says nothing while it
    prints (some do not), `settle_ms` for one that is ready but never confirms a print.
    """

    connect_ms: int = 2000
    answer_ms: int = 500
    send_ms: int = 5000
    silence_ms: int = 3000
    settle_ms: int = 5000


class Wire(Protocol):
    """Bytes to and from one printer. All methods may raise `PrinterError`."""

    def open(self, timeout_ms: int) -> None:
        """Makes the line ready; nothing to do where it still is."""

    def send(self, data: bytes, timeout_ms: int) -> None:
        """Sends everything or raises."""

    def receive(self, timeout_ms: int) -> bytes:
        """What has come, as soon as anything comes; empty where nothing came in time."""

    def rest(self) -> None:
        """The end of a conversation: other hosts may have the printer now."""

    def close(self) -> None:
        """Lets go of the device; it may be opened again."""

    def cancel(self) -> None:
        """Ends what is under way with `Cancelled`, from any thread, and for good."""


class Deadline:
    """A moment in the near future, on the clock that nobody sets."""

    def __init__(self, in_ms: int) -> None:
        self._end = time.monotonic() + in_ms / 1000

    @property
    def left_ms(self) -> int:
        """How many milliseconds are left, rounded up, never negative."""
        return max(0, -int((time.monotonic() - self._end) * 1000 // 1))

    @property
    def passed(self) -> bool:
        """Whether nothing is left."""
        return time.monotonic() >= self._end

    def slice_s(self) -> float:
        """Seconds to wait before looking again whether to stop."""
        return max(0.0, min(SLICE_MS / 1000, self._end - time.monotonic()))


def on_own_thread(work: Callable[[], Result], timeout_ms: int, cancelled: Event) -> Result:
    """The result of `work`, which cannot be interrupted: after the time it is left behind.

    Raises NoAnswer after `timeout_ms` and Cancelled when the event is set.
    """
    outcome: list[Result | BaseException] = []
    done = Event()

    def run() -> None:
        try:
            outcome.append(work())
        except Exception as error:  # handed to the thread that waits
            outcome.append(error)
        done.set()

    Thread(target=run, name="printer-device", daemon=True).start()
    _await(done, Deadline(timeout_ms), cancelled)
    result = outcome[0]
    if isinstance(result, BaseException):
        raise result
    return result


def _await(done: Event, deadline: Deadline, cancelled: Event) -> None:
    while not done.wait(deadline.slice_s()):
        if cancelled.is_set():
            raise Cancelled("stopped while waiting for the device")
        if deadline.passed:
            raise NoAnswer("the device did not answer in time")
