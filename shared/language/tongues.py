"""The languages that this process knows: the built-in ones, and those of the hall's site.

Whoever gets a site calls `learn` with it; everything that writes or speaks asks here. What a
language lacks is said in the hall's first one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.domain.site import Site, Texts
from shared.domain.tongue import BUILT_IN, Tongue

SOURCE = "id"
"""The language that the program's own texts are written in."""
_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


@dataclass(frozen=True, slots=True)
class _Known:
    tongues: dict[str, Tongue] = field(default_factory=dict)
    first: str = SOURCE
    aloud: Mapping[str, Texts] = field(default_factory=dict)
    """What agencies are called aloud, by their short names."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """How the hall says them."""


_known = _Known()


def learn(site: Site) -> None:
    """From now on the languages of this hall; those of an earlier site are forgotten."""
    global _known  # noqa: PLW0603 - one hall at a time, for all threads at once
    tongues = {one.code: one for one in site.tongues}
    first = next((one for one in site.languages if one in (*BUILT_IN, *tongues)), SOURCE)
    aloud = {one.short: one.spoken for one in site.agencies if one.spoken}
    _known = _Known(tongues, first, aloud, site.aloud)


def tongue(language: str) -> Tongue | None:
    """What the hall's file says; None for a built-in language and an unknown one."""
    return _known.tongues.get(language)


def first_language() -> str:
    """The hall's first language: what a text is said in where another one lacks it."""
    return _known.first


def known(language: str) -> str:
    """The language itself, or the hall's first where nobody here knows it."""
    return language if language in BUILT_IN or language in _known.tongues else _known.first


def name_of(language: str) -> str:
    """What its speakers call a language: "Basa Jawa"."""
    found = tongue(language)
    return found.name if found is not None else _NAMES.get(language, language)


def offered(languages: Sequence[str]) -> list[str]:
    """Of a site's languages those that can be shown: the others have no file."""
    return [one for one in languages if known(one) == one] or [SOURCE]


def word(source: str, english: str, language: str) -> str:
    """One of the program's own words on paper; `source` is its Indonesian."""
    found = tongue(language)
    if found is not None:
        said = found.words.get(source)
        return said or word(source, english, _beside(language))
    return english if language == "en" and english else source


def spoken_word(source: str, english: str, language: str) -> str:
    """One of the words that are heard in the kiosk's headphones alone, as `word`."""
    found = tongue(language)
    if found is not None:
        said = found.spoken.words.get(source, "").strip()
        return said or spoken_word(source, english, _beside(language))
    return english if language == "en" and english else source


def added() -> list[str]:
    """The hall's own languages, beside the built-in ones."""
    return list(_known.tongues)


def tv_word(source: str, language: str) -> str:
    """What a hall's own language says on a TV; empty where it does not."""
    found = tongue(language)
    return found.tv.get(source, "").strip() if found is not None else ""


def names_aloud(language: str) -> dict[str, str]:
    """What agencies are called aloud, by what stands on tiles; those of which the site says it."""
    return {
        short: said
        for short, texts in _known.aloud.items()
        if (said := texts.get(language) or texts.get(_known.first) or texts.get(SOURCE, ""))
    }


def said_aloud(language: str) -> dict[str, str]:
    """How the hall says abbreviations in a language: ``spelled``, ``word``, or what is said."""
    found = tongue(language)
    return {**_known.abbreviations, **(found.spoken.aloud if found is not None else {})}


def _beside(language: str) -> str:
    """Where a hall's file lacks something: the first language, unless that is the one."""
    return SOURCE if _known.first == language else _known.first
