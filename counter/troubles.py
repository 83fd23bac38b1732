"""What is wrong with the hall's devices, in one line for whoever sits at a counter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counter import words
from counter.catalogue import Catalogue
from counter.words import say
from shared.domain.site import Texts
from shared.protocol.troubles import ACKNOWLEDGED, TroubleCode
from shared.protocol.views import DeviceTrouble

MESSAGE = "message"
"""No trouble, but told in its place: a supervisor's words to this counter. `name` is who wrote it,
`part` the words."""

_CODES = (
    MESSAGE,
    TroubleCode.CLOCK_WRONG,
    TroubleCode.NO_OFFICERS,
    TroubleCode.RESTORE_WAITS,
    TroubleCode.NO_SOUND,
    TroubleCode.CHIME_ONLY,
    TroubleCode.PAPER_REFUSED,
    TroubleCode.NUMBER_BURST,
    TroubleCode.PIN_GUESSED,
    TroubleCode.PINS_TRIED,
    TroubleCode.NOTES_DAMAGED,
    TroubleCode.DISK_REFUSES,
    TroubleCode.KIOSK_AWAY,
    TroubleCode.DISPLAY_AWAY,
    TroubleCode.PAPER_OUT,
    TroubleCode.COVER_OPEN,
    TroubleCode.PRINTER_OFFLINE,
    TroubleCode.PRINTER_SILENT,
    TroubleCode.PAST_DOUBTED,
    TroubleCode.PAPER_NEAR_END,
    TroubleCode.RECORDED_VOICE,
    TroubleCode.MEDIA_BROKEN,
    TroubleCode.MEDIA_MISSING,
    TroubleCode.MEDIA_FULL,
    TroubleCode.CLOCK_AHEAD,
    TroubleCode.BACKUP_BEHIND,
)
"""The most urgent first."""

LONGEST_NAME = 20
"""Letters of a device's name at the head of a desk: what is wrong with it must stand there too."""

_MILD = frozenset(
    {
        MESSAGE,
        TroubleCode.PAPER_NEAR_END,
        TroubleCode.RECORDED_VOICE,
        TroubleCode.MEDIA_BROKEN,
        TroubleCode.MEDIA_MISSING,
        TroubleCode.MEDIA_FULL,
        TroubleCode.CLOCK_AHEAD,
        TroubleCode.PIN_GUESSED,
        TroubleCode.PINS_TRIED,
        TroubleCode.BACKUP_BEHIND,
        TroubleCode.PAST_DOUBTED,
    }
)
"""The hall goes on as it should; somebody is to look after it."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """The most urgent trouble in words, and how many more there are; no words: all is well."""

    words: str = ""
    more: int = 0
    mood: str = "plain"


def alarm_of(troubles: Sequence[DeviceTrouble], catalogue: Catalogue, zone: str) -> Alarm:
    """What stands at the head of a desk in a zone."""
    return _first_of(concerning(troubles, zone), catalogue)


def hall_alarm(troubles: Sequence[DeviceTrouble], catalogue: Catalogue) -> Alarm:
    """The same of the whole hall."""
    return _first_of(ranked(troubles), catalogue)


def _first_of(found: Sequence[DeviceTrouble], catalogue: Catalogue) -> Alarm:
    if not found:
        return Alarm()
    mood = "warn" if found[0].code in _MILD else "bad"
    said = one_trouble(found[0], catalogue.language, LONGEST_NAME)
    return Alarm(said, len(found) - 1, mood)


def concerning(troubles: Sequence[DeviceTrouble], zone: str) -> list[DeviceTrouble]:
    """The most urgent first. What another zone's display lacks is not this counter's worry, nor
    what only a manager can look into."""
    return ranked(one for one in troubles if _concerns(one, zone))


def ranked(troubles: Iterable[DeviceTrouble]) -> list[DeviceTrouble]:
    """The most urgent first."""
    return sorted(troubles, key=_urgency)


def is_mild(trouble: DeviceTrouble) -> bool:
    """The hall goes on as it should; somebody is to look after it."""
    return trouble.code in _MILD


def _concerns(trouble: DeviceTrouble, zone: str) -> bool:
    if trouble.code == TroubleCode.PAST_DOUBTED:
        return False
    return trouble.role != "display" or zone in trouble.zones


def _urgency(trouble: DeviceTrouble) -> tuple[int, str, str]:
    known = [str(code) for code in _CODES]
    rank = known.index(trouble.code) if trouble.code in known else len(known)
    return rank, trouble.name, trouble.part


def one_trouble(trouble: DeviceTrouble, language: str, longest: int = 0) -> str:
    """One trouble in words; with `longest` no more letters of the device's name than that."""
    texts: Texts = words.TROUBLES.get(trouble.code, {"id": f"{{name}}: {trouble.code}"})
    name = _short(trouble.name or trouble.device, longest)
    if trouble.part and trouble.role == "kiosk" and trouble.code not in ACKNOWLEDGED:
        name = say(words.WHICH_PRINTER, language, name=name, part=trouble.part)
    return say(texts, language, name=name, part=trouble.part)


def _short(name: str, longest: int) -> str:
    return name if not longest or len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
