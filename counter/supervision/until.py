"""When a closed service is expected back: a time that is typed, or one of a few that are near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from counter.questions import Draft, Option, Question
from counter.sitting.sight import Sight
from counter.sitting.spoken import spoken
from counter.supervision import words
from shared.domain.ids import MINUTE, Moment

_SPANS = (30, 60, 120, 240)
"""Minutes."""


def until_question(sight: Sight, what: str, draft: Callable[[str], Draft]) -> Question:
    """`draft` gets a moment as it stands on the wire, or nothing where nobody knows."""
    unknown = Option("", sight.say(words.UNTIL_UNKNOWN))

    def options(typed: str) -> list[Option]:
        named = _named(typed, sight)
        near = [_after(minutes, sight) for minutes in _SPANS]
        return [named] if named is not None else [*near, unknown]

    return Question(
        title=sight.say(words.UNTIL, what=what),
        detail=sight.say(words.UNTIL_DETAIL),
        search=sight.say(words.UNTIL_HINT),
        options=options,
        chosen=draft,
    )


def _named(typed: str, sight: Sight) -> Option | None:
    """The time that was typed: today's, or tomorrow's where that is over."""
    text = f"jam {typed}" if typed.strip().isdigit() and len(typed.strip()) <= 2 else typed
    minute = spoken(text).minute
    if minute is None:
        return None
    now = _local(sight.now(), sight)
    then = now.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
    if then <= now:
        then += dt.timedelta(days=1)
    time = sight.clock(Moment(int(then.timestamp() * 1000)))
    return Option(then.isoformat(), sight.say(words.UNTIL_AT, time=time))


def _after(minutes: int, sight: Sight) -> Option:
    """A span from now, to the next five minutes."""
    step = 5 * MINUTE
    moment = Moment(-(-(sight.now() + minutes * MINUTE) // step) * step)
    span = sight.say(words.MINUTES, count=minutes)
    if minutes >= 60:
        span = sight.say(words.HOURS, count=minutes // 60)
    said = sight.say(words.UNTIL_IN, time=sight.clock(moment), span=span)
    return Option(_local(moment, sight).isoformat(), said)


def _local(moment: Moment, sight: Sight) -> dt.datetime:
    return dt.datetime.fromtimestamp(moment / 1000, sight.timezone)
