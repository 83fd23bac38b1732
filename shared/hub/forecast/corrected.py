"""A wait of the last play, corrected by what has happened since: never later than the next commit.

Both the hall of the last play and the hall as it is are played plainly. Where the wait has become
shorter by a part, so has what was foreseen; where it has become longer, so much is added. Where no
counter is at work any more nothing is told, and where none was, nothing but "now".
"""

from __future__ import annotations

from math import sqrt

from shared.domain.ids import MINUTE
from shared.domain.promise import Waits

SLOWER, QUICKER = 1.35, 0.75
"""How far the band's ends move with each minute that is added: nobody has played it yet."""

AT_ONCE = 3 * MINUTE
"""By when somebody is called nearly always for whom a counter is free."""


def corrected(
    told: Waits | None, before: float | None, now: float | None, pickup: float
) -> Waits | None:
    """What can be told now, where the plain wait was `before` and is `now` (ms; None: nobody is at
    work for it). An idle counter takes `pickup` ms to call.

    Never shorter for a longer plain wait.
    """
    if now is None:
        return None
    found = None
    if told is not None and before is not None:
        found = _shorter(told, now / before) if now < before else _longer(told, now - before)
    if now > max(pickup, 1.0):
        return found
    soon = Waits(0, round(now), AT_ONCE)
    return soon if found is None else Waits(*map(min, found, soon))


def _shorter(told: Waits, part: float) -> Waits:
    """The band narrows by less than the wait: fewer chances do not cancel each other out as well
    as many."""
    expected = told.expected * part
    late = expected + (told.late - told.expected) * sqrt(part)
    return Waits(round(told.early * part), round(expected), round(late))


def _longer(told: Waits, by: float) -> Waits:
    return Waits(
        round(told.early + by * QUICKER),
        round(told.expected + by),
        round(told.late + by * SLOWER),
    )
