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
_TOMORROW = frozenset({"besok", "esok", "tomorrow"})


def until_question(sight: Sight, what: str, draft: Callable[[str], Draft]) -> Question:
    """`draft` gets a moment as it stands on the wire, or nothing where nobody knows."""
    unknown = Option("", sight.say(words.UNTIL_UNKNOWN))

    def options(typed: str) -> list[Option]:
        near = [_after(minutes, sight) for minutes in _SPANS]
        return _named(typed, sight) or [*near, unknown]

    return Question(
        title=sight.say(words.UNTIL, what=what),
        detail=sight.say(words.UNTIL_DETAIL),
        search=sight.say(words.UNTIL_HINT),
        options=options,
        chosen=draft,
    )


def _named(typed: str, sight: Sight) -> list[Option]:
    """The time that was typed: today's only while it is ahead, and tomorrow's."""
    asked = [one for one in typed.split() if one.lower() not in _TOMORROW]
    bare = " ".join(asked)
    said = spoken(f"jam {bare}" if bare.isdigit() and len(bare) <= 2 else bare)
    if said.minute is None:
        return []
    now = _local(sight.now(), sight)
    hour, minute = divmod(said.minute, 60)
    today = now.replace(hour=hour % 24, minute=minute, second=0, microsecond=0)
    days = (today, today + dt.timedelta(days=1))
    first = int(len(asked) < len(typed.split()))
    return [_at(one, sight) for one in days[first:] if one > now]


def _at(then: dt.datetime, sight: Sight) -> Option:
    """The weekday beside tomorrow's: the day is seen before it is chosen."""
    moment = Moment(int(then.timestamp() * 1000))
    time = sight.clock(moment)
    if sight.day(moment) == sight.day(sight.now()):
        return Option(then.isoformat(), sight.say(words.UNTIL_AT, time=time))
    said = sight.say(words.UNTIL_TOMORROW, time=time)
    return Option(then.isoformat(), said, "", sight.date(moment))


def _after(minutes: int, sight: Sight) -> Option:
    """A span from now, to the next five minutes."""
    step = 5 * MINUTE
    moment = Moment(-(-(sight.now() + minutes * MINUTE) // step) * step)
    span = sight.say(words.MINUTES, count=minutes)
    if minutes >= 60:
        span = sight.say(words.HOURS, count=minutes // 60)
    said = sight.say(words.UNTIL_IN, time=sight.when(moment), span=span)
    return Option(_local(moment, sight).isoformat(), said)


def _local(moment: Moment, sight: Sight) -> dt.datetime:
    return dt.datetime.fromtimestamp(moment / 1000, sight.timezone)
