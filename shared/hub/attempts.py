"""Wrong PINs: whoever guesses waits longer each time, and nobody else waits with them.

It is counted by source and officer; and by source alone, where somebody tries the same PIN on
everyone. A source is a device, or the address of a machine: what one does to an officer's name
there, the officer does not feel anywhere else.

Whoever guesses on, or rests and comes back, gets through about a hundred PINs a day: as many as
there are quarters of an hour. A PIN of four digits stands for weeks, and staff are told long
before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from shared.protocol.machine import elapsed_ms, wall_ms

FREE = 3
"""Wrong PINs of one officer until there is a wait: fingers slip."""

FREE_IN_ALL = 10
"""The same of one source, whoever it names."""

FIRST_WAIT, LONGEST_WAIT = 2.0, 900.0
"""Seconds after the last free one, doubled with each wrong PIN, and at most."""

FORGET_ONE_AFTER = 900.0
"""Seconds: one wrong PIN is forgotten for each that pass without a try after the wait has ended.
No faster than the longest wait, or resting would gain more than waiting."""

MOST = 9
"""Wrong ones beyond the free that count: with so many the wait is the longest."""

MANY = 10
"""Wrong ones of which staff are told."""

KEPT_FOR = 86_400.0
"""Seconds: how long they are told, and anything is remembered; whoever comes in the morning hears
of the night."""

KEPT = 4_096
"""Pairs of source and officer; the one tried longest ago goes first."""

EVERYBODY = "*"
"""Stands for all officers that a source has tried; no officer's id is like it."""


class TooSoon(Exception):
    """The next PIN is looked at in `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"the next PIN is looked at in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Tried:
    """What is kept of wrong PINs over a restart. `until`: when the wait ends, in seconds of the
    wall clock."""

    source: str
    officer: str
    wrong: int
    until: float


def _elapsed() -> float:
    return elapsed_ms() / 1_000


def _wall() -> float:
    return wall_ms() / 1_000


class Attempts:
    """`clock` gives seconds that only go forward; `wall` those that a restart can go by."""

    def __init__(
        self, clock: Callable[[], float] = _elapsed, wall: Callable[[], float] = _wall
    ) -> None:
        self._clock = clock
        self._wall = wall
        self._tried: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()
        self._many: dict[tuple[str, str], float] = {}
        """What staff are told of, and since when."""

    def begin(self, officer: str, sources: Iterable[str]) -> None:
        """To be called before a PIN is looked at; `TooSoon` while a wait lasts.

        It counts as wrong until `passed`: many at once are no way around the wait.
        """
        keys = [(source, officer) for source in sources]
        self._require_time([*keys, *((source, EVERYBODY) for source, _ in keys)])
        for key in keys:
            self._count(key, FREE)

    def _require_time(self, keys: list[tuple[str, str]]) -> None:
        now = self._clock()
        until = max((self._tried.get(key, (0, 0.0))[1] for key in keys), default=0.0)
        if until > now:
            raise TooSoon(ceil(until - now))

    def failed(self, sources: Iterable[str]) -> None:
        """The PIN was wrong."""
        for source in sources:
            self._count((source, EVERYBODY), FREE_IN_ALL)

    def passed(self, officer: str, sources: Iterable[str]) -> bool:
        """The PIN was right; whether others before it were not. What the source has tried with
        others stands: else whoever has a PIN could guess on behind it."""
        keys = [(source, officer) for source in sources]
        for key in keys:
            if self._many.pop(key, None) is not None:
                self._many.pop((key[0], EVERYBODY), None)
        gone = [self._tried.pop(key, (0, 0.0)) for key in keys]
        return any(wrong > 1 for wrong, _ in gone)

    def forgive(self, officers: Iterable[str]) -> list[tuple[str, str]]:
        """These have new PINs, or somebody has looked into it; what is forgotten of them."""
        named = set(officers)
        sources = {source for source, officer in self._tried if officer in named}
        gone = [
            key
            for key in self._tried
            if key[1] in named or (key[1] == EVERYBODY and key[0] in sources)
        ]
        for key in gone:
            del self._tried[key]
            self._many.pop(key, None)
        return gone

    def waits(self) -> dict[str, int]:
        """For how many seconds an officer has to wait somewhere, by the officer's id."""
        now = self._clock()
        found: dict[str, int] = {}
        for (_, officer), (_, until) in self._tried.items():
            if until > now and officer not in ("", EVERYBODY):
                found[officer] = max(found.get(officer, 0), ceil(until - now))
        return found

    def guessed(self) -> dict[str, set[str]]:
        """Where many PINs were wrong, and whose, until somebody is forgiven or has signed on."""
        now = self._clock()
        self._many = {key: at for key, at in self._many.items() if now - at <= KEPT_FOR}
        found: dict[str, set[str]] = {source: set() for source, _ in self._many}
        for source, officer in self._many:
            found[source] |= {officer} - {EVERYBODY}
        everybody = {  # one PIN on all of them
            source: {who for where, who in self._tried if where == source} - {EVERYBODY}
            for source, named in found.items()
            if not named
        }
        return found | everybody

    # Over a restart -------------------------------------------------------------------------

    def kept(self) -> list[Tried]:
        """All of it, to be `taken_up` later."""
        now, wall = self._clock(), self._wall()
        return [
            Tried(source, officer, wrong, wall + until - now)
            for (source, officer), (wrong, until) in self._tried.items()
        ]

    def take_up(self, kept: Iterable[Tried]) -> None:
        """What was kept. A wall clock that was set can end a wait, and never makes it longer."""
        now, wall = self._clock(), self._wall()
        for one in kept:
            if wall - one.until > KEPT_FOR:
                continue
            wait = _wait(one.wrong, FREE_IN_ALL if one.officer == EVERYBODY else FREE)
            self._keep((one.source, one.officer), one.wrong, now + min(one.until - wall, wait))

    def _count(self, key: tuple[str, str], free: int) -> None:
        now = self._clock()
        before, until = self._tried.pop(key, (0, now))
        forgotten = int(max(0.0, now - until) // FORGET_ONE_AFTER)
        wrong = min(max(0, before - forgotten) + 1, free + MOST)
        self._keep(key, wrong, now + _wait(wrong, free))

    def _keep(self, key: tuple[str, str], wrong: int, until: float) -> None:
        self._tried[key] = (wrong, until)
        if wrong >= MANY:
            self._many[key] = until
        while len(self._tried) > KEPT:
            gone, _ = self._tried.popitem(last=False)
            self._many.pop(gone, None)


def _wait(wrong: int, free: int) -> float:
    if wrong < free:
        return 0.0
    return min(FIRST_WAIT * 2.0 ** min(wrong - free, MOST), LONGEST_WAIT)
