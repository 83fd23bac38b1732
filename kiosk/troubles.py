"""What staff are told of a kiosk's printers."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.printing.port import PrinterState
from shared.link.state_file import StateFile
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Trouble

_CODES = {
    PrinterState.PAPER_NEAR_END: TroubleCode.PAPER_NEAR_END,
    PrinterState.PAPER_OUT: TroubleCode.PAPER_OUT,
    PrinterState.COVER_OPEN: TroubleCode.COVER_OPEN,
    PrinterState.OFFLINE: TroubleCode.PRINTER_OFFLINE,
    PrinterState.UNKNOWN: TroubleCode.PRINTER_SILENT,
}


def printer_troubles(states: Sequence[PrinterState]) -> list[Trouble]:
    """What is wrong with each; with several printers their number, from 1, stands with it."""
    several = len(states) > 1
    return [
        Trouble(_CODES[state], str(place) if several else "")
        for place, state in enumerate(states, 1)
        if state in _CODES
    ]


def disk_troubles(state: StateFile) -> list[Trouble]:
    """What is wrong with what it writes down."""
    found = {TroubleCode.DISK_REFUSES: state.refuses, TroubleCode.NOTES_DAMAGED: state.damaged}
    return [Trouble(code) for code, here in found.items() if here]
