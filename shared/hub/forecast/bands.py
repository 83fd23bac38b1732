"""How wide a promise must be so that four of five come true: learnt from those that were made.

The play knows what chance does to services, and not that an officer goes for a form or that a
family counts as one. So each call moves the band's ends a little: one that came later than
promised by several steps outwards, one that did not by a part of one in. In the long run some one
in ten is late, whatever the reason, and likewise early (quantiles tracked as by Robbins and
Monro, 1951). The expected wait stays the play's: to track it too would chase each morning.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from shared.domain.ids import MINUTE, SECOND
from shared.domain.promise import Waits

STEP = 0.01
"""Of the logarithm of a factor. Small: a morning's promises all turn out late, or none of them."""

SIDES = 0.12
"""On each side. Whoever is called at once is nearly always called as promised, so that a little
more than a tenth of the others makes four of five in all."""

WIDEST, NARROWEST = 4.0, 0.4

EDGES = (2 * MINUTE, 12 * MINUTE)
"""Short, middling and long waits go wrong for reasons of their own."""

SLACK = 15 * SECOND
"""The least that is between an expected call and the ends of its band."""


@dataclass(slots=True)
class _Band:
    low: float = 1.0
    high: float = 1.0


class Bands:
    """Fits waits as they were played to how waits turn out."""

    def __init__(self) -> None:
        self._bands = [_Band() for _ in range(len(EDGES) + 1)]

    def factors(self) -> list[tuple[float, float]]:
        """For short, middling and long waits: of what is below the expected, and above it."""
        return [(band.low, band.high) for band in self._bands]

    def turned_out(self, promised: Waits, waited: int) -> None:
        """A promise has met its call."""
        band = self._of(promised.expected)
        late = (1 - SIDES) if waited > promised.late else -SIDES
        band.high = _within(band.high * math.exp(STEP * late), NARROWEST, WIDEST)
        if promised.early > 0:
            early = (1 - SIDES) if waited < promised.early else -SIDES
            band.low = _within(band.low * math.exp(STEP * early), NARROWEST, WIDEST)

    def _of(self, expected: float) -> _Band:
        return self._bands[sum(expected >= edge for edge in EDGES)]


def _within(value: float, least: float, most: float) -> float:
    return min(most, max(least, value))
