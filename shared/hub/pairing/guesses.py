"""Wrong codes: whoever types them waits longer each time, before this screen and at this desk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from math import ceil
from time import monotonic

FREE = 3
"""Wrong codes until there is a wait: six digits are easily mixed up."""

FIRST_WAIT, LONGEST_WAIT = 5.0, 600.0
"""Seconds after the last free one, doubled with each wrong code, and at most."""

FORGET_AFTER = 3_600.0
KEPT = 1_024


class TooSoon(Exception):
    """The next code is looked at in `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"the next code is looked at in {seconds} s")
        self.seconds = seconds


class Guesses:
    """Wrong codes by what they have in common: the device, its address, who typed them.

    A code is gone with the first wrong guess, so each has one chance in a million, however many
    there are; the waits are for those who would type the night through. `clock`: seconds that only
    go forward.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def begin(self, keys: Sequence[str]) -> None:
        """Before a code is tried: `TooSoon` while a wait lasts. It counts as wrong until
        `passed`."""
        now = self._clock()
        until = max((self._wrong.get(key, (0, 0.0))[1] for key in keys), default=0.0)
        if until > now:
            raise TooSoon(ceil(until - now))
        for key in keys:
            wrong, before = self._wrong.pop(key, (0, now))
            wrong = 1 if now - before > FORGET_AFTER else wrong + 1
            self._wrong[key] = (wrong, now + _wait(wrong))
        while len(self._wrong) > KEPT:
            self._wrong.popitem(last=False)

    def passed(self, keys: Sequence[str]) -> None:
        """The code was right."""
        for key in keys:
            self._wrong.pop(key, None)


def _wait(wrong: int) -> float:
    return 0.0 if wrong < FREE else min(FIRST_WAIT * 2.0 ** min(wrong - FREE, 16), LONGEST_WAIT)
