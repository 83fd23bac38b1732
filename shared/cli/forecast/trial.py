"""Forecasts put to the test on simulated days: made from what was learnt, judged by what came.

The forecast sees entries alone, as beside a hub. What the days are made of (service times, how
many come, who gives up) it is never told, and what it learns on the days that are judged it learns
as they pass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.cli.simulation.scenario.model import Scenario, crowded
from shared.cli.simulation.watcher import Watcher
from shared.cli.simulation.world import play
from shared.domain.events import Recorded
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import Moment
from shared.domain.promise import Waits
from shared.hub.forecast.accuracy import Accuracy, accuracy, grouped
from shared.hub.forecast.judge import Judge, Verdict
from shared.hub.forecast.learned import Learned
from shared.hub.forecast.pace import pace_of
from shared.hub.forecast.play import RUNS, foresee
from shared.hub.forecast.scene import describe
from shared.protocol.site_file import kept_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be tried."""

    scenario: Scenario
    seeds: Sequence[int]
    learning: int
    """Days before the judged ones, of each seed."""
    days: int
    crowd: float = 1.0
    """So many times the scenario's visitors."""


class Promiser(Watcher):
    """Makes a promise for every number that is given out, as the hub does."""

    def __init__(self, learning: int) -> None:
        self.judge = Judge()
        self._learned = Learned(kept_site)
        self._learning = learning
        self._day = 0

    def on_day(self, hall: Hall, date: dt.date) -> None:
        self._day += 1

    def on_event(self, hall: Hall, recorded: Recorded) -> None:
        self._learned.take(recorded)
        self.judge.take(hall, recorded)

    def on_issue(self, hall: Hall, ticket: Ticket, now: Moment) -> None:
        waits = self._foreseen(hall, ticket, now)
        if waits is None:
            return
        self._learned.promised(ticket.id, waits)
        if self._day > self._learning:
            self.judge.promised(hall, ticket.id, waits, now)

    def _foreseen(self, hall: Hall, ticket: Ticket, now: Moment) -> Waits | None:
        """Of its pool alone, and of those before it: no other has a say in its wait."""
        scene = describe(hall, now)
        last = next(nth for nth, one in enumerate(scene.waiting) if one.ticket == ticket.id)
        scene.waiting = scene.waiting[: last + 1]
        pace, bands = pace_of(self._learned, scene), self._learned.bands
        service = scene.services.index(ticket.service)
        found = foresee(scene, pace, bands, runs=RUNS, only=service).tickets.get(ticket.id)
        return Waits(*found) if found is not None else None


def tried(wish: Wish, seed: int) -> list[Verdict]:
    """What became of the promises of one seed's judged days."""
    days = wish.learning + wish.days
    scenario = replace(crowded(wish.scenario, wish.crowd), seed=seed, days=days)
    promiser = Promiser(wish.learning)
    play(scenario, watch=[promiser])
    return promiser.judge.verdicts


def rows_of(wish: Wish) -> dict[str, Accuracy]:
    """The figures of all seeds together: where one counter serves, where two or more do, all."""
    verdicts = [one for seed in wish.seeds for one in tried(wish, seed)]
    rows = grouped(verdicts, lambda one: "1 counter" if one.counters <= 1 else "2 or more")
    whole = accuracy(verdicts)
    return rows if whole is None else rows | {"all": whole}
