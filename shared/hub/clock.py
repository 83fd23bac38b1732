"""The hub's time: the machine's clock, that never goes back."""

from __future__ import annotations

import time
from dataclasses import dataclass

from shared.domain.ids import DAY, SECOND, Moment

STEP = 2 * SECOND
"""A jump of the wall clock against the monotonic one by more than this is an entry."""


@dataclass(frozen=True, slots=True)
class Step:
    before: Moment
    after: Moment


class Clock:
    """Reads wall and monotonic time together, so that a jump of the wall clock is noticed."""

    def __init__(self) -> None:
        self._wall = self._read()
        self._monotonic = time.monotonic()

    def now(self, last: Moment) -> Moment:
        """The time for an entry after one at `last` (ms since the epoch): never before it."""
        return max(self._read(), last)

    def behind(self, last: Moment) -> bool:
        """The clock stands more than a day before the last entry: it cannot be right."""
        return self._read() < last - DAY

    def step(self) -> Step | None:
        """The jump since the last asking, if there was one."""
        wall, monotonic = self._read(), time.monotonic()
        expected = Moment(self._wall + round((monotonic - self._monotonic) * 1000))
        self._wall, self._monotonic = wall, monotonic
        return Step(expected, wall) if abs(wall - expected) > STEP else None

    def _read(self) -> Moment:
        return Moment(time.time_ns() // 1_000_000)
