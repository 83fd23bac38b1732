"""The site as this kiosk offers it: popular services, agencies, groups, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from shared.domain.roster import counters_serving
from shared.domain.site import Agency, Floor, Kiosk, LifeEvent, Service, ServiceGroup, Site, Zone
from shared.language.fixed_words import FIXED

POPULAR = 12
"""Tiles on the first screen."""
GROUPS_ABOVE = 10
"""An agency with more services than this has groups first."""
OTHER_GROUP = "-"
"""The services of a grouped agency that belong to none."""


@dataclass(frozen=True)
class Catalogue:
    """A site seen from one kiosk. Services that only the desk issues are not on it."""

    site: Site
    device: str
    order: tuple[str, ...] = ()
    """Services by how much they are asked for in the hall; empty: the site alone says it."""
    drawn: Mapping[str, str] = field(default_factory=dict)
    """Addresses of the plans from the hub's files, by name; others may come."""

    @cached_property
    def kiosk(self) -> Kiosk | None:
        """This kiosk's entry in the site, if it has one."""
        return next((k for k in self.site.kiosks if k.id == self.device), None)

    @cached_property
    def agencies(self) -> list[Agency]:
        """The agencies on offer, in the site's order: a place that never changes."""
        wanted = set(self.kiosk.agencies) if self.kiosk else set()
        offered = [a for a in self.site.agencies if not wanted or a.code in wanted]
        return [agency for agency in offered if self._by_agency.get(agency.code)]

    @cached_property
    def services(self) -> dict[str, Service]:
        """Everything that can be chosen here, by its code."""
        return {s.code: s for a in self.agencies for s in self._by_agency[a.code]}

    @cached_property
    def popular(self) -> list[Service]:
        """The tiles of the first screen: by demand, and by the site where that leaves room. A kiosk
        for some agencies alone fills up with whatever else they have."""
        ranked = [s for s in self.services.values() if s.popular is not None]
        chosen = [s.code for s in sorted(ranked, key=lambda s: (s.popular or 0, s.code))]
        wanted = [code for code in self.order if code in self.services]
        limited = self.sole is not None or (self.kiosk is not None and self.kiosk.agencies)
        others = list(self.services) if limited else []
        codes = dict.fromkeys([*wanted, *chosen, *others])
        return [self.services[code] for code in codes][:POPULAR]

    @cached_property
    def sole(self) -> Agency | None:
        """The only agency of this kiosk: nobody is asked which one."""
        return self.agencies[0] if len(self.agencies) == 1 else None

    @property
    def all_first(self) -> bool:
        """Whether all that can be had stands on the first screen already."""
        return len(self.popular) == len(self.services)

    @cached_property
    def events(self) -> list[LifeEvent]:
        """The life events of which something can be had here."""
        return [event for event in self.site.life_events if self.errands(event.code)]

    def errands(self, event: str) -> list[Service]:
        """The services of a life event that this kiosk offers, in the site's order."""
        codes = next((e.services for e in self.site.life_events if e.code == event), ())
        return [self.services[code] for code in codes if code in self.services]

    def event(self, code: str) -> LifeEvent:
        """KeyError for one that the site does not have."""
        return {event.code: event for event in self.site.life_events}[code]

    def floor(self, number: int) -> Floor | None:
        """The floor's plan, if the site has one."""
        return next((one for one in self.site.floors if one.number == number), None)

    def agency(self, code: str) -> Agency:
        """KeyError for one that the site does not have."""
        return self._agencies[code]

    def zone(self, code: str) -> Zone:
        """KeyError for one that the site does not have."""
        return self._zones[code]

    def is_grouped(self, agency: str) -> bool:
        """Whether groups come before the services."""
        many = len(self._by_agency[agency]) > GROUPS_ABOVE
        return many and bool(self.agency(agency).groups)

    def groups(self, agency: str) -> list[tuple[ServiceGroup, int]]:
        """The groups of an agency that hold services, with how many."""
        known = [*self.agency(agency).groups, ServiceGroup(code=OTHER_GROUP, name=_OTHER)]
        counted = [(group, len(self.services_of(agency, group.code))) for group in known]
        return [(group, count) for group, count in counted if count]

    def services_of(self, agency: str, group: str = "") -> list[Service]:
        """The services of an agency, or of one of its groups."""
        mine = self._by_agency[agency]
        if not group:
            return mine
        named = {known.code for known in self.agency(agency).groups}
        if group == OTHER_GROUP:
            return [s for s in mine if s.group not in named]
        return [s for s in mine if s.group == group]

    def counters(self, service: str) -> list[int]:
        """The numbers of the counters that serve it."""
        return sorted(counter.number for counter in counters_serving(self.site, service))

    @cached_property
    def _by_agency(self) -> dict[str, list[Service]]:
        found: dict[str, list[Service]] = defaultdict(list)
        for service in self.site.services:
            if not service.desk_only:
                found[service.agency].append(service)
        return found

    @cached_property
    def _agencies(self) -> dict[str, Agency]:
        return {str(agency.code): agency for agency in self.site.agencies}

    @cached_property
    def _zones(self) -> dict[str, Zone]:
        return {str(zone.code): zone for zone in self.site.zones}


_OTHER = {"id": "Lainnya", "en": FIXED["Lainnya"]}


def pages(count: int, size: int) -> int:
    """How many pages `count` things take; never none."""
    return max(1, -(-count // size))


def runs_text(numbers: list[int]) -> str:
    """Counter numbers as people read them: ``1–8, 12``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number, number])
    return ", ".join(_run(low, high) for low, high in parts)


def _run(low: int, high: int) -> str:
    if low == high:
        return str(low)
    return f"{low}, {high}" if high == low + 1 else f"{low}–{high}"
