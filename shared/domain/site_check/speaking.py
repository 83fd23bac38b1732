"""Who speaks, how loud, and when not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shared.domain.site import PACK, PIPER, PYTTSX3, WEEKDAYS, Quiet, Site
from shared.domain.site_check.finding import Finding, error, warning
from shared.domain.tongue import SPELLED, WORD

CHIMES = 6
LOUDEST = 100
_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def findings(site: Site) -> Iterator[Finding]:
    yield from _engines(site.voice.engines)
    for index, quiet in enumerate(site.voice.quiet):
        yield from _quiet(f"voice.quiet[{index}]", quiet)
    for hour, percent in site.voice.volume_by_hour.items():
        yield from _hour(f"voice.volume_by_hour.{hour}", hour)
        yield from _percent(f"voice.volume_by_hour.{hour}", percent)
    for index, zone in enumerate(site.zones):
        if zone.chime is not None and not 1 <= zone.chime <= CHIMES:
            yield error(f"zones[{index}].chime", f"no chime {zone.chime}", f"from 1 to {CHIMES}")
    yield from _alike(site)
    yield from abbreviations("aloud", site.aloud)


def abbreviations(where: str, aloud: Mapping[str, str]) -> Iterator[Finding]:
    """How abbreviations are said."""
    for abbreviation, how in aloud.items():
        if not any(sign.isupper() for sign in abbreviation) or abbreviation != abbreviation.strip():
            yield error(f"{where}.{abbreviation}", "is no abbreviation", "for example KIA")
        elif not how.strip():
            yield error(
                f"{where}.{abbreviation}", "is empty", f"{SPELLED}, {WORD}, or what is said"
            )


def _engines(engines: tuple[str, ...]) -> Iterator[Finding]:
    if not engines:
        yield error("voice.engines", "is empty", f'for example ["{PYTTSX3}"]')
    for index, engine in enumerate(engines):
        kind, colon, path = engine.partition(":")
        known = (kind in (PACK, PIPER) and path.strip()) or (kind == PYTTSX3 and not colon)
        if not known or engine in engines[:index]:
            remedy = f"{PACK}:FOLDER, {PIPER}:FILE.onnx or {PYTTSX3}, each once"
            yield error(f"voice.engines[{index}]", f"'{engine}' is no engine or twice", remedy)
    if engines and engines[-1] != PYTTSX3:
        yield warning(
            "voice.engines",
            "what the last engine cannot say is spoken from words recorded before, or not at all",
            f"end with '{PYTTSX3}', which can say everything",
        )


def _quiet(where: str, quiet: Quiet) -> Iterator[Finding]:
    yield from _hour(f"{where}.begins", quiet.begins)
    yield from _hour(f"{where}.ends", quiet.ends)
    yield from _percent(f"{where}.percent", quiet.percent)
    for day in quiet.days:
        if day not in WEEKDAYS:
            yield error(f"{where}.days", f"'{day}' is no day", f"one of {', '.join(WEEKDAYS)}")


def _hour(where: str, hour: str) -> Iterator[Finding]:
    if not _HOUR.fullmatch(hour):
        yield error(where, f"'{hour}' is no time of day", "HH:MM")


def _percent(where: str, percent: int) -> Iterator[Finding]:
    if not 0 <= percent <= LOUDEST:
        yield error(where, f"{percent} is out of bounds", f"from 0 to {LOUDEST} percent")


def _alike(site: Site) -> Iterator[Finding]:
    """Two zones in earshot with one chime: nobody hears which of them is called."""
    seen: dict[tuple[str, int], str] = {}
    for index, zone in enumerate(site.zones):
        chime = zone.chime or index % CHIMES + 1
        other = seen.setdefault((zone.voice_group, chime), zone.code)
        if other != zone.code:
            yield warning(
                f"zones[{index}].chime",
                f"'{zone.code}' has the chime of '{other}', and both hear each other",
                "give one of them another chime, from 1 to 6",
            )
