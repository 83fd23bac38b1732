"""The ladder of the voice: how much is said for a call when others wait to be spoken.

One voice serves all zones that hear each other. With few calls it takes its time; the more wait,
the less it says for each, so that a busy hall is never told of a call a minute late. Nothing is
dropped, and calls are spoken in the order they were made; only repeats give way.

Pure: the hub, which lends the voice, asks here what the next utterance is to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from shared.domain.ids import SECOND, Moment, ZoneCode

SHORT_FROM_WAITING = 3
SHORT_FROM_WAIT_MS = 12 * SECOND
LARGEST_BATCH = 6
REPEAT_YIELDS_MS = 30 * SECOND
"""A repeat gives way to every other call for so long, then it takes its turn.

In a hall where somebody always waits it would otherwise be put off for minutes (simulated: seven),
and an officer may report a no-show only some time after the second call was spoken.
"""


class Style(StrEnum):
    FULL = "full"
    """A chime and the whole sentence, for one call."""
    SHORT = "short"
    """One chime for up to six calls, of each only the number and the counter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A call that waits to be spoken."""

    call: str
    zone: ZoneCode
    since: Moment
    """When the officer pressed the key."""
    english: bool = False
    """A second language follows: taken in English or in another language of the hall, or the site
    wants English always."""
    repeat: bool = False
    """Already spoken once; the officer asks for it again."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One utterance: one chime, in one zone, and the calls that follow it."""

    style: Style
    calls: tuple[Waiting, ...]
    english: bool = False
    """The second language follows the first."""


def style(waiting: int, oldest_wait_ms: int) -> Style:
    """How to speak when `waiting` calls wait and the oldest has waited `oldest_wait_ms`."""
    if waiting >= SHORT_FROM_WAITING or oldest_wait_ms >= SHORT_FROM_WAIT_MS:
        return Style.SHORT
    return Style.FULL


def batch(waiting: Sequence[Waiting], now: Moment) -> Batch | None:
    """The next utterance of one voice group, or None when no call waits.

    `waiting` is in the order of the journal. English follows only when nobody else waits.
    """
    queue = [one for one in waiting if not _yields(one, now)]
    if not queue:
        return Batch(Style.FULL, (waiting[0],), _alone_in_english(waiting)) if waiting else None
    chosen = style(len(queue), now - queue[0].since)
    if chosen is Style.FULL:
        return Batch(chosen, (queue[0],), _alone_in_english(waiting))
    return Batch(chosen, _together(queue))


def _yields(one: Waiting, now: Moment) -> bool:
    return one.repeat and now - one.since < REPEAT_YIELDS_MS


def _alone_in_english(waiting: Sequence[Waiting]) -> bool:
    return len(waiting) == 1 and waiting[0].english


def _together(queue: Sequence[Waiting]) -> tuple[Waiting, ...]:
    """The calls that share a chime: the first ones, as long as they sound in the same zone."""
    same_zone = takewhile(lambda one: one.zone == queue[0].zone, queue)
    return tuple(same_zone)[:LARGEST_BATCH]
