"""Wrong PINs: whoever guesses waits longer each time, and nobody else waits with them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from math import ceil
from time import monotonic

FREE = 3
"""Wrong PINs until there is a wait: fingers slip."""

FIRST_WAIT, LONGEST_WAIT = 2.0, 60.0
"""Seconds after the last free one, doubled with each wrong PIN, and at most."""

FORGET_AFTER = 900.0
"""Seconds after the last wait has ended; who comes back then begins anew."""

KEPT = 4_096
"""Pairs of source and officer; the one tried longest ago goes first."""


class TooSoon(Exception):
    """The next PIN is looked at in `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"the next PIN is looked at in {seconds} s")
        self.seconds = seconds


class Attempts:
    """Counts by source and officer: a source is a device, or the address of a machine.

    Kept in memory: a restart of the hub forgives all. `clock` gives seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._tried: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def begin(self, officer: str, sources: Iterable[str]) -> None:
        """To be called before a PIN is looked at; `TooSoon` while a wait lasts.

        It counts as wrong until `passed`: many at once are no way around the wait.
        """
        keys = [(source, officer) for source in sources]
        now = self._clock()
        until = max((self._tried.get(key, (0, 0.0))[1] for key in keys), default=0.0)
        if until > now:
            raise TooSoon(ceil(until - now))
        for key in keys:
            wrong, before = self._tried.pop(key, (0, now))
            wrong = 1 if now - before > FORGET_AFTER else wrong + 1
            self._tried[key] = (wrong, now + _wait(wrong))
        while len(self._tried) > KEPT:
            self._tried.popitem(last=False)

    def passed(self, officer: str, sources: Iterable[str]) -> None:
        """The PIN was right."""
        for source in sources:
            self._tried.pop((source, officer), None)

    def forgive(self, officers: Iterable[str]) -> None:
        """These have new PINs: what was guessed before says nothing any more."""
        new = set(officers)
        for key in [key for key in self._tried if key[1] in new]:
            del self._tried[key]


def _wait(wrong: int) -> float:
    if wrong < FREE:
        return 0.0
    doublings = min(wrong - FREE, 16)
    return min(FIRST_WAIT * 2.0**doublings, LONGEST_WAIT)
