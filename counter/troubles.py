"""What is wrong with the hall's devices, in one line for whoever sits at a counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter import words
from counter.catalogue import Catalogue
from counter.words import say
from shared.domain.site import Texts
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import DeviceTrouble

_CODES = (
    TroubleCode.NO_SOUND,
    TroubleCode.CHIME_ONLY,
    TroubleCode.PAPER_REFUSED,
    TroubleCode.KIOSK_AWAY,
    TroubleCode.DISPLAY_AWAY,
    TroubleCode.PAPER_OUT,
    TroubleCode.COVER_OPEN,
    TroubleCode.PRINTER_OFFLINE,
    TroubleCode.PRINTER_SILENT,
    TroubleCode.PAPER_NEAR_END,
    TroubleCode.RECORDED_VOICE,
    TroubleCode.CLOCK_AHEAD,
)
"""The most urgent first."""

LONGEST_NAME = 20
"""Letters of a device's name at the head of a desk: what is wrong with it must stand there too."""

_MILD = frozenset({TroubleCode.PAPER_NEAR_END, TroubleCode.RECORDED_VOICE, TroubleCode.CLOCK_AHEAD})
"""The hall goes on as it should; somebody is to look after it."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """The most urgent trouble in words, and how many more there are; no words: all is well."""

    words: str = ""
    more: int = 0
    mood: str = "plain"


def alarm_of(troubles: Sequence[DeviceTrouble], catalogue: Catalogue, zone: str) -> Alarm:
    """What stands at the head of a desk in a zone."""
    found = concerning(troubles, zone)
    if not found:
        return Alarm()
    mood = "warn" if found[0].code in _MILD else "bad"
    said = one_trouble(found[0], catalogue.language, LONGEST_NAME)
    return Alarm(said, len(found) - 1, mood)


def concerning(troubles: Sequence[DeviceTrouble], zone: str) -> list[DeviceTrouble]:
    """The most urgent first. What another zone's display lacks is not this counter's worry."""
    return sorted((one for one in troubles if _concerns(one, zone)), key=_urgency)


def _concerns(trouble: DeviceTrouble, zone: str) -> bool:
    return trouble.role != "display" or zone in trouble.zones


def _urgency(trouble: DeviceTrouble) -> tuple[int, str, str]:
    known = [str(code) for code in _CODES]
    rank = known.index(trouble.code) if trouble.code in known else len(known)
    return rank, trouble.name, trouble.part


def one_trouble(trouble: DeviceTrouble, language: str, longest: int = 0) -> str:
    """One trouble in words; with `longest` no more letters of the device's name than that."""
    texts: Texts = words.TROUBLES.get(trouble.code, {"id": f"{{name}}: {trouble.code}"})
    name = _short(trouble.name or trouble.device, longest)
    if trouble.part and trouble.role == "kiosk" and trouble.code != TroubleCode.PAPER_REFUSED:
        name = say(words.WHICH_PRINTER, language, name=name, part=trouble.part)
    return say(texts, language, name=name, part=trouble.part)


def _short(name: str, longest: int) -> str:
    return name if not longest or len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
