"""Forecasts put to the test on simulated days: made from what was learnt, judged by what came.

The forecast sees entries alone, as beside a hub. What the days are made of (service times, how
many come, who gives up) it is never told, and what it learns on the days that are judged it learns
as they pass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shared.cli.forecast.oracle import PLAYS, Oracle
from shared.cli.simulation.outcomes import Use
from shared.cli.simulation.scenario.model import Scenario, crowded
from shared.cli.simulation.watcher import Watcher
from shared.cli.simulation.world import play
from shared.domain.events import Recorded
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import Moment
from shared.domain.promise import Waits
from shared.hub.forecast.accuracy import Accuracy, accuracy
from shared.hub.forecast.judge import Judge, Verdict
from shared.hub.forecast.learned import Learned
from shared.hub.forecast.pace import pace_of
from shared.hub.forecast.play import RUNS, foresee
from shared.hub.forecast.scene import describe
from shared.protocol.site_file import kept_site

ALL = "all"


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
    oracle: int = 0
    """Every so many numbers the oracle is asked as well; 0: never."""
    plays: int = PLAYS
    """With so many plays."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Promises of one kind, and those of them that the oracle was asked about."""

    all: Accuracy
    asked: Accuracy | None
    """The forecast's, of those alone."""
    oracle: Accuracy | None

    def document(self) -> dict[str, Any]:
        beside = {"oracle_asked": self.asked, "oracle": self.oracle}
        told = {name: found.document() for name, found in beside.items() if found is not None}
        return self.all.document() | told


@dataclass(slots=True)
class Tried:
    """What became of the promises of judged days."""

    verdicts: list[Verdict] = field(default_factory=list)
    known: list[tuple[Verdict, Verdict]] = field(default_factory=list)
    """The forecast's and the oracle's of the same ticket."""
    use: list[Use] = field(default_factory=list)
    """Of each counter, with each seed."""

    @property
    def busy(self) -> float:
        """The share of their open time that counters have somebody."""
        return sum(use.busy for use in self.use) / (sum(use.open for use in self.use) or 1)

    @property
    def busiest(self) -> float:
        """The same of the counter for which it is largest."""
        return max((use.busy / use.open for use in self.use), default=0.0)


def tried(wish: Wish, seed: int) -> Tried:
    """What became of the promises of one seed's judged days."""
    days = wish.learning + wish.days
    scenario = replace(crowded(wish.scenario, wish.crowd), seed=seed, days=days)
    promiser = Promiser(wish.learning)
    oracle = Oracle(wish.oracle, wish.learning, wish.plays) if wish.oracle else None
    result = play(scenario, watch=[promiser, *([oracle] if oracle else [])])
    verdicts = promiser.judge.verdicts
    foreseen = oracle.foreseen if oracle else {}
    return Tried(
        verdicts=verdicts,
        known=[
            (one, replace(one, promise=foreseen[one.ticket]))
            for one in verdicts
            if one.ticket in foreseen
        ],
        use=[use for use in result.use.values() if use.open],
    )


def tried_all(wish: Wish) -> Tried:
    """The same of all seeds together."""
    whole = Tried()
    for seed in wish.seeds:
        one = tried(wish, seed)
        whole.verdicts += one.verdicts
        whole.known += one.known
        whole.use += one.use
    return whole


def rows_of(found: Tried) -> dict[str, Row]:
    """The figures where one counter serves, where two or more do, and of all."""
    names = ("1 counter", "2 or more", ALL)
    rows = {name: _row(name, found) for name in names}
    return {name: row for name, row in rows.items() if row is not None}


def _row(name: str, found: Tried) -> Row | None:
    whole = accuracy([one for one in found.verdicts if _belongs(one, name)])
    if whole is None:
        return None
    known = [pair for pair in found.known if _belongs(pair[0], name)]
    asked, oracle = accuracy([one for one, _ in known]), accuracy([one for _, one in known])
    return Row(all=whole, asked=asked, oracle=oracle)


def _belongs(one: Verdict, name: str) -> bool:
    return name == ALL or (one.counters <= 1) == (name == "1 counter")
