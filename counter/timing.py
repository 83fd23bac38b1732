"""How long it has lasted, as a clock and in words: never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter import words
from counter.words import say
from shared.domain.ids import MINUTE, SECOND, Moment

ALMOST = 0.8
"""From this part of the usual time on the timer says so."""

NEAR_TARGET = 0.75
"""From this part of the target wait on a wait is amber."""


class Mood(StrEnum):
    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Timer:
    """``04.20``, what it means, and its colour."""

    clock: str = ""
    words: str = ""
    mood: Mood = Mood.PLAIN


NO_TIMER = Timer()


def clock(milliseconds: int, language: str) -> str:
    """Minutes and seconds: "4.20" in Indonesian, "4:20" in English; hours from sixty minutes."""
    seconds = max(0, milliseconds) // SECOND
    minutes, rest = divmod(seconds, 60)
    mark = ":" if language == "en" else "."
    if minutes < 60:
        return f"{minutes}{mark}{rest:02}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}{mark}{minutes:02}{mark}{rest:02}"


def service_timer(started: Moment, now: Moment, minutes: float, language: str) -> Timer:
    """A service against its usual time in minutes."""
    lasted, usual = now - started, minutes * MINUTE
    text = clock(lasted, language)
    if lasted < ALMOST * usual:
        return Timer(text, say(words.IN_TIME, language, minutes=f"{minutes:g}"), Mood.GOOD)
    if lasted < usual:
        return Timer(text, say(words.ALMOST, language, minutes=f"{minutes:g}"), Mood.WARN)
    over = int((lasted - usual) // MINUTE) + 1
    return Timer(text, say(words.OVER, language, minutes=over), Mood.BAD)


def call_timer(called: Moment, now: Moment, calls: int, patience: int, language: str) -> Timer:
    """The time since the last of this desk's `calls`; after `patience` seconds the visitor is
    late."""
    lasted = now - called
    text = clock(lasted, language)
    if lasted < patience * SECOND:
        return Timer(text, say(words.JUST_CALLED, language, calls=calls), Mood.GOOD)
    mood = Mood.WARN if lasted < 2 * patience * SECOND else Mood.BAD
    return Timer(text, say(words.NOT_YET_HERE, language, calls=calls), mood)


def target_mood(minutes: int, target: int) -> Mood:
    """A wait against the one that its visitor should have at most."""
    if minutes > target:
        return Mood.BAD
    return Mood.WARN if minutes >= NEAR_TARGET * target else Mood.GOOD
