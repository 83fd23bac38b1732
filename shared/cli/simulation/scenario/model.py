"""A scenario, ready to be played: everything in it is settled, and chance comes from its seed.

Times of day are minutes since the local midnight.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from shared.cli.simulation.people import UNEVEN, Shares
from shared.domain.hours import day_plan
from shared.domain.ids import CounterId, ServiceCode
from shared.domain.site import WEEKDAYS, Site

HORIZON_DAYS = 400
"""So many days without one that is open, and a scenario has none."""


@dataclass(frozen=True, slots=True)
class Course:
    """A figure over the day: (minute, value from then on), in the order of time; 0 before."""

    steps: tuple[tuple[int, float], ...]

    def at(self, minute: int) -> float:
        place = bisect_right([step[0] for step in self.steps], minute)
        return self.steps[place - 1][1] if place else 0.0

    def within(self, begin: int, end: int) -> Iterator[tuple[int, int, float]]:
        """Its stretches (from, to, value) between two minutes."""
        edges = [begin, *(minute for minute, _ in self.steps if begin < minute < end), end]
        for start, stop in pairwise(edges):
            yield start, stop, self.at(start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Visitors of one kind: those of an agency, or of one service."""

    name: str
    services: tuple[ServiceCode, ...]
    weights: tuple[float, ...]
    """How often each of the services is what they come for."""
    per_hour: Course


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTime:
    """The time at the desk: lognormal, by its mean and the spread of its logarithm."""

    minutes: float
    spread: float = UNEVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A counter's stretch at work; an end that is missing is the hall's: then nobody goes who
    still has a line. A begin that is missing is the hall's opening."""

    begins: int | None = None
    ends: int | None = None


Roster = Mapping[CounterId, tuple[Spell, ...]]
"""Which counters are at work when, the same on each day; one that is missing stays closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How people go about it, where that is not a matter of shares."""

    walk_seconds_from: float = 10.0
    """From the call to the desk."""
    walk_seconds_to: float = 45.0
    between_seconds: float = 10.0
    """From the end of one visitor to the call of the next, where that is not one press."""
    notice_seconds: float = 3.0
    """Until an officer with nobody to call notices that somebody has come."""
    absent_seconds: float = 50.0
    """After each call, before one who does not come is called again or given up."""
    away_minutes_from: float = 4.0
    """Until somebody is back who was absent, or was asked to come again."""
    away_minutes_to: float = 20.0
    pause_minutes: float = 6.0
    """An officer's short pause now and then."""
    patience_minutes: float = 45.0
    """Of those who give up: the mean."""
    overtime_minutes: float = 60.0
    """After closing, for those who still have a number."""
    keep_breaks: bool = True
    """All officers rest in the site's midday break; else the counters' hours say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    site: Site
    sources: tuple[Source, ...]
    times: Mapping[ServiceCode, ServiceTime]
    """Of every service of the site."""
    roster: Roster
    shares: Shares = field(default_factory=Shares)
    habits: Habits = field(default_factory=Habits)
    seed: int = 1
    first: dt.date
    days: int = 1
    """Days on which the hall is open; closed ones are passed over."""
    weekdays: tuple[str, ...] = WEEKDAYS
    """Only these are played."""
    tickets: int | None = None
    """So many, and it ends with the day in which they were reached, however many days it takes."""

    @property
    def dates(self) -> Iterator[dt.date]:
        """The days that are played: `days` of them, or without end where `tickets` says when."""
        return islice(self._open_dates(), None if self.tickets else self.days)

    def _open_dates(self) -> Iterator[dt.date]:
        date, closed = self.first, 0
        while closed < HORIZON_DAYS:
            wanted = WEEKDAYS[date.weekday()] in self.weekdays
            if wanted and day_plan(self.site, date).opens is not None:
                closed = 0
                yield date
            closed += 1
            date += dt.timedelta(days=1)


def crowded(scenario: Scenario, times: float) -> Scenario:
    """The same day with so many times the visitors."""
    sources = tuple(
        replace(one, per_hour=Course(tuple((m, v * times) for m, v in one.per_hour.steps)))
        for one in scenario.sources
    )
    return replace(scenario, sources=sources)
