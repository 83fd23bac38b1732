"""A site arranged for look-ups: by code instead of in lists. Made anew with each version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from shared.domain.ids import (
    AgencyCode,
    AssistCode,
    CounterId,
    GroupCode,
    SeriesCode,
    ServiceCode,
    ZoneCode,
)
from shared.domain.site import (
    Agency,
    Assistance,
    Counter,
    PriorityGroup,
    Reason,
    Series,
    Service,
    Site,
    Zone,
)


@dataclass(frozen=True, slots=True)
class Plan:
    site: Site
    services: dict[ServiceCode, Service]
    agencies: dict[AgencyCode, Agency]
    zones: dict[ZoneCode, Zone]
    series: dict[SeriesCode, Series]
    counters: dict[CounterId, Counter]
    priority: dict[GroupCode, PriorityGroup]
    assistance: dict[AssistCode, Assistance]
    served_at: dict[ServiceCode, tuple[CounterId, ...]]
    """Counters that serve a service, by their number."""
    rivals: dict[ServiceCode, tuple[ServiceCode, ...]]
    """Services that share a counter with a service, itself included: one line for its visitors."""

    @classmethod
    def of(cls, site: Site) -> Self:
        served_at = _served_at(site)
        counters = {counter.id: counter for counter in site.counters}
        return cls(
            site=site,
            services={service.code: service for service in site.services},
            agencies={agency.code: agency for agency in site.agencies},
            zones={zone.code: zone for zone in site.zones},
            series={series.code: series for series in site.series},
            counters=counters,
            priority={group.code: group for group in site.priority},
            assistance={kind.code: kind for kind in site.assistance},
            served_at=served_at,
            rivals={code: _rivals(code, served, counters) for code, served in served_at.items()},
        )

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """A plan never changes, so a copy of the state may share it."""
        return self

    def reason(self, kind: str, code: str) -> Reason | None:
        """The entry of one of the site's lists of reasons (`kind` is a field of `Reasons`)."""
        listed: tuple[Reason, ...] = getattr(self.site.reasons, kind)
        return next((reason for reason in listed if reason.code == code), None)


def _served_at(site: Site) -> dict[ServiceCode, tuple[CounterId, ...]]:
    found: dict[ServiceCode, list[CounterId]] = {service.code: [] for service in site.services}
    for counter in sorted(site.counters, key=lambda counter: counter.number):
        for code in counter.services:
            found[code].append(counter.id)
    return {code: tuple(counters) for code, counters in found.items()}


def _rivals(
    code: ServiceCode, served: tuple[CounterId, ...], counters: dict[CounterId, Counter]
) -> tuple[ServiceCode, ...]:
    rivals = {code: None}
    for counter in served:
        rivals.update(dict.fromkeys(counters[counter].services))
    return tuple(rivals)
