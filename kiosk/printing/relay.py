"""Several printers of one kiosk as one: the first does the work, the next stands in at once.

Each has a press of its own, so that a printer that hangs holds up nobody else's papers. A printer
that failed is watched, and used again as soon as it says that it is well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from kiosk.printing.port import FailureReason, Printer, PrinterState, PrinterStatus
from kiosk.printing.press import (
    POLL_MS,
    JobFailed,
    JobPrinted,
    Press,
    PressReport,
    PrintJob,
    StatusChanged,
)

_FINAL = frozenset({FailureReason.STOPPED, FailureReason.UNPRINTABLE})
"""What another printer would not mend."""


@dataclass(slots=True)
class _Run:
    """A job on its way from printer to printer."""

    job: PrintJob
    left: list[int]
    """Places that have not tried it."""
    failure: JobFailed | None = None
    """The first, with what the later ones add."""


class Relay:
    """Takes jobs and reports as a `Press` does: each job once, from a thread of its own.

    A status report carries the printer's place, from 0. A paper that may lie half printed in one
    printer comes out of the next marked as a reprint.
    """

    def __init__(
        self,
        printers: Sequence[Printer],
        report: Callable[[PressReport], None],
        poll_ms: int = POLL_MS,
    ) -> None:
        self._report = report
        self._lock = Lock()
        self._runs: dict[str, _Run] = {}
        self._presses = [
            Press(printer, self._listener(place), poll_ms) for place, printer in enumerate(printers)
        ]

    def start(self) -> None:
        """Begins to watch the printers and to print."""
        for press in self._presses:
            press.start()

    def print(self, job: PrintJob) -> None:
        """Puts a job where it will come out soonest, and returns at once."""
        order = sorted(range(len(self._presses)), key=self._doubt)
        with self._lock:
            self._runs[job.id] = _Run(job, order[1:])
        self._presses[order[0]].print(job)

    def stop(self) -> bool:
        """Ends all presses within about a second; whether all ended in time."""
        for press in self._presses:
            press.ask_to_stop()
        stopped = [press.stop() for press in self._presses]
        return all(stopped)

    @property
    def statuses(self) -> list[PrinterStatus]:
        """What each printer said last."""
        return [press.status for press in self._presses]

    def _doubt(self, place: int) -> int:
        """How little hope there is that a printer prints now."""
        state = self._presses[place].status.state
        if state.can_print or state is PrinterState.UNASKABLE:
            return 0
        return 1 if state is PrinterState.UNASKED else 2

    def _listener(self, place: int) -> Callable[[PressReport], None]:
        def listen(report: PressReport) -> None:
            match report:
                case StatusChanged():
                    self._report(replace(report, place=place))
                case JobPrinted():
                    with self._lock:
                        self._runs.pop(report.job_id, None)
                    self._report(report)
                case JobFailed():
                    self._on_failed(report)

        return listen

    def _on_failed(self, report: JobFailed) -> None:
        with self._lock:
            run = self._runs[report.job_id]
            run.failure = _both(run.failure, report)
            over = report.reason in _FINAL or not run.left
            if over:
                del self._runs[report.job_id]
        if over:
            self._report(run.failure)
            return
        half = run.failure.may_be_half_printed
        job = replace(run.job, reprint=run.job.reprint or half)
        self._presses[run.left.pop(0)].print(job)


def _both(first: JobFailed | None, later: JobFailed) -> JobFailed:
    """The first printer's reason; half printed where any of them may have."""
    if first is None:
        return later
    half = first.may_be_half_printed or later.may_be_half_printed
    return replace(first, may_be_half_printed=half, reprint=first.reprint or later.reprint)
