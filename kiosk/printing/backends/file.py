"""A printer behind a device file, or a plain file for a look: neither is asked anything."""

from __future__ import annotations

import os
import select
import stat
from pathlib import Path
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
)
from kiosk.printing.talking_printer import status_after
from kiosk.printing.wire import Deadline, TimeLimits


class FilePrinter:
    """Writes papers one after the other. A print is never confirmed."""

    def __init__(self, path: Path, limits: TimeLimits | None = None) -> None:
        self._path = path
        self._limits = limits or TimeLimits()
        self._cancelled = Event()

    def status(self) -> PrinterStatus:
        """Nothing of a device, which cannot tell; a plain file is ready if it can be made."""
        if self._path.is_char_device():
            return PrinterStatus(PrinterState.UNASKABLE, "a device file cannot be asked")
        try:
            os.close(self._opened())
        except PrinterError as error:
            return status_after(error)
        return PrinterStatus(PrinterState.READY)

    def print(self, data: bytes) -> PrintResult:
        begun = False
        try:
            descriptor = self._opened()
            try:
                begun = True
                self._write(descriptor, data)
            finally:
                os.close(descriptor)
        except PrinterError as error:
            return Failed(error.reason, begun, str(error))
        return Printed(confirmed=False)

    def cancel(self) -> None:
        self._cancelled.set()

    def close(self) -> None:
        """Nothing to do: the file is open only while it is written."""

    def _opened(self) -> int:
        # Non-blocking: a printer that is switched off would hold the opening for ever.
        flags = os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK
        if not self._path.is_relative_to("/dev"):
            flags |= os.O_CREAT
        try:
            return os.open(self._path, flags, 0o644)
        except OSError as error:
            raise Unreachable(f"file://{self._path}: {error.strerror}") from error

    def _write(self, descriptor: int, data: bytes) -> None:
        deadline, rest = Deadline(self._limits.send_ms), data
        plain = stat.S_ISREG(os.fstat(descriptor).st_mode)
        while rest:
            self._look(deadline)
            if not plain and not select.select([], [descriptor], [], deadline.slice_s())[1]:
                continue
            try:
                rest = rest[os.write(descriptor, rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise BrokenOff(f"file://{self._path}: {error.strerror}") from error

    def _look(self, deadline: Deadline) -> None:
        if self._cancelled.is_set():
            raise Cancelled("stopped while writing")
        if deadline.passed:
            raise NoAnswer(f"file://{self._path}: takes no data")
