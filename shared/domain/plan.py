"""A site arranged for look-ups: by code instead of in lists. Made anew with each version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from shared.domain.ids import (
    AgencyCode,
    AssistCode,
    CounterId,
    GroupCode,
    ProfileCode,
    SeriesCode,
    ServiceCode,
    ZoneCode,
)
from shared.domain.site import (
    Agency,
    Assistance,
    Counter,
    PriorityGroup,
    Profile,
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
    profiles: dict[ProfileCode, Profile]

    @classmethod
    def of(cls, site: Site) -> Self:
        return cls(
            site=site,
            services={service.code: service for service in site.services},
            agencies={agency.code: agency for agency in site.agencies},
            zones={zone.code: zone for zone in site.zones},
            series={series.code: series for series in site.series},
            counters={counter.id: counter for counter in site.counters},
            priority={group.code: group for group in site.priority},
            assistance={kind.code: kind for kind in site.assistance},
            profiles={profile.code: profile for profile in site.profiles},
        )

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """A plan never changes, so a copy of the state may share it."""
        return self

    def reason(self, kind: str, code: str) -> Reason | None:
        """The entry of one of the site's lists of reasons (`kind` is a field of `Reasons`)."""
        listed: tuple[Reason, ...] = getattr(self.site.reasons, kind)
        return next((reason for reason in listed if reason.code == code), None)
