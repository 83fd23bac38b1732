"""The press as a Qt object: reports arrive as signals on the thread that owns it."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.printing.port import Printer, PrinterState
from kiosk.printing.press import (
    POLL_MS,
    JobFailed,
    JobPrinted,
    Press,
    PressReport,
    PrintJob,
    StatusChanged,
)

QML_IMPORT_NAME = "Giliran.Kiosk.Printing"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class TicketPress(QObject):
    """Prints tickets beside the touchscreen's thread and never blocks it."""

    printed = Signal(str, bool, bool, arguments=["job", "reprint", "confirmed"])
    failed = Signal(str, bool, str, bool, arguments=["job", "reprint", "reason", "half"])
    stateChanged = Signal(str, arguments=["state"])
    _reported = Signal(object)

    def __init__(
        self, printer: Printer, parent: QObject | None = None, poll_ms: int = POLL_MS
    ) -> None:
        super().__init__(parent)
        self._state = PrinterState.UNKNOWN
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)
        self._press = Press(printer, self._reported.emit, poll_ms)

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
        return self._state.value

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
                self._state = report.status.state
                self.stateChanged.emit(self._state.value)
