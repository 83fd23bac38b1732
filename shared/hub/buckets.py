"""How often somebody may do something: a bucket of tokens for each, which fills again by itself."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import ceil
from time import monotonic

KEPT = 4_096
"""Buckets; the one used longest ago goes first, and is a full one when it is asked for again."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second in the long run, and so many at once."""

    per_second: float
    burst: int


class Buckets:
    """One bucket for each key. `clock` gives seconds that only go forward."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable) -> bool:
        """Whether there was a token left; it is gone then."""
        now = self._clock()
        left = self._now_left(key, now)
        taken = left >= 1
        self._left[key] = (left - taken, now)
        self._left.move_to_end(key)
        while len(self._left) > KEPT:
            self._left.popitem(last=False)
        return taken

    def peek(self, key: Hashable) -> bool:
        """Whether there is a token, which stays."""
        return self._now_left(key, self._clock()) >= 1

    def give_back(self, key: Hashable) -> None:
        """What was taken counts no more."""
        if key in self._left:
            left, at = self._left[key]
            self._left[key] = (min(left + 1, self.rate.burst), at)

    def seconds(self, key: Hashable) -> int:
        """Until there is a token again, at least one."""
        missing = 1 - self._now_left(key, self._clock())
        return max(1, ceil(missing / self.rate.per_second))

    def _now_left(self, key: Hashable, now: float) -> float:
        left, at = self._left.get(key, (float(self.rate.burst), now))
        return min(left + (now - at) * self.rate.per_second, self.rate.burst)
