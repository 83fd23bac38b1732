"""The press: a thread that prints papers in order and watches the printer in between.

Nobody waits for it: a job is put in, and what became of it is reported. A number is committed
before its job gets here, and the report is what makes the kiosk record the print.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from kiosk.printing.port import (
    Failed,
    FailureReason,
    Printed,
    Printer,
    PrinterState,
    PrinterStatus,
    PrintResult,
    state_after,
)

_log = logging.getLogger(__name__)

POLL_MS = 3000
STOP_MS = 1000


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper. `render` makes its bytes and is told whether to mark them as a reprint.

    `reprint` asks for the mark; a job whose last try may be half printed gets it anyway.
    """

    id: str
    render: Callable[[bool], bytes]
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class JobPrinted:
    """The paper is out; `confirmed` is false where the printer cannot say so."""

    job_id: str
    reprint: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class JobFailed:
    """The paper is not out, or not all of it."""

    job_id: str
    reprint: bool
    reason: FailureReason
    may_be_half_printed: bool


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """The printer's state is another one than before."""

    status: PrinterStatus
    place: int = 0
    """Which of several printers (`kiosk.printing.relay`)."""


PressReport = JobPrinted | JobFailed | StatusChanged


class Press:
    """Prints on its own thread; `report` is called there, for each job exactly once.

    Times are milliseconds. A report that raises is logged, and the press goes on.
    """

    def __init__(
        self, printer: Printer, report: Callable[[PressReport], None], poll_ms: int = POLL_MS
    ) -> None:
        self._printer = printer
        self._report = report
        self._poll_ms = poll_ms
        self._jobs: SimpleQueue[PrintJob | None] = SimpleQueue()
        self._half_printed: set[str] = set()
        self._status = PrinterStatus(PrinterState.UNASKED)
        self._stopping = False
        self._thread = Thread(target=self._run, name="press", daemon=True)

    def start(self) -> None:
        """Begins to watch the printer and to print."""
        self._thread.start()

    def print(self, job: PrintJob) -> None:
        """Puts a job in the queue and returns at once."""
        self._jobs.put(job)

    def stop(self, timeout_ms: int = STOP_MS) -> bool:
        """Ends the thread; jobs not begun are reported as stopped. Whether it ended in time."""
        self.ask_to_stop()
        self._thread.join(timeout_ms / 1000)
        return not self._thread.is_alive()

    def ask_to_stop(self) -> None:
        """Lets it end by itself, soon; `stop` then waits for it."""
        self._stopping = True
        self._printer.cancel()
        self._jobs.put(None)

    @property
    def status(self) -> PrinterStatus:
        """What the printer said last."""
        return self._status

    def _run(self) -> None:
        self._poll()
        while not self._stopping:
            try:
                job = self._jobs.get(timeout=self._poll_ms / 1000)
            except Empty:
                self._poll()
            else:
                self._take(job)
        self._refuse_the_rest()
        self._printer.close()

    def _take(self, job: PrintJob | None) -> None:
        if job is not None:
            self._print(job)

    def _print(self, job: PrintJob) -> None:
        reprint = job.reprint or job.id in self._half_printed
        begun = time.monotonic()
        result = self._outcome(job, reprint)
        _log.info("job %s: %s after %.2f s", job.id, result, time.monotonic() - begun)
        match result:
            case Printed():
                self._half_printed.discard(job.id)
                self._tell(JobPrinted(job.id, reprint, result.confirmed))
            case Failed():
                self._note_failure(job, reprint, result)
        if not self._stopping and isinstance(result, Failed):
            self._poll()

    def _outcome(self, job: PrintJob, reprint: bool) -> PrintResult:
        try:
            data = job.render(reprint)
        except Exception as error:
            # A fault of ours must cost one paper, not the press.
            _log.exception("job %s cannot be rendered", job.id)
            return Failed(FailureReason.UNPRINTABLE, False, repr(error))
        return self._printer.print(data)

    def _note_failure(self, job: PrintJob, reprint: bool, result: Failed) -> None:
        if result.may_be_half_printed:
            self._half_printed.add(job.id)
        state = state_after(result.reason)
        if state is not None:
            # Known before the next job is given to it, and long before it has been asked again.
            self._become(PrinterStatus(state, result.detail))
        self._tell(JobFailed(job.id, reprint, result.reason, result.may_be_half_printed))

    def _poll(self) -> None:
        self._become(self._printer.status())

    def _become(self, status: PrinterStatus) -> None:
        changed = status.state is not self._status.state
        self._status = status
        if changed and not self._stopping:
            _log.info("printer: %s %s", status.state, status.detail)
            self._tell(StatusChanged(status))

    def _refuse_the_rest(self) -> None:
        while not self._jobs.empty():
            job = self._jobs.get()
            if job is not None:
                self._tell(JobFailed(job.id, job.reprint, FailureReason.STOPPED, False))

    def _tell(self, report: PressReport) -> None:
        try:
            self._report(report)
        except Exception:
            _log.exception("a report of the press was not taken")
