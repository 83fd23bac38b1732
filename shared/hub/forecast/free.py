"""When each counter of a pool is free, in every run: the matrix that a play works on.

A time and its counter share one number, the counter in the low bits: the least of a column is
then both when and where, found by one pass that the processor does eight runs at a time. To look
for the place of the least costs four times as much.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Times = npt.NDArray[np.int32]
"""One figure a run, in units of `Free.unit` ms."""

Slots = npt.NDArray[np.int32]
"""Times with their counters."""

_BITS = 30


class Free:
    """Made of one row of ms per counter; infinite ones are never free."""

    def __init__(self, rows: npt.NDArray[np.float32]) -> None:
        counters, runs = rows.shape
        self.runs = int(runs)
        self._shift = max(1, (int(counters) - 1).bit_length())
        self._mask = np.int32((1 << self._shift) - 1)
        self.unit = 10 if self._shift <= 7 else 100
        self.never = (1 << (_BITS - self._shift)) - 1
        """This and later is infinite: some days from now."""
        self._every = np.arange(self.runs, dtype=np.int32)
        times = self.times(rows)
        self._never = bool((times >= self.never).any())
        places = np.arange(counters, dtype=np.int32)[:, None]
        self._slots = (times << self._shift) | places
        self._flat = self._slots.ravel()
        self._paces: npt.NDArray[np.float32] | None = None
        self._away: tuple[Times, Times] | None = None
        self._breaks: list[tuple[np.int32, np.int32]] = []

    def rest(self, breaks: list[tuple[float, float]]) -> None:
        """In all breaks (time at work at which they begin, and how long they take, ms) visitors
        who are at a counter are served to their end, and the time of nobody else passes."""
        self._breaks = [
            (np.int32(start / self.unit) << self._shift, np.int32(long / self.unit) << self._shift)
            for start, long in breaks
        ]

    def pace(self, paces: list[float]) -> None:
        """What a turn takes at each counter, beside the usual."""
        if any(abs(pace - 1.0) > 0.005 for pace in paces):
            self._paces = np.array(paces, dtype=np.float32)

    def leave(self, leaves: npt.NDArray[np.float32], back: npt.NDArray[np.float32]) -> None:
        """When each counter goes away, and is back (ms, rows like those it was made of)."""
        gone, there = self.times(leaves), self.times(back)
        times = self._slots >> self._shift
        absent = (times >= gone) & (times < there)
        self._slots[absent] += (there - times)[absent] << self._shift
        self._away = gone.ravel(), there.ravel()
        self._never = True

    def times(self, ms: npt.NDArray[np.float32]) -> Times:
        units: Times = np.minimum(ms / self.unit, self.never).astype(np.int32)
        return units

    def first(self, counters: npt.NDArray[np.intp] | None) -> Slots:
        """Who is free first of some counters (None: of all), in each run."""
        rows = self._slots if counters is None else self._slots[counters]
        least: Slots = np.minimum.reduce(rows, axis=0)
        return least

    def when(self, slots: Slots) -> Times:
        times: Times = slots >> self._shift
        return times

    def ms(self, slots: Slots) -> npt.NDArray[np.float32]:
        """When, in ms; infinite where never."""
        times = slots >> self._shift
        found: npt.NDArray[np.float32] = times.astype(np.float32) * np.float32(self.unit)
        if self._never:
            found[times >= self.never] = np.inf
        return found

    def mean(self, slots: Slots) -> float:
        """When on the whole, in ms."""
        total = int(np.add.reduce(slots, dtype=np.int64)) >> self._shift
        return total * self.unit / float(self.runs)

    def occupy(self, slots: Slots, takes: Times) -> None:
        """Those counters have a visitor from then on, for so long."""
        counters = slots & self._mask
        if self._paces is not None:
            takes = (takes * self._paces[counters]).astype(np.int32)
        place = counters * self.runs + self._every
        if not self._never:
            until = slots + (takes << self._shift)
            self._flat[place] = (
                self._through_breaks(slots, counters, until) if self._breaks else until
            )
            return
        after = np.minimum((slots >> self._shift) + takes, self.never)
        if self._breaks:
            until = (after << self._shift) | counters
            after = self._through_breaks(slots, counters, until) >> self._shift
        if self._away is not None:
            gone, there = self._away[0][place], self._away[1][place]
            after = np.where((after >= gone) & (after < there), there, after)
        self._flat[place] = (after << self._shift) | counters

    def _through_breaks(self, slots: Slots, counters: Slots, until: Slots) -> Slots:
        """Of those who would be at a counter when a break begins: what is left of their visits
        passes in it."""
        for start, long in self._breaks:
            if np.maximum.reduce(until) <= start:
                break
            if np.minimum.reduce(slots) >= start:
                continue
            over = slots < start
            over &= until > start
            np.copyto(until, np.maximum(until - long, counters | start), where=over)
        return until
