"""A pause and how long its kind usually takes: counted down, and never ended by force."""

from __future__ import annotations

from dataclasses import dataclass

from counter import queue
from counter.shift import words
from counter.timing import Mood
from counter.words import say
from shared.domain.ids import MINUTE, Moment
from shared.protocol.views import CounterView


def left(view: CounterView | None, now: Moment) -> int | None:
    """Milliseconds until the pause is usually over, negative after that; None: nobody says."""
    if view is None or view.state != "paused" or not view.pause_until:
        return None
    return queue.at(view.pause_until) - now


def left_words(view: CounterView, now: Moment, language: str) -> tuple[str, Mood]:
    """``sisa 12 mnt``, or how long it has been over; empty where nobody says how long it takes."""
    rest = left(view, now)
    if rest is None:
        return "", Mood.WARN
    if rest > 0:
        return say(words.PAUSE_LEFT, language, minutes=-(-rest // MINUTE)), Mood.WARN
    return say(words.PAST, language, minutes=-rest // MINUTE), Mood.BAD


def over_words(view: CounterView, now: Moment, language: str) -> str:
    """``Jeda 15 menit habis. Enter: buka lagi.``; empty before that."""
    rest = left(view, now)
    if rest is None or rest > 0:
        return ""
    usual = (queue.at(view.pause_until) - queue.at(view.since)) // MINUTE
    return say(words.PAUSE_OVER, language, minutes=usual)


@dataclass(slots=True)
class PauseEnd:
    """Notices once that a pause is over."""

    _seen: str = ""

    def look(self, view: CounterView | None, now: Moment) -> bool:
        rest = left(view, now)
        if view is None or rest is None or rest > 0 or view.pause_until == self._seen:
            return False
        self._seen = view.pause_until
        return True
