"""The queue played forward by the rule, some two hundred times at once.

All who are foreseen are waiting already, so that each free counter taking the smallest key that
it serves is the same as each ticket, in the order of the keys, taking the counter that is free
first among those that serve it: nobody with a larger key can have been there before, and nobody
with a smaller one comes after. Each step is done for all runs together.

Those who will come with a head start are phantoms: put before the first whom they pass. A visitor
who is at another desk is passed over and costs nobody time. Only here is numpy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from shared.domain.ids import HOUR
from shared.hub.forecast.bands import Bands
from shared.hub.forecast.desks import Runs, absences, free_from, worked_breaks
from shared.hub.forecast.free import Free, Slots, Times
from shared.hub.forecast.luck import Luck, Matrix, luck_of
from shared.hub.forecast.pace import Pace
from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.pools import Pool, pools_of
from shared.hub.forecast.scene import NOBODY, Scene, Waiting
from shared.hub.forecast.telling import Telling

RUNS = 200
PHANTOMS = 40
"""No more are put into a pool: beyond, each stands for several."""


@dataclass(slots=True)
class _Phantom:
    """Somebody who may come and pass others."""

    arrives: float
    place: float
    service: int
    takes: Times
    """0 in the runs in which nobody comes."""


def foresee(
    scene: Scene, pace: Pace, bands: Bands, *, runs: int = RUNS, only: int | None = None
) -> Foreseen:
    """All waits of a scene; with `only` those of the pool that serves one service."""
    luck, over = luck_of(runs), Telling(pace.breaks, bands)
    told = Foreseen(scene.now, scene.seq, {}, {}, {}, {}, round(pace.pickup), pace.breaks)
    for pool in pools_of(scene):
        if only is None or only in pool.services:
            _Play(scene, pace, pool, luck).tell(told, over)
    return told


class _Play:
    """One pool."""

    def __init__(self, scene: Scene, pace: Pace, pool: Pool, luck: Luck) -> None:
        self._scene, self._pace, self._pool = scene, pace, pool
        self._luck = luck
        self._doubt = luck.normals(["hall"])[0] * np.float32(pace.day_doubt)
        self._begin = free_from(scene, pace, pool.seats, luck)
        self._free = Free(self._begin)
        self._free.pace([pace.counters[seat] for seat in pool.seats])
        self._free.rest(worked_breaks(pace.breaks))
        self._send_away()
        self._columns: dict[tuple[int, ...], npt.NDArray[np.intp] | None] = {}
        self._columns_by_service: dict[int, npt.NDArray[np.intp] | None] = {}
        self._phantoms = sorted(self._coming(), key=lambda one: one.arrives)
        self._passed = min((one.place for one in self._phantoms), default=inf)
        """Nobody with this place or a smaller one is passed by any of them."""

    def tell(self, told: Foreseen, telling: Telling) -> None:
        """Plays, and writes down what comes of it."""
        free, waiting = self._free, self._pool.waiting
        calls = np.empty((len(waiting), self._luck.runs), dtype=np.int32)
        takes = self._lengths(waiting, [one.ticket for one in waiting])
        leads = sorted(self._scene.head_starts, reverse=True)
        ahead: dict[int, dict[int, Slots]] = {}
        for nth, one in enumerate(waiting):
            while leads and one.place > -leads[0]:
                self._probe(ahead, leads.pop(0))
            first = self._pass(self._columns_for(one), one.place)
            free.occupy(first, takes[nth])
            calls[nth] = first
        for lead in leads:
            self._probe(ahead, lead)
        self._probe_last(ahead)
        telling.tickets(told, waiting, self._freed(free.ms(calls), takes))
        self._tell_services(ahead, told, telling)
        self._tell_figures(told)

    def _freed(self, calls: Matrix, takes: Times) -> Matrix:
        """Those whose visitor is at another desk until then are called no sooner."""
        visits: dict[int, Runs] = {}
        for nth, one in enumerate(self._pool.waiting):
            if one.busy in self._pool.seats:
                free_again = self._begin[self._pool.seats.index(one.busy)]
                calls[nth] = np.maximum(calls[nth], free_again)
            if one.visit != NOBODY:
                calls[nth] = np.maximum(calls[nth], visits.get(one.visit, calls[nth]))
                visits[one.visit] = calls[nth] + takes[nth] * np.float32(self._free.unit)
        return calls

    # One step -------------------------------------------------------------------------------

    def _pass(self, columns: npt.NDArray[np.intp] | None, place: int) -> Slots:
        """The counters that are free first for one with this place, once those have been called
        who come before that and pass it."""
        free = self._free
        first = free.first(columns)
        if place <= self._passed:
            return first
        at = free.mean(first)
        for phantom in list(self._phantoms):
            if phantom.arrives > at:
                break
            if phantom.place < place:
                self._phantoms.remove(phantom)
                counters = self._columns_of(self._pool.services[phantom.service])
                free.occupy(free.first(counters), phantom.takes)
                first = free.first(columns)
                at = free.mean(first)
        return first

    def _columns_for(self, one: Waiting) -> npt.NDArray[np.intp] | None:
        """Looked up by service: hundreds wait, for a few."""
        if one.counter != NOBODY:
            return self._columns_of(self._pool.eligible(one))
        if one.service not in self._columns_by_service:
            found = self._columns_of(self._pool.services[one.service])
            self._columns_by_service[one.service] = found
        return self._columns_by_service[one.service]

    def _columns_of(self, places: list[int]) -> npt.NDArray[np.intp] | None:
        """None for all of them."""
        named = tuple(places)
        if named not in self._columns:
            every = len(named) == len(self._pool.seats)
            self._columns[named] = None if every else np.array(named, dtype=np.intp)
        return self._columns[named]

    # A ticket taken now ---------------------------------------------------------------------

    def _probe(self, found: dict[int, dict[int, Slots]], lead: int) -> None:
        """When a ticket of each service with this head start would be called."""
        same: dict[tuple[int, ...], Slots] = {}
        for service, places in self._pool.services.items():
            named = tuple(places)
            if named not in same:
                same[named] = self._free.first(self._columns_of(places))
            found.setdefault(service, {})[lead] = same[named]

    def _probe_last(self, found: dict[int, dict[int, Slots]]) -> None:
        """Without a head start: behind all others, and behind those who will pass it."""
        free = self._free
        named = {tuple(places) for places in self._pool.services.values()}
        columns = {places: self._columns_of(list(places)) for places in named}
        soonest = sorted(named, key=lambda places: free.mean(free.first(columns[places])))
        same = {places: self._pass(columns[places], 0) for places in soonest}
        for service, served in self._pool.services.items():
            found.setdefault(service, {})[0] = same[tuple(served)]

    def _tell_services(
        self, found: dict[int, dict[int, Slots]], told: Foreseen, telling: Telling
    ) -> None:
        keys = [(service, lead) for service, leads in found.items() for lead in leads]
        if not keys:
            return
        calls = self._free.ms(np.stack([found[service][lead] for service, lead in keys]))
        for (service, lead), waits in zip(keys, telling.waits(calls), strict=True):
            if waits is not None:
                code = self._scene.services[service]
                told.services.setdefault(code, {})[lead] = waits

    def _tell_figures(self, told: Foreseen) -> None:
        """What the hub corrects it with until the next play."""
        scene = self._scene
        for service in self._pool.services:
            told.turns[scene.services[service]] = round(self._mean(service))
        sure = np.isfinite(self._begin)
        counts = np.add.reduce(sure, axis=1)
        sums = np.add.reduce(self._begin, axis=1, where=sure, dtype=np.float64)
        for seat, runs, total in zip(self._pool.seats, counts.tolist(), sums.tolist(), strict=True):
            if 2 * runs > self._luck.runs:
                told.free[scene.seats[seat].counter] = round(total / runs)

    # Chance ---------------------------------------------------------------------------------

    def _mean(self, service: int) -> float:
        pace = self._pace
        absent = pace.absent[service]
        there = pace.curves[service].mean * pace.stretch
        return there * (1 - absent) + absent * pace.absent_time + pace.gap

    def _lengths(self, waiting: list[Waiting], names: list[str]) -> Times:
        """How long each keeps a counter of usual pace, in each run."""
        pace, luck = self._pace, self._luck
        kinds = sorted({one.service for one in waiting})
        places = np.searchsorted(kinds, [one.service for one in waiting])
        curves = [pace.curves[kind] for kind in kinds]
        off = np.array([pace.doubts[kind] for kind in kinds], dtype=np.float32)
        shifts = luck.normals([f"service {kind}" for kind in kinds])
        centre = np.array([curve.mu for curve in curves], dtype=np.float32)[:, None]
        centre = centre + shifts * off[:, None] + self._doubt
        centre += np.float32(np.log(pace.stretch / self._free.unit))
        spread = np.array([curve.sigma for curve in curves], dtype=np.float32)
        takes = luck.normals(names)
        takes *= spread[places, None]
        takes += centre[places]
        np.exp(takes, out=takes)
        absent = np.array([pace.absent[kind] for kind in kinds], dtype=np.float32)
        missing = luck.uniforms(names) < absent[places, None]
        np.copyto(takes, np.float32(pace.absent_time / self._free.unit), where=missing)
        takes += np.float32(pace.gap / self._free.unit)
        return takes.astype(np.int32)

    def _coming(self) -> Iterator[_Phantom]:
        """Twice as many as are expected, each in half of the runs, evenly over the next hour."""
        streams = {
            service: stream
            for service, stream in self._pace.passing.items()
            if service in self._pool.services
        }
        rate = sum(stream[0] for stream in streams.values())
        span = max((max(stream[1]) for stream in streams.values()), default=0)
        expected = rate * min(span, HOUR)
        if expected < 0.05:
            return
        count = min(PHANTOMS, max(2, round(2 * expected)))
        services = list(streams)
        odds = np.array([streams[service][0] for service in services]) / rate
        draw = np.random.Generator(np.random.SFC64(count))
        drawn = draw.choice(len(services), count, p=odds)
        ghosts = [Waiting("", services[which], 0) for which in drawn]
        names = [f"ghost {nth}" for nth in range(count)]
        takes = self._lengths(ghosts, names)
        takes[self._luck.uniforms(f"{name} comes" for name in names) >= expected / count] = 0
        for nth, which in enumerate(drawn):
            leads = streams[services[which]][1]
            lead = leads[int(draw.integers(len(leads)))]
            arrives = (nth + 0.5) / count * min(span, HOUR)
            yield _Phantom(arrives, arrives - lead, services[which], takes[nth])

    def _send_away(self) -> None:
        """Counters that are at work now leave as they usually do."""
        scene, pace = self._scene, self._pace
        found = [
            None if scene.seats[seat].state == "closed" else absences(scene, pace, seat, self._luck)
            for seat in self._pool.seats
        ]
        if any(one is not None for one in found):
            never = np.full(self._luck.runs, np.inf, dtype=np.float32)
            leaves = [never if one is None else one[0] for one in found]
            back = [never if one is None else one[1] for one in found]
            self._free.leave(np.stack(leaves), np.stack(back))
