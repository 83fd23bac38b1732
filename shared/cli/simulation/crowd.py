"""Who comes on a day, and what happens at the desk with each: drawn from the seed and from who it
is, and from nothing else. So two plays of a day have the same visitors, whatever else differs."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from shared.cli.simulation.people import Pace, Treatment, drawn
from shared.cli.simulation.scenario.model import Scenario, Source
from shared.cli.simulation.visitors import Public, Visitor
from shared.domain.hall import Ticket
from shared.domain.hours import DayPlan, day_begins, day_plan
from shared.domain.ids import MINUTE, Moment, ServiceCode

LONGEST_SERVICE = 8.0
"""Times the mean."""


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody who comes in."""

    name: str
    """Date, source and number: the same in every play of the day."""
    at: float
    """Moment"""
    visitor: Visitor


class Crowd:
    """The people of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._seed = scenario.seed
        self._once_back = replace(scenario.shares, absent=0.0, held=0.0, transferred=0.0)
        self._source_of = {code: source for source in scenario.sources for code in source.services}
        self._paces = {service.code: self._pace(service.code) for service in scenario.site.services}
        self._weights = {one.name: list(accumulate(one.weights)) for one in scenario.sources}
        patience = 60 * scenario.habits.patience_minutes
        self._public = Public(scenario.site, scenario.shares, patience)
        self._chance = random.Random()

    def of_day(self, date: dt.date) -> list[Person]:
        """All who come, in the order of their coming."""
        plan = day_plan(self._scenario.site, date)
        everyone = [
            person for source in self._scenario.sources for person in self._from(source, plan)
        ]
        return sorted(everyone, key=lambda person: (person.at, person.name))

    def treatment(self, ticket: Ticket) -> Treatment:
        """What happens with a ticket that was called just now."""
        chance = self._chance
        chance.seed(f"{self._seed}/{ticket.id}/{ticket.calls}")
        shares = self._scenario.shares if ticket.calls == 1 else self._once_back
        return drawn(chance, shares, self._paces[ticket.service])

    def possible(self, ticket: Ticket) -> Iterator[Treatment]:
        """Ever more of what might as well happen with it."""
        chance = random.Random(f"{self._seed}/{ticket.id}/{ticket.calls}/possible")
        shares = self._scenario.shares if ticket.calls == 1 else self._once_back
        while True:
            yield drawn(chance, shares, self._paces[ticket.service])

    def sent_on(self, ticket: Ticket) -> ServiceCode:
        """Where a ticket is transferred to: another service of its source, else of any."""
        source = self._source_of.get(ticket.service)
        codes = source.services if source and len(source.services) > 1 else tuple(self._paces)
        others = [code for code in codes if code != ticket.service]
        chance = random.Random(f"{self._scenario.seed}/{ticket.id}/sent-on")
        return chance.choice(others or [ticket.service])

    def _from(self, source: Source, plan: DayPlan) -> Iterator[Person]:
        chance = random.Random(f"{self._scenario.seed}/{plan.date}/{source.name}")
        for number, moment in enumerate(_moments(source, plan, self._scenario, chance), start=1):
            yield self._person(f"{plan.date}/{source.name}/{number}", moment, source)

    def _person(self, name: str, at: float, source: Source) -> Person:
        self._chance.seed(f"{self._scenario.seed}/{name}")
        weights = self._weights[source.name]
        visitor = self._public.drawn(self._chance, source.services, weights)
        return Person(name=name, at=at, visitor=visitor)

    def _pace(self, service: ServiceCode) -> Pace:
        habits, time = self._scenario.habits, self._scenario.times[service]
        return Pace(
            service=60 * time.minutes,
            spread=time.spread,
            walk=(habits.walk_seconds_from, habits.walk_seconds_to),
            away=(60 * habits.away_minutes_from, 60 * habits.away_minutes_to),
            rest=60 * habits.pause_minutes,
            longest=60 * time.minutes * LONGEST_SERVICE,
        )


def _moments(
    source: Source, plan: DayPlan, scenario: Scenario, chance: random.Random
) -> Iterator[float]:
    """When they come: as many as ever in a stretch, and independent of one another (Poisson).

    Nobody comes while no numbers are given out: the hours stand at the door.
    """
    assert plan.numbers_from is not None
    assert plan.last_tickets is not None
    midnight = day_begins(scenario.site, plan.date.isoformat())
    begin = (plan.numbers_from - midnight) // MINUTE
    end = (plan.last_tickets - midnight) // MINUTE
    for start, stop, per_hour in source.per_hour.within(begin, end):
        at = float(start)
        while per_hour > 0:
            at += chance.expovariate(per_hour / 60)
            if at >= stop:
                break
            yield Moment(midnight) + at * MINUTE
