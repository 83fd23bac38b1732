"""Who may wait to be paired when more come than there are places: strangers can take every place
but one's turn.

Places go round. Whoever has come has a place for some seconds at least, then it may go to a machine
that has not been here for longer; so whoever comes from many addresses, and as fast as it may,
waits for each of them as long as an honest screen does. Those who had to leave are not forgotten: a
person may still choose them from the list, and then there is a place for them when they come again.
Machines from which a paired device has come before have some places of their own.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Collection
from typing import Generic, Protocol, TypeVar

MOST, FROM_ONE = 32, 4
"""Devices that wait at once, and of one machine."""

FOR_HOMES = 8
"""Places more, for machines where a paired device lives."""

STAYS_SECONDS = 20.0
"""Nobody has to leave before, unless their machine has more places than others."""

ASKS_SECONDS = 20.0
"""So long a machine that was refused keeps its turn; an app asks every few seconds."""

AWAY_SECONDS, MOST_AWAY = 180.0, 256
"""So long, and so many machines, that had to leave stand in people's list."""

TURNS_KEPT = 4_096
"""Machines whose last turn is known; the one that was here longest ago goes first."""

_NEVER = float("-inf")


class Full(Exception):
    """There is no place now: come again."""


class Guest(Protocol):
    """Whoever waits."""

    @property
    def machine(self) -> str: ...
    @property
    def at_home(self) -> bool:
        """Whether it has one of the places for machines where a device lives."""

    @property
    def came(self) -> float: ...
    @property
    def needed(self) -> bool:
        """Whether somebody has chosen it: it stays."""


G = TypeVar("G", bound=Guest)


class Turns:
    """When each machine was last let in, and who asks. `clock`: seconds that only go forward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last: OrderedDict[str, float] = OrderedDict()
        self._asking: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """When a machine has asked first and last."""

    def ask(self, machine: str) -> int:
        """How many others come before it."""
        now = self._clock()
        first, _ = self._asking.pop(machine, (now, now))
        self._asking[machine] = (first, now)
        while self._asking and next(iter(self._asking.values()))[1] < now - ASKS_SECONDS:
            self._asking.popitem(last=False)
        mine = self._turn(machine, first)
        return sum(self._turn(one, asked) < mine for one, (asked, _) in self._asking.items())

    def came(self, machine: str) -> None:
        self._asking.pop(machine, None)
        self._last.pop(machine, None)
        self._last[machine] = self._clock()
        while len(self._last) > TURNS_KEPT:
            self._last.popitem(last=False)

    def _turn(self, machine: str, asked: float) -> tuple[float, float]:
        return self._last.get(machine, _NEVER), asked


def make_room(
    machine: str, here: Collection[G], turns: Turns, now: float, *, lives_here: bool
) -> tuple[G | None, bool]:
    """Who has to leave for somebody from `machine`, and whether its place is one of those for
    machines where a device lives. `here` begins with who has waited longest. Raises `Full`."""
    own = [one for one in here if one.machine == machine]
    if len(own) >= FROM_ONE:
        return _first(_may_leave(own, now)), own[0].at_home
    if lives_here and sum(one.at_home for one in here) < FOR_HOMES:
        return None, True
    common = [one for one in here if not one.at_home]
    before, free = turns.ask(machine), MOST - len(common)
    if free > before:
        return None, False
    hog = _hog(common, len(own))
    if hog:
        return _first(hog), False
    leaving = _may_leave(common, now)
    if own or free + len(leaving) <= before:
        raise Full
    return _first(leaving), False


def _hog(common: list[G], own: int) -> list[G]:
    """The machine that has most places, if it would not have fewer than the new one's after it."""
    if not common:
        return []
    machine, count = Counter(one.machine for one in common).most_common(1)[0]
    if own + 1 >= count:
        return []
    return [one for one in common if one.machine == machine and not one.needed]


def _may_leave(guests: list[G], now: float) -> list[G]:
    return [one for one in guests if now - one.came >= STAYS_SECONDS and not one.needed]


def _first(guests: list[G]) -> G:
    if not guests:
        raise Full
    return guests[0]


class Away(Generic[G]):
    """Who had to leave for others and has not come back, the last one of each machine."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, G]] = OrderedDict()

    def left(self, guest: G) -> None:
        self._left.pop(guest.machine, None)
        self._left[guest.machine] = (self._clock(), guest)
        while len(self._left) > MOST_AWAY:
            self._left.popitem(last=False)

    def came(self, machine: str) -> None:
        """Somebody is there again."""
        self._left.pop(machine, None)

    def guests(self) -> list[G]:
        since = self._clock() - AWAY_SECONDS
        while self._left and next(iter(self._left.values()))[0] < since:
            self._left.popitem(last=False)
        return [guest for _, guest in self._left.values()]
