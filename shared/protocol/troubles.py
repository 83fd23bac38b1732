"""What may be wrong with a device: the codes that apps report and staff are told of."""

from __future__ import annotations

from enum import StrEnum


class TroubleCode(StrEnum):
    """Stable; texts are the counter's. A code that an app does not know it shows as it is."""

    PAPER_NEAR_END = "paper-near-end"
    PAPER_OUT = "paper-out"
    COVER_OPEN = "cover-open"
    PRINTER_OFFLINE = "printer-offline"
    """Switched off, unplugged, or it reports an error."""
    PRINTER_SILENT = "printer-silent"
    """It takes the line and says nothing that can be understood."""
    NO_SOUND = "no-sound"
    """No sound device, or nothing of what is played can be heard."""
    RECORDED_VOICE = "recorded-voice"
    """The speech engine fails; recorded words stand in."""
    CHIME_ONLY = "chime-only"
    """Neither engine nor recorded words: calls are chimed and shown."""
    PAPER_REFUSED = "paper-refused"
    """The hub will never take a number that is on paper; `part` is the number. Its kiosk tells of
    it for the rest of the day, or until somebody has seen to the visitor (`ACKNOWLEDGE`)."""
    MEDIA_BROKEN = "media-broken"
    """A TV cannot show a file of the playlist, or a kiosk a floor's plan; `part` is its name."""
    MEDIA_MISSING = "media-missing"
    """The site names a file that nobody has uploaded, or that the hub has lost."""
    MEDIA_FULL = "media-full"
    """A TV or a kiosk has no room for a file of the site's."""
    DISK_REFUSES = "disk-refuses"
    """A kiosk can write nothing down: without the hub it gives no numbers."""
    NOTES_DAMAGED = "notes-damaged"
    """What a kiosk had written down was damaged: papers of when the hub was away may be missing."""
    CLOCK_WRONG = "clock-wrong"
    """The hub's clock cannot be believed, and nothing is decided; `part` says why."""
    NO_OFFICERS = "no-officers"
    """The hub knows nobody who may sign on: their file is new or was lost."""
    CLOCK_AHEAD = "clock-ahead"
    """The hub's machine was set back; `part` says by how many minutes the hall's time is ahead."""
    RESTORE_WAITS = "restore-waits"
    """The hub was restored, and gives no numbers until the kiosk of the name `part` has reported,
    or a person says go."""
    PAST_DOUBTED = "past-doubted"
    """The journal is not what the hub or an app remembers: somebody may have changed it; `part`:
    the app's device, else why (`commands.Doubt`)."""
    BACKUP_BEHIND = "backup-behind"
    """For a minute or longer nothing has got into the hub's replica."""
    NUMBER_BURST = "number-burst"
    """Numbers of a service with a quota taken one after the other at a kiosk, faster than people
    come; `part`: the first and the last (``A-012…A-015``). Told for a while, or until
    `ACKNOWLEDGE`."""
    PIN_GUESSED = "pin-guessed"
    """Wrong PINs in a row at a kiosk's staff menu, which waits longer each time; until a right one,
    an hour, or `ACKNOWLEDGE`, with which the wait ends too."""
    PINS_TRIED = "pins-tried"
    """By the hub's word: many wrong PINs at one device; `part` is its name, with whose they were.
    Until whoever it is signs on there or is unlocked, or a day has passed."""
    KIOSK_AWAY = "kiosk-away"
    """By the hub's word: it was on the line today and is not, so it may give emergency papers."""
    DISPLAY_AWAY = "display-away"
    """By the hub's word: a TV that was on the line today and is not."""


REPORT = "ReportTroubles"
"""The order with which an app tells the hub what is wrong with it: the whole list."""

ACKNOWLEDGE = "AcknowledgeTrouble"
"""The order with which an officer says that a trouble has been seen to."""

ACKNOWLEDGED = frozenset(
    {TroubleCode.PAPER_REFUSED, TroubleCode.NUMBER_BURST, TroubleCode.PIN_GUESSED}
)
"""Troubles that end with somebody's word; all others end by themselves."""

SOUND_TEST = "ReportSoundTest"
"""The order with which a display answers `TestSound`."""
