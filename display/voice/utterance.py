"""Puts one utterance together: chime, pause, the hall's first language, a second where it follows.

It becomes one piece of sound, so that playing it is a single start and nothing can come between.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from textwrap import wrap

from display.voice.grant import Grant, SpokenCall, SpokenWords
from display.voice.sound import milliseconds, read_wav, silence
from shared.domain.ladder import Style
from shared.domain.site import PYTTSX3
from shared.language.capitals import calmed
from shared.language.numbers import Reading
from shared.language.phrases import Said
from shared.language.spoken import is_spoken, phrases

AFTER_CHIME_MS = 300
BETWEEN_CALLS_MS = 250
BEFORE_SECOND_MS = 500
AT_THE_END_MS = 150
"""Sound devices swallow the last moment of what they play: let it be silence."""
FIRST_LANGUAGE = "id"
"""Where the site says nothing else."""
SECOND_LANGUAGE = "en"
"""Of an announcement."""
CHIMES = 6
LONGEST_PIECE = 100
"""Letters of an announcement that are spoken in one go, some eight seconds."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SOUNDS = Path(__file__).resolve().parents[2] / "assets" / "sounds"


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How this site wants its calls spoken."""

    reading: Reading = Reading.DIGITS
    rate: int = 140
    """Words a minute."""
    counter_words: Mapping[str, str] = field(default_factory=dict)
    """What a counter is called, per language; else the word the call brings along."""
    zones: Sequence[str] = ()
    """The site's zones in their order: each has a chime of its own."""
    chimes: Mapping[str, int] = field(default_factory=dict)
    """Zones whose chime the site has chosen: its number, from 1."""
    engines: Sequence[str] = (PYTTSX3,)
    """Who speaks, in this order."""
    languages: Sequence[str] = (FIRST_LANGUAGE, SECOND_LANGUAGE)
    """Those that calls are spoken in, every one of them in the first."""

    @property
    def first(self) -> str:
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase of an utterance, and the voice that says it."""

    call: str
    said: Said
    voice: str
    language: str = FIRST_LANGUAGE
    rate: int | None = None
    """Words a minute, where the language has its own."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in an utterance one call is spoken."""

    call: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Utterance:
    pcm: bytes
    passages: tuple[Passage, ...]

    @property
    def length_ms(self) -> int:
        return milliseconds(self.pcm)


def lines(grant: Grant, settings: VoiceSettings) -> list[Line]:
    """What is to be said, in order; ValueError where a number has nothing to say."""
    if grant.words is not None:
        return _words(grant.words)
    wanted = [line_of(call, settings.first, grant.style, settings) for call in grant.calls]
    if is_spoken(grant.second) and grant.second != settings.first:
        wanted += [line_of(call, grant.second, grant.style, settings) for call in grant.calls]
    return wanted


def _words(words: SpokenWords) -> list[Line]:
    """An announcement, sentence by sentence: no engine has to speak longer than it may."""
    said = ((FIRST_LANGUAGE, words.text), (SECOND_LANGUAGE, words.english))
    return [
        Line(words.id, _aloud(piece, language), phrases(language).voice, language)
        for language, text in said
        for sentence in _SENTENCE_END.split(text)
        for piece in wrap(sentence, LONGEST_PIECE)
    ]


def _aloud(text: str, language: str) -> Said:
    """Its abbreviations as people say them."""
    return Said(text, calmed(text, language, phrases(language).letters))


def line_of(call: SpokenCall, language: str, style: Style, settings: VoiceSettings) -> Line:
    words = phrases(language)
    say = words.call if style is Style.FULL else words.short_call
    counter_word = settings.counter_words.get(language) or call.counter_label
    said = say(call.number, call.counter, counter_word, settings.reading)
    return Line(call.call, said, words.voice, language, words.rate)


def compose(chime: bytes, spoken: Sequence[tuple[Line, bytes]], pace: float = 1.0) -> Utterance:
    """Joins the chime and the phrases that could be rendered.

    `pace`, for trials in fast motion: the chime and all pauses so many times shorter.
    """
    sound = bytearray(_hurried(chime, pace) + silence(round(AFTER_CHIME_MS / pace)))
    passages: list[Passage] = []
    for position, (line, pcm) in enumerate(spoken):
        if position:
            sound += silence(round(_pause_ms(spoken[position - 1][0], line) / pace))
        start = milliseconds(sound)
        sound += pcm
        passages.append(Passage(line.call, start, milliseconds(sound)))
    sound += silence(AT_THE_END_MS)
    return Utterance(bytes(sound), _merged(passages))


def _hurried(chime: bytes, pace: float) -> bytes:
    """The beginning of a chime."""
    return chime[: len(silence(round(milliseconds(chime) / pace)))]


def _pause_ms(before: Line, after: Line) -> int:
    return BETWEEN_CALLS_MS if before.language == after.language else BEFORE_SECOND_MS


def _merged(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """One passage per call: both languages of it together."""
    found: dict[str, Passage] = {}
    for one in passages:
        start = found[one.call].start_ms if one.call in found else one.start_ms
        found[one.call] = Passage(one.call, start, one.end_ms)
    return tuple(found.values())


def chime_of(zone: str, zones: Sequence[str], chosen: Mapping[str, int] | None = None) -> int:
    """Which chime a zone has: the one that the site has chosen, else by its place among the site's
    zones; the same on every display."""
    if chosen and zone in chosen:
        return (chosen[zone] - 1) % CHIMES
    place = zones.index(zone) if zone in zones else zlib.crc32(zone.encode())
    return place % CHIMES


@cache
def chime(index: int) -> bytes:
    """The samples of one of the chimes; BadSound where its file is missing."""
    return read_wav(_SOUNDS / f"chime-{index}.wav")
