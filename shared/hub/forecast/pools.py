"""Pools: counters that share services, directly or over others. No pool touches another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from shared.hub.forecast.scene import NOBODY, Scene, Waiting


@dataclass(slots=True)
class Pool:
    """Its counters (places in the scene), and those who wait for them in the order of the rule."""

    seats: list[int]
    services: dict[int, list[int]]
    """Service to the counters that serve it, as places in `seats`."""
    waiting: list[Waiting] = field(default_factory=list)

    def eligible(self, one: Waiting) -> list[int]:
        if one.counter == NOBODY:
            return self.services[one.service]
        return [self.seats.index(one.counter)]


def pools_of(scene: Scene) -> list[Pool]:
    """Every counter is in one pool. Those whose service is suspended, or whose counter is in
    none, wait in no pool."""
    away = frozenset(scene.away)
    served = tuple(tuple(seat.services) for seat in scene.seats)
    pools = [Pool(seats, services) for seats, services in _arranged(served, away)]
    by_service = {service: pool for pool in pools for service in pool.services}
    by_seat = {seat: pool for pool in pools for seat in pool.seats}
    for one in scene.waiting:
        where = by_service.get(one.service)
        if one.counter != NOBODY:
            where = by_seat.get(one.counter)
        if where is not None and one.service not in away:
            where.waiting.append(one)
    return pools


@lru_cache(maxsize=16)
def _arranged(
    served: tuple[tuple[int, ...], ...], away: frozenset[int]
) -> list[tuple[list[int], dict[int, list[int]]]]:
    """Counters of each pool, and its services; it changes a few times a day."""
    found = []
    for seats in _connected(served):
        services: dict[int, list[int]] = {}
        for place, seat in enumerate(seats):
            for service in served[seat]:
                if service not in away:
                    services.setdefault(service, []).append(place)
        found.append((seats, services))
    return found


def _connected(served: Sequence[Sequence[int]]) -> Iterable[list[int]]:
    """Counters linked by services, one over the other."""
    leader = list(range(len(served)))

    def find(seat: int) -> int:
        while leader[seat] != seat:
            leader[seat] = leader[leader[seat]]
            seat = leader[seat]
        return seat

    first: dict[int, int] = {}
    for place, services in enumerate(served):
        for service in services:
            leader[find(place)] = find(first.setdefault(service, place))
    groups: dict[int, list[int]] = {}
    for place in range(len(served)):
        groups.setdefault(find(place), []).append(place)
    return groups.values()
