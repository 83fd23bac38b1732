"""When counters are usually at work: by quarters of an hour, over the last days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.domain.ids import DAY, MINUTE, CounterId, Moment

SLOT = 15 * MINUTE
SLOTS = DAY // SLOT
KEEP = 0.75
"""What a day weighs beside the one after it."""

SHORT = 8 * MINUTE
"""A pause that is shorter is no absence: it counts with the time between two visitors."""

SURE, NEVER = 0.8, 0.2
"""Shares beyond which days do not differ, but for a late bus."""


@dataclass(slots=True)
class _Usual:
    shares: list[float] = field(default_factory=lambda: [0.0] * SLOTS)
    weight: float = 0.0
    today: list[tuple[int, int]] = field(default_factory=list)
    """Spans at work, ms since midnight."""
    since: Moment | None = None


class Staffing:
    """Learns from counters that open, pause and close."""

    def __init__(self) -> None:
        self._usual: dict[CounterId, _Usual] = {}
        self._midnight: Moment | None = None
        self._worked = False

    def at_work(self, counter: CounterId, at: Moment, *, works: bool) -> None:
        usual = self._usual.setdefault(counter, _Usual())
        if works and usual.since is None:
            usual.since = at
            self._worked = True
        elif not works and usual.since is not None:
            self._add(usual, usual.since, at)
            usual.since = None

    def day(self, midnight: Moment) -> None:
        """A day begins at `midnight`: the one before is taken in, if anybody worked."""
        if self._worked and self._midnight is not None:
            for usual in self._usual.values():
                self._end_day(usual, midnight)
        self._midnight, self._worked = midnight, False
        self._worked = any(usual.since is not None for usual in self._usual.values())

    def shares(self, counter: CounterId, now: Moment, slots: int) -> list[float] | None:
        """The share of days at work in the quarter before `now`'s, in that one, and in those that
        follow; None where nothing is known."""
        usual = self._usual.get(counter)
        if usual is None or usual.weight < 0.5 or self._midnight is None:
            return None
        first = (now - self._midnight) // SLOT - 1
        return [
            _clear(usual.shares[place] / usual.weight) if 0 <= place < SLOTS else 0.0
            for place in range(first, first + slots)
        ]

    def _add(self, usual: _Usual, start: Moment, end: Moment) -> None:
        if self._midnight is None:
            return
        span = (start - self._midnight, end - self._midnight)
        if usual.today and span[0] - usual.today[-1][1] < SHORT:
            span = (usual.today.pop()[0], span[1])
        usual.today.append(span)

    def _end_day(self, usual: _Usual, midnight: Moment) -> None:
        if usual.since is not None:
            self._add(usual, usual.since, midnight)
            usual.since = midnight
        today = _filled(usual.today)
        usual.shares = [
            before * KEEP + now for before, now in zip(usual.shares, today, strict=True)
        ]
        usual.weight = usual.weight * KEEP + 1.0
        usual.today = []


def _filled(spans: Sequence[tuple[int, int]]) -> list[float]:
    """How much of each quarter the spans of a day cover."""
    shares = [0.0] * SLOTS
    for start, end in spans:
        for place in range(max(0, start // SLOT), min(SLOTS - 1, end // SLOT) + 1):
            covered = min(end, (place + 1) * SLOT) - max(start, place * SLOT)
            shares[place] = min(1.0, shares[place] + max(0, covered) / SLOT)
    return shares


def _clear(share: float) -> float:
    return 1.0 if share >= SURE else 0.0 if share <= NEVER else share
