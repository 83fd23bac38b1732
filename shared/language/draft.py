"""A language file as text: what is there already, and a place for all that is missing.

Everything that a translator needs to see stands in it: the Indonesian as the key, the English above
it. An empty translation counts as missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from shared.domain.tongue import Calendar, Numerals, SpokenTongue, Tongue
from shared.language.coverage import SOURCES, wanted
from shared.language.fixed_words import FIXED, SPOKEN, TV
from shared.language.ts import read_ts

_ROOT = Path(__file__).resolve().parents[2]
_WIDTH = 96


def blank(code: str) -> Tongue:
    """A language of which only the code is known."""
    numbers = Numerals(units=("",) * 10, tens=("",) * 9, hundreds=("",) * 9, thousands=("",) * 9)
    spoken = SpokenTongue(
        voice=code,
        full="{number} {counter}",
        short="{number}, {counter}",
        counter_word="",
        numbers=numbers,
    )
    calendar = Calendar(
        weekdays=("",) * 7, short_days=("",) * 7, short_months=("",) * 12, today="", tomorrow=""
    )
    return Tongue(code=code, name=code, spoken=spoken, calendar=calendar)


def drafted(tongue: Tongue) -> str:
    """The whole file. Read again, it gives the same language."""
    return "\n".join(
        [*_head(tongue), *_calendar(tongue.calendar), *_spoken(tongue), *_texts(tongue)]
    )


def _head(tongue: Tongue) -> Iterator[str]:
    yield "# A language of the hall: docs/languages.md says what belongs here."
    if not tongue.reviewed_by:
        yield "# NEEDS A NATIVE SPEAKER'S EYE: nobody who grew up with it has read this file yet."
    yield f"code = {_said(tongue.code)}"
    yield f"name = {_said(tongue.name)}"
    yield f"reviewed_by = {_said(tongue.reviewed_by)}"
    if tongue.note:
        yield f"note = {_long(tongue.note)}"


def _calendar(calendar: Calendar) -> Iterator[str]:
    yield from ("", "[calendar]")
    yield f"weekdays = {_list(calendar.weekdays)}"
    yield f"short_days = {_list(calendar.short_days)}"
    yield f"short_months = {_list(calendar.short_months)}"
    yield f"today = {_said(calendar.today)}"
    yield f"tomorrow = {_said(calendar.tomorrow)}"
    yield f"hour_mark = {_said(calendar.hour_mark)}"


def _spoken(tongue: Tongue) -> Iterator[str]:
    said = tongue.spoken
    yield from ("", "[spoken]", "# The speech engine's voice: its own, or the nearest it has.")
    yield f"voice = {_said(said.voice)}"
    if said.rate is not None:
        yield f"rate = {said.rate}"
    yield f"full = {_said(said.full)}"
    yield f"short = {_said(said.short)}"
    yield f"counter_word = {_said(said.counter_word)}"
    yield from _table("spoken.counter_words", said.counter_words)
    yield from _table("spoken.letters", said.letters)
    yield from _table("spoken.aloud", said.aloud)
    yield from ("", "# Said in the kiosk's headphones alone.", "[spoken.words]")
    for source, english in SPOKEN.items():
        yield from _pair(source, english, said.words.get(source, ""))
    yield from ("", "[spoken.numbers]")
    for name in ("units", "tens", "hundreds", "thousands"):
        yield f"{name} = {_list(getattr(said.numbers, name))}"
    yield "# What follows a count of thousands and of millions."
    yield f"thousand = {_said(said.numbers.thousand)}"
    yield f"million = {_said(said.numbers.million)}"
    yield from _table("spoken.numbers.exact", said.numbers.exact)


def _texts(tongue: Tongue) -> Iterator[str]:
    english = _english()
    yield from ("", "# The kiosk's screens.", "[screens]")
    for source in wanted():
        yield from _pair(source, english.get(source, ""), tongue.screens.get(source, ""))
    for screen, own in tongue.screens_in.items():
        yield from _table(f"screens_in.{screen}", own)
    yield from ("", "# On paper, and why a service is closed.", "[words]")
    for source, said in FIXED.items():
        yield from _pair(source, said, tongue.words.get(source, ""))
    yield from ("", "# On the TVs, beside the calls.", "[tv]")
    for source, said in TV.items():
        yield from _pair(source, said, tongue.tv.get(source, ""))
    yield ""


def _pair(source: str, english: str, said: str) -> Iterator[str]:
    yield f"# {' / '.join(english.split(chr(10)))}"
    yield f"{_said(source)} = {_said(said)}"


def _english() -> dict[str, str]:
    found: dict[str, str] = {}
    for source in SOURCES:
        for (_, said), english in read_ts(_ROOT / source).items():
            found.setdefault(said, english)
    return found


def _table(name: str, entries: Mapping[str, str]) -> Iterator[str]:
    if entries:
        yield from ("", f"[{name}]")
        yield from (f"{_said(key)} = {_said(value)}" for key, value in entries.items())


def _list(texts: Sequence[str]) -> str:
    line = f"[{', '.join(map(_said, texts))}]"
    if len(line) <= _WIDTH:
        return line
    return "\n".join(["[", *(f"  {_said(text)}," for text in texts), "]"])


def _said(text: str) -> str:
    """A TOML string; JSON's are a part of them."""
    return json.dumps(text, ensure_ascii=False)


def _long(text: str) -> str:
    return f'"""\n{text.strip()}\n"""' if "\n" in text.strip() else _said(text)
