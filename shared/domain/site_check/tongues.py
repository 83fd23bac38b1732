"""The hall's own languages: whole tables of words, and no place that goes unfilled.

What of the program they do not say yet is `shared.language.coverage`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from shared.domain.site import Site
from shared.domain.site_check.finding import Finding, error, warning
from shared.domain.site_check.speaking import abbreviations
from shared.domain.tongue import BUILT_IN, Calendar, Numerals, SpokenTongue, Tongue

RATE = (60, 400)
NAME_AT_MOST = 20
HIGHEST_EXACT = 9_999
_CODE = re.compile(r"[a-z]{2,3}")
_PLACES = re.compile(r"%\d")
_BRACES = re.compile(r"\{[^{}]*\}")
_CALL = ("{counter}", "{number}")
_CALENDAR = {"weekdays": 7, "short_days": 7, "short_months": 12}
_NUMBERS = {"units": 10, "tens": 9, "hundreds": 9, "thousands": 9}


def findings(site: Site) -> Iterator[Finding]:
    codes = [tongue.code for tongue in site.tongues]
    for index, tongue in enumerate(site.tongues):
        where = f"tongues[{index}]"
        yield from _named(where, tongue, codes[:index])
        yield from _calendar(f"{where}.calendar", tongue.calendar)
        yield from _spoken(f"{where}.spoken", tongue.spoken)
        yield from _filled(f"{where}.screens", tongue.screens, _PLACES)
        for screen, texts in tongue.screens_in.items():
            yield from _filled(f"{where}.screens_in.{screen}", texts, _PLACES)
        yield from _filled(f"{where}.words", tongue.words, _BRACES)
        yield from _filled(f"{where}.tv", tongue.tv, _BRACES)
    yield from _both_ways(site, codes)


def _both_ways(site: Site, codes: Sequence[str]) -> Iterator[Finding]:
    for index, code in enumerate(codes):
        if code not in site.languages:
            yield warning(f"tongues[{index}]", f"'{code}' is not offered", "see languages")
    for index, language in enumerate(site.languages):
        if language not in (*BUILT_IN, *codes):
            yield warning(
                f"languages[{index}]",
                f"'{language}' has no language file: no kiosk offers it",
                f"languages/{language}.toml beside the site; giliran language draft {language}",
            )


def _named(where: str, tongue: Tongue, before: Sequence[str]) -> Iterator[Finding]:
    if not _CODE.fullmatch(tongue.code) or tongue.code in before:
        yield error(f"{where}.code", f"'{tongue.code}' is no language or stands twice")
    if tongue.code in BUILT_IN:
        yield error(f"{where}.code", f"'{tongue.code}' needs no file: the program has it")
    if not tongue.name.strip():
        yield error(f"{where}.name", "is empty", "what its speakers call it")
    if len(tongue.name) > NAME_AT_MOST:
        yield error(
            f"{where}.name", f"has {len(tongue.name)} letters", f"at most {NAME_AT_MOST}: a key"
        )


def _calendar(where: str, calendar: Calendar) -> Iterator[Finding]:
    for name, count in _CALENDAR.items():
        yield from _whole(f"{where}.{name}", getattr(calendar, name), count)
    for name in ("today", "tomorrow", "hour_mark"):
        if not getattr(calendar, name).strip():
            yield error(f"{where}.{name}", "is empty")


def _spoken(where: str, spoken: SpokenTongue) -> Iterator[Finding]:
    for name in ("voice", "counter_word"):
        if not getattr(spoken, name).strip():
            yield error(f"{where}.{name}", "is empty")
    for name in ("full", "short"):
        if sorted(_BRACES.findall(getattr(spoken, name))) != sorted(_CALL):
            yield error(f"{where}.{name}", "must hold {number} and {counter}, each once")
    if spoken.rate is not None and not RATE[0] <= spoken.rate <= RATE[1]:
        yield error(f"{where}.rate", f"must be from {RATE[0]} to {RATE[1]} words a minute")
    for letter in spoken.letters:
        if not re.fullmatch("[A-Z]", letter):
            yield error(f"{where}.letters.{letter}", "is no capital letter")
    yield from _filled(f"{where}.words", spoken.words, _BRACES)
    yield from abbreviations(f"{where}.aloud", spoken.aloud)
    yield from _numbers(f"{where}.numbers", spoken.numbers)


def _numbers(where: str, numbers: Numerals) -> Iterator[Finding]:
    for name, count in _NUMBERS.items():
        yield from _whole(f"{where}.{name}", getattr(numbers, name), count)
    for number, said in numbers.exact.items():
        if not number.isdecimal() or number != str(int(number)) or int(number) > HIGHEST_EXACT:
            yield error(f"{where}.exact.{number}", f"is no number from 0 to {HIGHEST_EXACT}")
        elif not said.strip():
            yield error(f"{where}.exact.{number}", "is empty")


def _whole(where: str, texts: Sequence[str], count: int) -> Iterator[Finding]:
    if len(texts) != count:
        yield error(where, f"has {len(texts)} words and needs {count}")
    elif not all(text.strip() for text in texts):
        yield error(where, "has an empty word")


def _filled(where: str, texts: Mapping[str, str], places: re.Pattern[str]) -> Iterator[Finding]:
    """An empty text is one that is missing; any other must fill the places of its source."""
    for source, said in texts.items():
        wanted, there = sorted(places.findall(source)), sorted(places.findall(said))
        if said.strip() and wanted != there:
            first = " ".join(source.split())[:40]
            yield error(
                f"{where}.{first}",
                f"holds {' '.join(there) or 'no place'} where"
                f" {' '.join(wanted) or 'none'} {'is' if len(wanted) < 2 else 'are'} wanted",
            )
