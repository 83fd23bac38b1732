"""What may be wrong with a device, in words for a technician at a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.protocol.troubles import TroubleCode

WORDS: Mapping[str, str] = {
    TroubleCode.PAPER_NEAR_END: "paper nearly at its end",
    TroubleCode.PAPER_OUT: "no paper",
    TroubleCode.COVER_OPEN: "printer's cover open",
    TroubleCode.PRINTER_OFFLINE: "printer off or unplugged",
    TroubleCode.PRINTER_SILENT: "printer does not answer",
    TroubleCode.NO_SOUND: "no sound",
    TroubleCode.RECORDED_VOICE: "speech engine fails, recorded words stand in",
    TroubleCode.CHIME_ONLY: "no voice, calls are chimed only",
    TroubleCode.PAPER_REFUSED: "number on paper that the queue will not take",
    TroubleCode.MEDIA_BROKEN: "file cannot be shown",
    TroubleCode.MEDIA_MISSING: "file never uploaded",
    TroubleCode.MEDIA_FULL: "no room for a file",
    TroubleCode.DISK_REFUSES: "disk takes nothing",
    TroubleCode.NOTES_DAMAGED: "its notes were damaged",
    TroubleCode.CLOCK_WRONG: "clock is wrong",
    TroubleCode.NO_OFFICERS: "nobody can sign on",
    TroubleCode.CLOCK_AHEAD: "time ahead of the machine's clock",
    TroubleCode.RESTORE_WAITS: "restored, waits for a kiosk",
    TroubleCode.PAST_DOUBTED: "journal is not what it was, see docs/witness.md",
    TroubleCode.BACKUP_BEHIND: "backup does not follow",
    TroubleCode.NUMBER_BURST: "many numbers taken at once",
    TroubleCode.PIN_GUESSED: "wrong PINs",
    TroubleCode.PINS_TRIED: "many wrong PINs",
    TroubleCode.KIOSK_AWAY: "kiosk not on the line",
    TroubleCode.DISPLAY_AWAY: "not on the line",
}


def in_words(troubles: list[dict[str, Any]]) -> str:
    """All of a device's; a code of a newer version stands as it is."""
    return "; ".join(_said(one) for one in troubles)


def _said(trouble: dict[str, Any]) -> str:
    said = WORDS.get(trouble["code"], trouble["code"])
    part = trouble.get("part")
    return f"{said}: {part}" if part else said
