"""A printer that CUPS looks after: papers are handed over raw, the state is CUPS' word.

Through the `lp` programs and not python-escpos' CUPS printer, which needs a compiler and the
CUPS headers on the kiosk to install.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from threading import Event

from kiosk.printing.port import (
    BrokenOff,
    Cancelled,
    Failed,
    NoAnswer,
    Printed,
    PrinterError,
    PrinterState,
    PrinterStatus,
    PrintResult,
    Unreachable,
    reason_for,
)
from kiosk.printing.talking_printer import status_after
from kiosk.printing.wire import SLICE_MS, Deadline, TimeLimits

_JOB = re.compile(r"request id is (\S+)")
# The alerts are the standard's printer-state-reasons (RFC 8011, 5.4.12), most urgent first.
_ALERTS = (
    (("cover-open", "door-open", "interlock-open"), PrinterState.COVER_OPEN),
    (("media-empty", "media-needed"), PrinterState.PAPER_OUT),
    (("offline", "connecting-to-device", "timed-out", "shutdown"), PrinterState.OFFLINE),
    (("media-low",), PrinterState.PAPER_NEAR_END),
)


class CupsPrinter:
    """One queue of CUPS, which must be a raw queue or accept raw jobs."""

    def __init__(self, queue: str, limits: TimeLimits | None = None) -> None:
        self._queue = queue
        self._limits = limits or TimeLimits()
        self._cancelled = Event()

    def status(self) -> PrinterStatus:
        try:
            told = self._run(["lpstat", "-l", "-p", self._queue])
        except PrinterError as error:
            return status_after(error)
        return state_from_lpstat(told)

    def print(self, data: bytes) -> PrintResult:
        before = self.status()
        if not _may_print(before.state):
            return Failed(reason_for(before.state), False, before.detail)
        job = ""
        try:
            told = self._run(["lp", "-d", self._queue, "-o", "raw", "-t", "ticket"], data)
            job = _job_id(told)
            return self._until_gone(job)
        except PrinterError as error:
            return Failed(error.reason, bool(job), str(error))

    def cancel(self) -> None:
        self._cancelled.set()

    def close(self) -> None:
        """Nothing to do: CUPS holds the device."""

    def _until_gone(self, job: str) -> PrintResult:
        """Waits until the job has left the queue; takes it out of there if it cannot go on."""
        deadline = Deadline(self._limits.send_ms + self._limits.settle_ms)
        while job in self._run(["lpstat", "-o", self._queue]).split():
            status = self.status()
            if deadline.passed or not _may_print(status.state):
                self._run(["cancel", job])
                return Failed(reason_for(status.state), True, status.detail)
            self._pause()
        return Printed(confirmed=False)

    def _pause(self) -> None:
        if self._cancelled.wait(4 * SLICE_MS / 1000):
            raise Cancelled("stopped while CUPS prints")

    def _run(self, command: Sequence[str], data: bytes | None = None) -> str:
        """What one of CUPS' programs says, in English whatever the machine's language."""
        environment = {**os.environ, "LC_ALL": "C"}
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=environment,
            )
        except OSError as error:
            raise Unreachable(f"cups://{self._queue}: {command[0]}: {error.strerror}") from error
        with process:
            told = self._talked(process, data)
        if process.returncode:
            raise Unreachable(f"cups://{self._queue}: {told.strip()}")
        return told

    def _talked(self, process: subprocess.Popen[bytes], data: bytes | None) -> str:
        deadline = Deadline(self._limits.send_ms)
        while True:
            try:
                told, _ = process.communicate(data, timeout=SLICE_MS / 1000)
            except subprocess.TimeoutExpired:
                self._give_up(process, deadline)
            else:
                return told.decode("utf-8", "replace")

    def _give_up(self, process: subprocess.Popen[bytes], deadline: Deadline) -> None:
        if self._cancelled.is_set():
            process.kill()
            raise Cancelled("stopped while CUPS answers")
        if deadline.passed:
            process.kill()
            raise NoAnswer(f"cups://{self._queue}: CUPS does not answer")


def state_from_lpstat(told: str) -> PrinterStatus:
    """The state in the words of `lpstat -l -p`."""
    alerts = " ".join(re.findall(r"Alerts:(.*)", told))
    for names, state in _ALERTS:
        if any(name in alerts for name in names):
            return PrinterStatus(state, alerts.strip())
    first = told.partition("\n")[0]
    if "disabled" in first:
        return PrinterStatus(PrinterState.OFFLINE, first)
    if "is idle" in first or "now printing" in first:
        return PrinterStatus(PrinterState.READY)
    return PrinterStatus(PrinterState.UNKNOWN, first)


def _may_print(state: PrinterState) -> bool:
    # CUPS keeps a job for a printer it knows nothing of; an answering printer must say more.
    return state.can_print or state is PrinterState.UNKNOWN


def _job_id(told: str) -> str:
    found = _JOB.search(told)
    if found is None:
        raise BrokenOff(f"CUPS took the ticket but named no job: {told.strip()}")
    return found[1]
