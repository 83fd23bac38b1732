"""The port to a ticket printer: what the kiosk may ask of any of them, and what it is told.

Two rules python-escpos does not have: silence is *unknown* and never "plenty of paper", and
"printed" means that the printer said so, as far as it can speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PrinterState(StrEnum):
    """What a printer says about itself, or that it says nothing that can be understood."""

    READY = "ready"
    PAPER_NEAR_END = "paper_near_end"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    UNKNOWN = "unknown"
    """It was asked, and said nothing that can be understood."""
    UNASKABLE = "unaskable"
    """It has no way to answer (a plain device file): a paper is sent, and that is all."""
    UNASKED = "unasked"
    """Nobody has asked it yet."""

    @property
    def can_print(self) -> bool:
        """Whether a ticket sent now would come out, by the printer's own word."""
        return self in (PrinterState.READY, PrinterState.PAPER_NEAR_END)


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """A state, with a technician's `detail` for the log (English, no personal data)."""

    state: PrinterState
    detail: str = ""


class FailureReason(StrEnum):
    """Why a paper did not come out."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    NO_ANSWER = "no_answer"
    BROKEN_OFF = "broken_off"
    STOPPED = "stopped"
    UNPRINTABLE = "unprintable"


_REASONS = {
    PrinterState.PAPER_OUT: FailureReason.PAPER_OUT,
    PrinterState.COVER_OPEN: FailureReason.COVER_OPEN,
    PrinterState.OFFLINE: FailureReason.OFFLINE,
}


def reason_for(state: PrinterState) -> FailureReason:
    """Why nothing can be printed in a state that does not allow it."""
    return _REASONS.get(state, FailureReason.NO_ANSWER)


def state_after(reason: FailureReason) -> PrinterState | None:
    """What is known of a printer that failed for a reason; None where that was not its fault."""
    if reason in (FailureReason.NO_ANSWER, FailureReason.BROKEN_OFF):
        return PrinterState.UNKNOWN
    return next((state for state, why in _REASONS.items() if why is reason), None)


@dataclass(frozen=True, slots=True)
class Printed:
    """The paper is out. `confirmed` is false for a printer that cannot say so."""

    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Failed:
    """The paper is not out, or only in part: then the next try must be marked as a reprint."""

    reason: FailureReason
    may_be_half_printed: bool
    detail: str = ""


PrintResult = Printed | Failed


class PrinterError(Exception):
    """The printer or the line to it failed; `reason` says how."""

    reason = FailureReason.BROKEN_OFF


class Unreachable(PrinterError):
    """There is no line to the printer: switched off, unplugged, or another address."""

    reason = FailureReason.OFFLINE


class BrokenOff(PrinterError):
    """The line broke while it was in use."""


class NoAnswer(PrinterError):
    """The printer took too long."""

    reason = FailureReason.NO_ANSWER


class Cancelled(PrinterError):
    """The kiosk is being stopped."""

    reason = FailureReason.STOPPED


class Printer(Protocol):
    """A ticket printer. Not for two threads at once, except `cancel`."""

    def status(self) -> PrinterStatus:
        """What the printer says now; never raises, and answers within the printer's time limit."""

    def print(self, data: bytes) -> PrintResult:
        """Prints one paper and waits until the printer says it is out; never raises."""

    def cancel(self) -> None:
        """Ends what is under way, from any thread; afterwards nothing is printed any more."""

    def close(self) -> None:
        """Lets go of the device."""
