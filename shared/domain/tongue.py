"""A language that a hall adds to the built-in ones: everything it says, from one file.

The file lies beside the site's own (``languages/jv.toml``) and travels inside the site's document,
so that no kiosk and no TV needs a file by hand. What is missing in it is said in the hall's first
language. Keys of `screens`, `words` and `tv` are the Indonesian texts that the program is written
in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BUILT_IN = ("id", "en")
"""Languages that need no file."""

SPELLED, WORD = "spelled", "word"
"""How an abbreviation is said: letter by letter, or as a word; else it is written as it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """How numbers are called; without `thousand` those above 9999 are read digit by digit."""

    units: tuple[str, ...]
    """Ten words: nought to nine."""
    tens: tuple[str, ...]
    """Nine: ten, twenty … ninety."""
    hundreds: tuple[str, ...]
    """Nine: a hundred … nine hundred."""
    thousands: tuple[str, ...]
    """Nine: a thousand … nine thousand."""
    exact: Mapping[str, str] = field(default_factory=dict)
    """Numbers that are not put together like the rest: ``"11" = "sewelas"``."""
    thousand: str = ""
    """What follows a count of thousands: "ewu"."""
    million: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTongue:
    """How calls are spoken. `full` and `short` hold ``{number}`` and ``{counter}``."""

    voice: str
    """The speech engine's voice: ``jv``, or where it has none the nearest (``id``)."""
    full: str
    short: str
    counter_word: str
    """What a counter is called where the site does not say."""
    numbers: Numerals
    counter_words: Mapping[str, str] = field(default_factory=dict)
    """The site's word for a counter, in lower case, in this language."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """What the engine is to say for a capital letter; itself where none is given."""
    rate: int | None = None
    """Words a minute; left out: the site's."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What the kiosk's voice says beside the screens' texts (`shared.language.fixed_words`)."""
    aloud: Mapping[str, str] = field(default_factory=dict)
    """How abbreviations are said in this language, as `Site.aloud`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Names of days and months, Monday and January first."""

    weekdays: tuple[str, ...]
    short_days: tuple[str, ...]
    short_months: tuple[str, ...]
    today: str
    tomorrow: str
    hour_mark: str = "."
    """Between hours and minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    code: str
    """Two or three letters: ``jv``."""
    name: str
    """What its speakers call it; stands on the kiosk's key."""
    spoken: SpokenTongue
    calendar: Calendar
    reviewed_by: str = ""
    """A native speaker who has read it all; empty: nobody yet, and staff are told so."""
    note: str = ""
    """For whoever reads it: which manner of speaking was chosen, what is in doubt."""
    screens: Mapping[str, str] = field(default_factory=dict)
    """What stands on the kiosk's screens. ``%1`` and the like are places to be filled."""
    screens_in: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Where one screen says it otherwise than the rest (``ServiceTile``)."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What stands on paper, and why a service is closed. ``{ahead}`` is a place to be filled."""
    tv: Mapping[str, str] = field(default_factory=dict)
    """What stands on the TVs beside the calls; likewise."""
