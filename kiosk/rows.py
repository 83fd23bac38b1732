"""What stands on the tiles, as rows for the lists in QML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.catalogue import Catalogue
from kiosk.times import language_of, opening_text
from shared.domain.site import Agency, Assistance, PriorityGroup, Service, ServiceGroup, text
from shared.protocol.moments import moment_of
from shared.protocol.views import ServiceStatus

Status = Callable[[str], ServiceStatus | None]


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service to choose. `reason` and `opens` are told where it cannot be taken."""

    code: str
    title: str
    agency: str
    symbol: str
    waiting: int
    available: bool
    reason: str
    opens: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    code: str
    title: str
    name: str
    symbol: str
    available: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    code: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A priority group or a kind of assistance."""

    code: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Reader:
    """Reads the catalogue aloud, so to speak: in one language, at one moment."""

    catalogue: Catalogue
    status: Status
    language: str
    now: int

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.catalogue.site.timezone)

    def services(self, services: Iterable[Service], *, plain: bool = False) -> list[ServiceRow]:
        """Rows of services; `plain`: in people's own words where there are some."""
        return [self._service(service, plain) for service in services]

    def agencies(self, agencies: Iterable[Agency]) -> list[AgencyRow]:
        return [
            AgencyRow(
                agency.code,
                agency.short,
                text(agency.tile or agency.name, self.language),
                agency.icon,
                self._has_open(agency),
            )
            for agency in agencies
        ]

    def groups(self, groups: Iterable[tuple[ServiceGroup, int]]) -> list[GroupRow]:
        return [GroupRow(g.code, text(g.name, self.language), count) for g, count in groups]

    def choices(
        self, kinds: Iterable[PriorityGroup | Assistance], chosen: Set[str]
    ) -> list[ChoiceRow]:
        return [ChoiceRow(k.code, text(k.name, self.language), k.code in chosen) for k in kinds]

    def opens(self, status: ServiceStatus | None) -> str:
        """When numbers are given out again; empty when that is not known."""
        if status is None or not status.opens_at:
            return ""
        return opening_text(
            moment_of(status.opens_at), self.now, self.zone, language_of(self.language)
        )

    def reason(self, status: ServiceStatus | None) -> str:
        return text(status.reason_text, self.language) if status else ""

    def _service(self, service: Service, plain: bool) -> ServiceRow:
        status = self.status(service.code)
        texts = service.plain if plain and service.plain else service.name
        return ServiceRow(
            code=service.code,
            title=text(texts, self.language),
            agency=self.catalogue.agency(service.agency).short,
            symbol=service.icon,
            waiting=status.waiting if status else 0,
            available=status is not None and status.open,
            reason=self.reason(status),
            opens=self.opens(status),
        )

    def _has_open(self, agency: Agency) -> bool:
        statuses = (self.status(s.code) for s in self.catalogue.services_of(agency.code))
        return any(status is not None and status.open for status in statuses)
