"""From the calls of all runs to what is foreseen: early, expected and late, by the clock."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from shared.hub.forecast.bands import EDGES, SLACK, Bands
from shared.hub.forecast.luck import Matrix
from shared.hub.forecast.played import Foreseen, Told
from shared.hub.forecast.scene import Waiting

COARSE = 100
"""ms by which a play's times may be rounded down: whoever is called as the break begins is called
after it."""

EARLY, HALF, LATE = 0.1, 0.5, 0.9

Waits = npt.NDArray[np.float64]
"""Three columns: early, expected, late."""


class Telling:
    """Knows the day's breaks, in which nobody is called, and how promises have turned out."""

    def __init__(self, breaks: list[tuple[int, int]], bands: Bands) -> None:
        self._breaks = breaks
        self._low, self._high = (np.array(one) for one in zip(*bands.factors(), strict=True))

    def tickets(self, told: Foreseen, waiting: list[Waiting], calls: Matrix) -> None:
        for one, waits in zip(waiting, self.waits(calls), strict=True):
            if waits is not None:
                told.tickets[one.ticket] = waits

    def waits(self, calls: Matrix) -> list[Told | None]:
        """Of each row; None where in half of the runs the call never comes."""
        if not len(calls):
            return []
        found = self._by_the_clock(_quantiles(calls))
        known = np.isfinite(found[:, 1])
        found[~known] = 0.0
        rows = self._fitted(found).tolist()
        return [
            (round(row[0]), round(row[1]), round(row[2])) if sure else None
            for row, sure in zip(rows, known.tolist(), strict=True)
        ]

    def _by_the_clock(self, found: Waits) -> Waits:
        for start, end in self._breaks:
            begins = max(0, start)
            found = np.where(found >= begins - COARSE, found + (end - begins), found)
        return found

    def _fitted(self, found: Waits) -> Waits:
        """`Bands.fit` for all rows."""
        place = np.searchsorted(np.array(EDGES), found[:, 1], side="right")
        expected = found[:, 1]
        below = np.maximum(SLACK, (expected - found[:, 0]) * self._low[place])
        above = np.maximum(SLACK, (found[:, 2] - expected) * self._high[place])
        early = np.maximum(0.0, expected - below)
        return np.stack([early, expected, expected + above], axis=1)


def _quantiles(calls: Matrix) -> Waits:
    calls = np.sort(calls, axis=1)
    runs = calls.shape[1]
    places = [int(runs * EARLY), int(runs * HALF), min(runs - 1, int(runs * LATE))]
    found = calls[:, places].astype(np.float64)
    if not np.isfinite(found[:, 2]).all():  # a counter that comes on some days only
        last = np.where(np.isfinite(calls), calls, -np.inf).max(axis=1)
        found[:, 2] = np.where(np.isfinite(found[:, 2]), found[:, 2], last)
    return found
