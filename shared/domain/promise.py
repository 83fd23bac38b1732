"""What people are told of a wait: rounded here, and nowhere else.

A forecast is three waits in ms: early (one in ten is called before), expected (half of them) and
late (nine of ten are called by then). People get the expected and the late one, as times of day on
the five minutes around them: an exact minute would be taken at its word.
"""

from __future__ import annotations

from typing import NamedTuple

from shared.domain.ids import MINUTE, Moment

STEP = 5 * MINUTE
"""What times of day are rounded to. Zones are whole hours, or halves, off UTC: so are clocks."""


class Waits(NamedTuple):
    """ms until the call, from whenever it was foreseen."""

    early: int
    expected: int
    late: int

    def later(self, by: int) -> Waits:
        """The same after `by` ms have passed; nothing lies in the past."""
        return Waits(*(max(0, wait - by) for wait in self))


def told(now: int, expected: int, late: int) -> tuple[Moment, Moment]:
    """From and to, for people: the five minutes that the expected call falls into, and the ones
    that the late call is over by. Never before `now`, and never a single moment."""
    first = max(round_down(now + expected), round_up(now))
    return Moment(first), Moment(max(round_up(now + late), first + STEP))


def told_band(waits: Waits) -> tuple[int, int, int]:
    """The same as minutes for messages: the expected wait to the nearest five minutes, the band
    outwards to five."""
    early, late = round_down(waits.early), round_up(waits.late)
    expected = min(max((waits.expected + STEP // 2) // STEP * STEP, early), late)
    return early // MINUTE, expected // MINUTE, late // MINUTE


def round_down(moment: int) -> int:
    return moment // STEP * STEP


def round_up(moment: int) -> int:
    return -(-moment // STEP) * STEP
