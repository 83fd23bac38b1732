"""What stands for an address that names no printer: a slip in the site is told like a fault."""

from __future__ import annotations

from kiosk.printing.port import (
    Failed,
    FailureReason,
    PrinterState,
    PrinterStatus,
    PrintResult,
)


class MisnamedPrinter:
    """Never there. The next printer stands in, the visitor notes the number, staff are told."""

    def __init__(self, fault: str) -> None:
        """`fault` says what is wrong with the address."""
        self._fault = fault

    def status(self) -> PrinterStatus:
        return PrinterStatus(PrinterState.OFFLINE, self._fault)

    def print(self, data: bytes) -> PrintResult:
        return Failed(FailureReason.OFFLINE, False, self._fault)

    def cancel(self) -> None:
        """There is nothing under way."""

    def close(self) -> None:
        """There is nothing open."""
