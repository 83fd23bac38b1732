"""The same play with means in place of chance: a hall in a fraction of a millisecond, in the hub.

Its waits are told to nobody. Between two real plays it says how much shorter or longer a wait has
become by what happened since: who was called, who came, which counters opened, closed, paused or
serve something else now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import inf

from shared.domain.ids import MINUTE
from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.pools import Pool, pools_of
from shared.hub.forecast.scene import NOBODY, Scene, Seat, Waiting

AT_LEAST = 5_000
"""ms that a visitor still takes who should be gone by now."""

UNKNOWN_TURN = 10 * MINUTE
"""Of a service that nobody served when the last play was made."""

SAME = 1_000
"""ms by which a moment may have moved and still be the same one."""


@dataclass(slots=True)
class Plain:
    """ms by the clock until the call; those whom nobody at work could call are left out.

    Each pool is played when somebody asks about it: a number that is taken is about one.
    """

    scene: Scene
    _free: list[float]
    _turns: list[int]
    _breaks: list[tuple[int, int]]
    _left: list[Pool]
    """Not played yet."""
    _tickets: dict[str, float] = field(default_factory=dict)
    _services: dict[str, dict[int, float]] = field(default_factory=dict)

    def of_ticket(self, ticket: str) -> float | None:
        while self._left and ticket not in self._tickets:
            self._play(self._left[-1])
        return self._tickets.get(ticket)

    def of_service(self, service: str, head_start: int) -> float | None:
        """Of a ticket taken now."""
        if service in self.scene.services:
            place = self.scene.services.index(service)
            for pool in self._left:
                if place in pool.services:
                    self._play(pool)
                    break
        return self._services.get(service, {}).get(head_start)

    def _play(self, pool: Pool) -> None:
        self._left.remove(pool)
        if min((self._free[seat] for seat in pool.seats), default=inf) < inf:
            line = _Line(self.scene, pool, self._free, self._turns, self._breaks)
            line.play(self._tickets, self._services)


def plainly(scene: Scene, last: Foreseen, before: Scene) -> Plain:
    """A scene by the figures of the last play, which was made of the scene `before` (may be the
    same)."""
    passed = scene.now - before.now
    return Plain(
        scene,
        _free(scene, last, before),
        [last.turns.get(code, UNKNOWN_TURN) for code in scene.services],
        [(start - passed, end - passed) for start, end in last.breaks if end > passed],
        pools_of(scene),
    )


class _Line:
    """One pool."""

    def __init__(
        self,
        scene: Scene,
        pool: Pool,
        free: list[float],
        turns: list[int],
        breaks: list[tuple[int, int]],
    ) -> None:
        self._scene, self._pool = scene, pool
        self._all, self._turns, self._breaks = free, turns, breaks
        self._free = _Free([free[seat] for seat in pool.seats], pool.services)

    def play(self, tickets: dict[str, float], services: dict[str, dict[int, float]]) -> None:
        leads = sorted(self._scene.head_starts, reverse=True)
        for one in self._pool.waiting:
            while leads and one.place > -leads[0]:
                self._probe(services, leads.pop(0))
            self._call(one, tickets)
        for lead in (*leads, 0):
            self._probe(services, lead)

    def _call(self, one: Waiting, found: dict[str, float]) -> None:
        free = self._free
        alone = one.counter != NOBODY
        place = self._pool.seats.index(one.counter) if alone else free.first(one.service)
        when = free.at[place]
        if when < inf:
            free.occupy(place, when + self._turns[one.service])
            elsewhere = self._all[one.busy] if one.busy != NOBODY else 0.0
            if elsewhere < inf:
                found[one.ticket] = by_the_clock(max(when, elsewhere), self._breaks)

    def _probe(self, found: dict[str, dict[int, float]], lead: int) -> None:
        for service in self._pool.services:
            when = self._free.at[self._free.first(service)]
            if when < inf:
                code = self._scene.services[service]
                found.setdefault(code, {})[lead] = by_the_clock(when, self._breaks)


class _Free:
    """When each counter is free, and which of those that serve a service is so first."""

    def __init__(self, at: list[float], services: dict[int, list[int]]) -> None:
        self.at = at
        heaps = {named: [(at[place], place) for place in named] for named in _sets(services)}
        for heap in heaps.values():
            heapify(heap)
        self._of_service = {service: heaps[tuple(named)] for service, named in services.items()}
        self._of_place: list[list[list[tuple[float, int]]]] = [[] for _ in at]
        for named, heap in heaps.items():
            for place in named:
                self._of_place[place].append(heap)

    def first(self, service: int) -> int:
        heap = self._of_service[service]
        while heap[0][0] != self.at[heap[0][1]]:
            heappop(heap)
        return heap[0][1]

    def occupy(self, place: int, until: float) -> None:
        self.at[place] = until
        for heap in self._of_place[place]:
            heappush(heap, (until, place))


def _sets(services: dict[int, list[int]]) -> set[tuple[int, ...]]:
    return {tuple(named) for named in services.values()}


def by_the_clock(wait: float, breaks: list[tuple[int, int]]) -> float:
    """Nobody is called in a break."""
    for start, end in breaks:
        begins = max(0, start)
        if wait >= begins:
            wait += end - begins
    return wait


# When each counter is free --------------------------------------------------------------------


def _free(scene: Scene, last: Foreseen, before: Scene) -> list[float]:
    passed = scene.now - before.now
    was = {seat.counter: seat for seat in before.seats}
    return [
        _as_foreseen(seat, last, passed)
        if _unchanged(seat, was.get(seat.counter), passed)
        else _as_it_is(seat, scene, last)
        for seat in scene.seats
    ]


def _unchanged(seat: Seat, was: Seat | None, passed: int) -> bool:
    """Whether what goes on there is what went on when the last play was made."""
    if was is None or (seat.state, seat.service) != (was.state, was.service):
        return False
    if seat.service != NOBODY and abs(seat.called - was.called - passed) > SAME:
        return False
    never = seat.since == was.since == 0  # no officer has been there yet
    return seat.state == "open" or never or abs(seat.since - was.since - passed) <= SAME


def _as_foreseen(seat: Seat, last: Foreseen, passed: int) -> float:
    free = last.free.get(seat.counter, inf)
    if seat.state == "open" and seat.service == NOBODY:
        return free
    return max(free - passed, min(free, AT_LEAST))


def _as_it_is(seat: Seat, scene: Scene, last: Foreseen) -> float:
    """Of a counter that has paused or closed since then, nothing is expected."""
    if seat.state != "open":
        return inf
    if seat.service == NOBODY:
        return last.pickup
    turn = last.turns.get(scene.services[seat.service], UNKNOWN_TURN)
    return max(turn - seat.called, AT_LEAST)
