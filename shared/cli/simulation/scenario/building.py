"""From what stands in a file to what can be played: names are looked up, gaps are filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from shared.cli.simulation.people import POPULAR_WEIGHT, UNEVEN
from shared.cli.simulation.scenario.model import Course, Roster, ServiceTime, Source, Spell
from shared.cli.simulation.scenario.roster import rostered, spells
from shared.domain.hours import clock_minutes
from shared.domain.ids import CounterId, ServiceCode
from shared.domain.roster import own_services
from shared.domain.site import Counter, Service, Site

Fault = tuple[str, str]
"""The key and what is wrong there."""

EVERYONE = "default"
"""In the place of an agency: for all that are not named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The tables of a file as they stand there."""

    site: Site
    arrivals: Mapping[str, Mapping[str, float]]
    weights: Mapping[str, float]
    open: Mapping[str, Mapping[str, int]]
    times: Mapping[str, tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    sources: tuple[Source, ...]
    times: Mapping[ServiceCode, ServiceTime]
    roster: Roster


def built(given: Given, found: list[Fault]) -> Made:
    """All three tables settled; what does not fit is added to `found`."""
    return _Builder(given, found).built()


class _Builder:
    def __init__(self, given: Given, found: list[Fault]) -> None:
        self._given = given
        self._site = given.site
        self._found = found
        self._agencies = {agency.code: agency for agency in given.site.agencies}
        self._services = {service.code: service for service in given.site.services}
        self._own = {one.id: own_services(given.site, one) for one in given.site.counters}
        self._weights = {code: self._weight(service) for code, service in self._services.items()}

    def built(self) -> Made:
        self._check_weights()
        return Made(sources=self._sources(), times=self._times(), roster=self._roster())

    # Who comes ---------------------------------------------------------------------------------

    def _sources(self) -> tuple[Source, ...]:
        alone = {code for code in self._given.arrivals if code in self._services}
        return tuple(
            source
            for name, table in self._given.arrivals.items()
            if (source := self._source(name, table, alone)) is not None
        )

    def _source(self, name: str, table: Mapping[str, float], alone: set[str]) -> Source | None:
        where = f"arrivals.{name}"
        codes = self._codes(name, where)
        if name not in self._services:
            codes = [code for code in codes if code not in alone]
        course = self._course(table, where)
        if course is None or not codes:
            return None
        return Source(
            name=name,
            services=tuple(codes),
            weights=tuple(self._weights[code] for code in codes),
            per_hour=course,
        )

    def _codes(self, name: str, where: str) -> list[ServiceCode]:
        """The services that visitors can take of what is named: one, or an agency's."""
        named = [s for s in self._site.services if name in (s.code, s.agency)]
        if not named:
            self._unknown(where, name, "agency or service")
            return []
        served = {code for own in self._own.values() for code in own}
        codes = [s.code for s in named if s.code in served and not s.desk_only]
        if not codes:
            self._found.append((where, f"nobody can take a number for '{name}': leave it out"))
        return codes

    def _weight(self, service: Service) -> float:
        popular = POPULAR_WEIGHT if service.popular is not None else 1.0
        return self._given.weights.get(service.code, popular)

    def _check_weights(self) -> None:
        for code, weight in self._given.weights.items():
            if code not in self._services:
                self._unknown(f"weights.{code}", code, "service")
            if weight <= 0:
                self._found.append((f"weights.{code}", f"{weight:g} is no weight: more than 0"))

    # How long it takes -------------------------------------------------------------------------

    def _times(self) -> dict[ServiceCode, ServiceTime]:
        for name, (minutes, spread) in self._given.times.items():
            where = f"times.{name}"
            if name not in {EVERYONE, *self._agencies, *self._services}:
                self._unknown(where, name, f"agency, service or '{EVERYONE}'")
            if minutes is not None and minutes <= 0:
                self._found.append((f"{where}.minutes", f"{minutes:g}: write more than 0"))
            if spread is not None and not 0 <= spread <= 2:
                self._found.append((f"{where}.spread", f"{spread:g}: write 0 (all alike) to 2"))
        return {service.code: self._time(service) for service in self._site.services}

    def _time(self, service: Service) -> ServiceTime:
        minutes, spread = service.minutes, UNEVEN
        for name in (EVERYONE, service.agency, service.code):
            own_minutes, own_spread = self._given.times.get(name, (None, None))
            minutes = minutes if own_minutes is None else own_minutes
            spread = spread if own_spread is None else own_spread
        return ServiceTime(minutes=minutes, spread=spread)

    # Who works ---------------------------------------------------------------------------------

    def _roster(self) -> dict[CounterId, tuple[Spell, ...]]:
        numbers = {str(counter.number): counter for counter in self._site.counters}
        roster: dict[CounterId, tuple[Spell, ...]] = {}
        for agency in self._agencies:
            course = self._course(self._given.open.get(agency), f"open.{agency}")
            there = {one.id: self._own[one.id] for one in self._counters_of(agency)}
            roster |= rostered(there, course, self._weights)
        for name, table in self._given.open.items():
            if name in numbers:
                course = self._course(table, f"open.{name}")
                roster[numbers[name].id] = spells(course, 0) if course else ()
            elif name not in self._agencies:
                self._unknown(f"open.{name}", name, "agency or counter")
            else:
                self._check_enough(name, table)
        return roster

    def _counters_of(self, agency: str) -> list[Counter]:
        return [
            counter
            for counter in sorted(self._site.counters, key=lambda counter: counter.number)
            if (own := self._own[counter.id]) and self._services[own[0]].agency == agency
        ]

    def _check_enough(self, agency: str, table: Mapping[str, int]) -> None:
        there = len(self._counters_of(agency))
        most = max(table.values(), default=0)
        if most > there:
            what = f"{most} counters, but the site has {there}: write {there} at most"
            self._found.append((f"open.{agency}", what))

    # Keys --------------------------------------------------------------------------------------

    def _course(self, table: Mapping[str, float] | None, where: str) -> Course | None:
        """The steps of a table; None for a missing one."""
        if table is None:
            return None
        steps = []
        for clock, value in table.items():
            try:
                minute = clock_minutes(clock)
            except ValueError as error:
                self._found.append((f"{where}.{clock}", str(error)))
                continue
            if value < 0:
                self._found.append((f"{where}.{clock}", f"{value:g}: write 0 or more"))
            steps.append((minute, float(value)))
        return Course(tuple(sorted(steps)))

    def _unknown(self, where: str, name: str, kind: str) -> None:
        known = [*self._agencies, *self._services, EVERYONE]
        near = get_close_matches(name.upper(), known, n=1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        self._found.append((where, f"the site has no {kind} '{name}'{hint}"))
