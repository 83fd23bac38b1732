"""The languages calls are spoken in: one file each, found by itself.

A further language is one more module here that defines ``PHRASES``, or a file that a hall has
(`shared.domain.tongue`); nothing else changes.
"""

from __future__ import annotations

from functools import cache, partial
from importlib import import_module
from pkgutil import iter_modules

from shared.domain.tongue import Tongue
from shared.language.numbers import Reading
from shared.language.numerals import cardinal
from shared.language.phrases import Phrases
from shared.language.tongues import tongue


@cache
def languages() -> dict[str, Phrases]:
    """Every language that needs no file, by its two-letter code."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    every: list[Phrases] = [module.PHRASES for module in modules]
    return {phrases.code: phrases for phrases in every}


def phrases(language: str) -> Phrases:
    """The phrases of `language`; LookupError naming the known ones where there are none."""
    own = tongue(language)
    if own is not None:
        return phrases_of(own)
    try:
        return languages()[language]
    except KeyError:
        known = ", ".join(sorted(languages()))
        raise LookupError(f"no spoken language {language!r}; there are: {known}") from None


def is_spoken(language: str) -> bool:
    """Whether calls can be made in it."""
    return language in languages() or tongue(language) is not None


def phrases_of(own: Tongue) -> Phrases:
    """What a hall's file says about calls."""
    said = own.spoken
    return Phrases(
        code=own.code,
        voice=said.voice,
        cardinal=partial(cardinal, numerals=said.numbers),
        full=said.full,
        short=said.short,
        counter_word=said.counter_word,
        counter_words=said.counter_words,
        letters=said.letters,
        rate=said.rate,
    )


def spoken_number(number: str, language: str, reading: str = Reading.DIGITS) -> str:
    """A ticket's number as people read it: ("A-012", "id") → "A, nol satu dua"."""
    return phrases(language).number(number, Reading(reading)).text
