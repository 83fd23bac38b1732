"""What is wrong with the hall's devices, in one line for whoever sits at a counter."""

from __future__ import annotations

from collections.abc import Sequence

from counter import words
from counter.catalogue import Catalogue
from counter.words import say
from shared.domain.site import Texts
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import DeviceTrouble

_CODES = (
    TroubleCode.NO_SOUND,
    TroubleCode.CHIME_ONLY,
    TroubleCode.PAPER_OUT,
    TroubleCode.COVER_OPEN,
    TroubleCode.PRINTER_OFFLINE,
    TroubleCode.PRINTER_SILENT,
    TroubleCode.PAPER_NEAR_END,
    TroubleCode.RECORDED_VOICE,
    TroubleCode.CLOCK_AHEAD,
)
"""The most urgent first."""

_MILD = frozenset({TroubleCode.PAPER_NEAR_END, TroubleCode.RECORDED_VOICE, TroubleCode.CLOCK_AHEAD})
"""The hall goes on as it should; somebody is to look after it."""


def trouble_words(
    troubles: Sequence[DeviceTrouble], catalogue: Catalogue, zone: str
) -> tuple[str, str]:
    """The most urgent trouble and how many more there are, with its mood; empty without any.

    What another zone's display lacks is not this counter's worry.
    """
    found = sorted((one for one in troubles if _concerns(one, zone)), key=_urgency)
    if not found:
        return "", "plain"
    said = _words(found[0], catalogue.language)
    if len(found) > 1:
        said = say(words.AND_MORE, catalogue.language, first=said, count=len(found) - 1)
    return said, "warn" if found[0].code in _MILD else "bad"


def _concerns(trouble: DeviceTrouble, zone: str) -> bool:
    return trouble.role != "display" or zone in trouble.zones


def _urgency(trouble: DeviceTrouble) -> tuple[int, str, str]:
    known = [str(code) for code in _CODES]
    rank = known.index(trouble.code) if trouble.code in known else len(known)
    return rank, trouble.name, trouble.part


def _words(trouble: DeviceTrouble, language: str) -> str:
    texts: Texts = words.TROUBLES.get(trouble.code, {"id": f"{{name}}: {trouble.code}"})
    name = trouble.name or trouble.device
    if trouble.part and trouble.role == "kiosk":
        name = say(words.WHICH_PRINTER, language, name=name, part=trouble.part)
    return say(texts, language, name=name, part=trouble.part)
