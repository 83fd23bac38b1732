"""What stands on the tiles, as rows for the lists in QML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from kiosk.catalogue import Catalogue
from kiosk.closures import closure_text
from kiosk.times import language_of, opening_text
from shared.domain.site import (
    Agency,
    Assistance,
    LifeEvent,
    PriorityGroup,
    Service,
    ServiceGroup,
    text,
)
from shared.protocol.moments import moment_of
from shared.protocol.views import ServiceStatus

Status = Callable[[str], ServiceStatus | None]


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service to choose. `reason` is told where it cannot be taken, `opens` if it is known."""

    code: str
    title: str
    agency: str
    symbol: str
    colour: str
    """The agency's own, beside its name."""
    waiting: int
    """-1: nobody knows."""
    available: bool
    reason: str
    opens: str


@dataclass(frozen=True, slots=True)
class ErrandRow(ServiceRow):
    """One of a life event's errands; `taken` is the number that this visit has for it."""

    taken: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A life event; `agencies` are those whose services it needs."""

    code: str
    title: str
    symbol: str
    agencies: str
    count: int


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency; where nothing of it can be taken, `reason` and `opens` say why and until when."""

    code: str
    title: str
    name: str
    symbol: str
    colour: str
    available: bool
    reason: str
    opens: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Services of an agency that belong together; `symbol` is the first one's."""

    code: str
    title: str
    symbol: str
    count: int


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A priority group or a kind of assistance."""

    code: str
    title: str
    chosen: bool


def _few(names: list[str]) -> str:
    """One line of a tile: the first two, and how many more."""
    more = len(names) - 2
    return " · ".join(names[:2]) + (f" +{more}" if more > 0 else "")


@dataclass(frozen=True)
class Reader:
    """Reads the catalogue aloud, so to speak: in one language, at one moment."""

    catalogue: Catalogue
    status: Status
    language: str
    now: int
    alone: bool = False
    """The hub is away: nobody knows how many wait."""
    open_counters: Callable[[str], int] = lambda _: -1
    """How many counters of a zone are open; -1: not known."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.catalogue.site.timezone)

    def services(self, services: Iterable[Service], *, plain: bool = False) -> list[ServiceRow]:
        """Rows of services; `plain`: in people's own words where there are some."""
        return [self._service(service, plain) for service in services]

    def errands(self, services: Iterable[Service], taken: Mapping[str, str]) -> list[ErrandRow]:
        """Rows of a life event; `taken`: the visit's numbers by service."""
        rows = ((self._service(one, plain=True), taken.get(one.code, "")) for one in services)
        return [ErrandRow(**asdict(row), taken=number) for row, number in rows]

    def events(self, events: Iterable[LifeEvent]) -> list[EventRow]:
        return [self._event(event) for event in events]

    def _event(self, event: LifeEvent) -> EventRow:
        errands = self.catalogue.errands(event.code)
        shorts = dict.fromkeys(self.catalogue.agency(one.agency).short for one in errands)
        title = text(event.name, self.language)
        return EventRow(event.code, title, event.icon, _few(list(shorts)), len(errands))

    def agencies(self, agencies: Iterable[Agency]) -> list[AgencyRow]:
        return [self._agency(agency) for agency in agencies]

    def groups(self, agency: str, groups: Iterable[tuple[ServiceGroup, int]]) -> list[GroupRow]:
        return [
            GroupRow(
                group.code,
                text(group.name, self.language),
                self.catalogue.services_of(agency, group.code)[0].icon,
                count,
            )
            for group, count in groups
        ]

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
        """Why it cannot be taken; empty while it can."""
        return "" if status and status.open else closure_text(status, self.language)

    def _service(self, service: Service, plain: bool) -> ServiceRow:
        status = self.status(service.code)
        texts = service.plain if plain and service.plain else service.name
        agency = self.catalogue.agency(service.agency)
        return ServiceRow(
            code=service.code,
            title=text(texts, self.language),
            agency=agency.short,
            symbol=service.icon,
            colour=agency.colour,
            waiting=-1 if self.alone else status.waiting if status else 0,
            available=status is not None and status.open,
            reason=self.reason(status),
            opens=self.opens(status),
        )

    def _agency(self, agency: Agency) -> AgencyRow:
        statuses = [self.status(s.code) for s in self.catalogue.services_of(agency.code)]
        shut = [status for status in statuses if status is None or not status.open]
        available = len(shut) < len(statuses)
        reasons = {self.reason(status) for status in shut}
        known = [status for status in shut if status is not None and status.opens_at]
        first = min(known, key=lambda status: moment_of(status.opens_at), default=None)
        return AgencyRow(
            code=agency.code,
            title=agency.short,
            name=text(agency.tile or agency.name, self.language),
            symbol=agency.icon,
            colour=agency.colour,
            available=available,
            # Many reasons at once are each service's own: its page tells them.
            reason="" if available else reasons.pop() if len(reasons) == 1 else self.reason(None),
            opens="" if available else self.opens(first),
        )
