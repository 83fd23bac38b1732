"""The languages calls are spoken in: one file each, found by itself.

A further language is one more module here that defines ``PHRASES``; nothing else changes.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from shared.language.numbers import Reading
from shared.language.phrases import Phrases


@cache
def languages() -> dict[str, Phrases]:
    """Every spoken language by its two-letter code."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    every: list[Phrases] = [module.PHRASES for module in modules]
    return {phrases.code: phrases for phrases in every}


def phrases(language: str) -> Phrases:
    """The phrases of `language`; LookupError naming the known ones where there are none."""
    try:
        return languages()[language]
    except KeyError:
        known = ", ".join(sorted(languages()))
        raise LookupError(f"no spoken language {language!r}; there are: {known}") from None


def spoken_number(number: str, language: str, reading: str = Reading.DIGITS) -> str:
    """A ticket's number as people read it: ("A-012", "id") → "A, nol satu dua"."""
    return phrases(language).number(number, Reading(reading)).text
