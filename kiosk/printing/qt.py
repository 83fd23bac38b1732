"""The presses as a Qt object: reports arrive as signals on the thread that owns it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.printing.port import Printer, PrinterState
from kiosk.printing.press import (
    POLL_MS,
    JobFailed,
    JobPrinted,
    PressReport,
    PrintJob,
    StatusChanged,
)
from kiosk.printing.relay import Relay

QML_IMPORT_NAME = "Giliran.Kiosk.Printing"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class TicketPress(QObject):
    """Prints tickets beside the touchscreen's thread and never blocks it."""

    printed = Signal(str, bool, bool, arguments=["job", "reprint", "confirmed"])
    failed = Signal(str, bool, str, bool, arguments=["job", "reprint", "reason", "half"])
    stateChanged = Signal(str, arguments=["state"])
    """Of the printer that is used first."""
    statesChanged = Signal(object)
    """`PrinterState` of each printer, in their order."""
    _reported = Signal(object)

    def __init__(
        self,
        printers: Printer | Sequence[Printer],
        parent: QObject | None = None,
        poll_ms: int = POLL_MS,
    ) -> None:
        super().__init__(parent)
        several = printers if isinstance(printers, Sequence) else [printers]
        self._states = [PrinterState.UNASKED] * len(several)
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)
        self._press = Relay(several, self._reported.emit, poll_ms)

    def start(self) -> None:
        """Begins to watch the printer and to print."""
        self._press.start()

    def print(self, job: PrintJob) -> None:
        """Puts a job in the queue and returns at once."""
        self._press.print(job)

    def stop(self) -> bool:
        """Ends the press within a second; whether it ended in time."""
        return self._press.stop()

    def _get_state(self) -> str:
        return self._states[0].value

    state = Property(str, _get_state, notify=stateChanged)
    """One of `PrinterState`'s words: ready, paper_near_end, paper_out, cover_open, …"""

    @Slot(object)
    def _on_report(self, report: PressReport) -> None:
        match report:
            case JobPrinted():
                self.printed.emit(report.job_id, report.reprint, report.confirmed)
            case JobFailed():
                self.failed.emit(
                    report.job_id,
                    report.reprint,
                    report.reason.value,
                    report.may_be_half_printed,
                )
            case StatusChanged():
                self._states[report.place] = report.status.state
                self.statesChanged.emit(tuple(self._states))
                if report.place == 0:
                    self.stateChanged.emit(self._states[0].value)
