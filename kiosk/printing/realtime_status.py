"""The status bytes of ticket printers: what to ask, and what the answers mean.

Source: the public ESC/POS references (DLE EOT, GS r, "identification of sent status"). Each kind
of answer has fixed bits, so a real-time answer and a transmitted one cannot be confused.
"""

from __future__ import annotations

from kiosk.printing.port import PrinterState, PrinterStatus

PRINTER, CAUSE, ROLL = 1, 2, 4
"""Which status: of the printer, why it is offline, of the roll of paper."""

QUESTIONS = (PRINTER, CAUSE, ROLL)

ASK_WHEN_DONE = b"\x1dr\x01"
"""GS r 1: answered in its turn, so only after all before it has been printed."""

CLEAR_BUFFER = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: forget what was sent, or the rest of a torn ticket comes out with the new roll."""

_OFFLINE = 0x08
_COVER_OPEN = 0x04
_STOPPED_BY_PAPER_END = 0x20
_ERROR = 0x40
_ROLL_NEAR_END = 0x0C
_ROLL_END = 0x60


def question(which: int) -> bytes:
    """DLE EOT n: answered at once, also by a printer that is offline."""
    return b"\x10\x04" + bytes([which])


def is_realtime(byte: int) -> bool:
    """Whether this can be an answer to DLE EOT: 0..1..10 in binary."""
    return byte & 0b1001_0011 == 0b0001_0010


def is_transmitted(byte: int) -> bool:
    """Whether this can be an answer to GS r: 0..0.... in binary."""
    return byte & 0b1001_0000 == 0


def meaning(printer: int, cause: int, roll: int) -> PrinterStatus:
    """The state that the three answers describe together, the most urgent cause first."""
    if cause & _COVER_OPEN:
        return PrinterStatus(PrinterState.COVER_OPEN)
    if roll & _ROLL_END or cause & _STOPPED_BY_PAPER_END:
        return PrinterStatus(PrinterState.PAPER_OUT)
    if cause & _ERROR:
        return PrinterStatus(PrinterState.OFFLINE, "the printer reports an error")
    if printer & _OFFLINE:
        return PrinterStatus(PrinterState.OFFLINE, "switched offline")
    if roll & _ROLL_NEAR_END:
        return PrinterStatus(PrinterState.PAPER_NEAR_END)
    return PrinterStatus(PrinterState.READY)
