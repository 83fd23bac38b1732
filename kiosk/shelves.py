"""The lists that stand on the screens, filled for where the visitor is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.cards import ServiceCard, TicketCard
from kiosk.catalogue import Catalogue, pages
from kiosk.facts import service_facts, ticket_facts
from kiosk.flow import Flow
from kiosk.hall import Hall
from kiosk.rows import AgencyRow, ChoiceRow, ErrandRow, EventRow, GroupRow, Reader, ServiceRow
from kiosk.screens import Screen
from shared.domain.site import text
from shared.qml import Rows

if TYPE_CHECKING:
    from kiosk.search import Search

QML_IMPORT_NAME = "Giliran.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

AGENCIES_A_PAGE = 24
EVENTS_A_PAGE = 12
GROUPS_A_PAGE = 8
PORTRAIT_SERVICES = 9
LANDSCAPE_SERVICES = 10
LISTED_AT_MOST = 64
_SHUT_ALL_DAY = frozenset(
    {"holiday", "closed-today", "closed-date", "not-yet-open", "last-tickets-given", "restoring"}
)
"""Reasons that are the hall's, not one service's."""

_TELLS_SHUT = frozenset(
    {Screen.START, Screen.EVENT, Screen.AGENCIES, Screen.GROUPS, Screen.SERVICES}
)
"""Screens that say so once, above their tiles."""

_Row = TypeVar("_Row", AgencyRow, ErrandRow, EventRow, GroupRow, ServiceRow)


@QmlElement
class Shelves(QObject):
    """One list for each kind of tile. `portrait` decides how many services fit on a page."""

    changed = Signal()
    portraitChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._popular = Rows(ServiceRow, self)
        self._events = Rows(EventRow, self)
        self._errands = Rows(ErrandRow, self)
        self._agencies = Rows(AgencyRow, self)
        self._groups = Rows(GroupRow, self)
        self._services = Rows(ServiceRow, self)
        self._results = Rows(ServiceRow, self)
        self._priorities = Rows(ChoiceRow, self)
        self._assistance = Rows(ChoiceRow, self)
        self._portrait = False
        self._by_event = self._whole = False
        self._sole = ""
        self._pages = 1
        self._near = False
        self._helped = ""
        self._heading = ("", "")
        self._shut = ("", "")
        self._reader: Reader | None = None
        self._flow: Flow | None = None
        self._search: tuple[Catalogue, Search] | None = None

    def reader(self, catalogue: Catalogue, hall: Hall, flow: Flow, language: str = "") -> Reader:
        """The catalogue now, in the visitor's language or in another one."""
        said = language or flow.visitor.language
        return Reader(catalogue, hall.status, said, hall.now(), hall.alone, hall.open_counters)

    def fill(self, catalogue: Catalogue, hall: Hall, flow: Flow) -> None:
        """Fills the lists that the present screen shows."""
        self._reader, self._flow = self.reader(catalogue, hall, flow), flow
        if flow.screen in _TELLS_SHUT:
            self._shut = _shut(self._reader)
        fill = {
            Screen.START: self._fill_start,
            Screen.EVENTS: self._fill_events,
            Screen.EVENT: self._fill_event,
            Screen.AGENCIES: self._fill_agencies,
            Screen.GROUPS: self._fill_groups,
            Screen.SERVICES: self._fill_services,
            Screen.SEARCH: self._fill_search,
            Screen.CONFIRM: self._fill_choices,
        }.get(flow.screen)
        if fill is not None:
            fill(self._reader, flow)
        self.changed.emit()

    def cards(self, service: ServiceCard, ticket: TicketCard, found: TicketCard) -> None:
        """Fills the cards of the service and the tickets in hand."""
        assert self._reader is not None
        assert self._flow is not None
        reader, visitor = self._reader, self._flow.visitor
        chosen = reader.catalogue.services.get(visitor.service)
        if chosen is not None:
            service.show(service_facts(reader, chosen, visitor.priority))
        for card, view in ((ticket, visitor.tickets[-1:]), (found, [visitor.found])):
            if view and view[0] is not None and view[0].service in reader.catalogue.services:
                known = visitor.forecasts.get(view[0].id)
                card.show(ticket_facts(reader, view[0], known))

    # One method for each screen --------------------------------------------------------------

    def _fill_start(self, reader: Reader, flow: Flow) -> None:
        self._popular.show(reader.services(reader.catalogue.popular, plain=True))

        self._by_event = bool(reader.catalogue.events)
        self._whole = reader.catalogue.all_first
        sole = reader.catalogue.sole
        self._sole = text(sole.name, reader.language) if sole is not None else ""

    def _fill_events(self, reader: Reader, flow: Flow) -> None:
        rows = reader.events(reader.catalogue.events)
        self._events.show(self._page(rows, EVENTS_A_PAGE, flow))

    def _fill_event(self, reader: Reader, flow: Flow) -> None:
        catalogue, visitor = reader.catalogue, flow.visitor
        taken = {ticket.service: ticket.number for ticket in visitor.tickets}
        self._heading = (text(catalogue.event(visitor.event).name, reader.language), "")
        rows = reader.errands(catalogue.errands(visitor.event), taken)
        self._errands.show(self._page(rows, PORTRAIT_SERVICES, flow))

    def _fill_agencies(self, reader: Reader, flow: Flow) -> None:
        rows = reader.agencies(reader.catalogue.agencies)
        self._agencies.show(self._page(rows, AGENCIES_A_PAGE, flow))

    def _fill_groups(self, reader: Reader, flow: Flow) -> None:
        agency = reader.catalogue.agency(flow.visitor.agency)
        rows = reader.groups(agency.code, reader.catalogue.groups(agency.code))
        self._heading = (agency.short, text(agency.name, reader.language))
        self._groups.show(self._page(rows, GROUPS_A_PAGE, flow))

    def _fill_services(self, reader: Reader, flow: Flow) -> None:
        visitor = flow.visitor
        agency = reader.catalogue.agency(visitor.agency)
        named = {group.code: text(group.name, reader.language) for group in agency.groups}
        under = named.get(visitor.group) or text(agency.name, reader.language)
        self._heading = (agency.short, under)
        rows = reader.services(reader.catalogue.services_of(agency.code, visitor.group))
        size = PORTRAIT_SERVICES if self._portrait else LANDSCAPE_SERVICES
        self._services.show(self._page(rows, size, flow))

    def _fill_search(self, reader: Reader, flow: Flow) -> None:
        findings = self._searched(reader.catalogue).find(flow.visitor.query)
        self._near = flow.visitor.fruitless = findings.near
        self._results.show(reader.services(findings.services, plain=True))

    def _searched(self, catalogue: Catalogue) -> Search:
        """The search over what this kiosk offers now; made when its screen is first opened."""
        if self._search is None or self._search[0] is not catalogue:
            from kiosk.search import Search  # its numpy would be a fifth of the kiosk's start

            self._search = (catalogue, Search(catalogue))
        return self._search[1]

    def _fill_choices(self, reader: Reader, flow: Flow) -> None:
        site, visitor = reader.catalogue.site, flow.visitor
        chosen = {visitor.priority} if visitor.priority else set()
        self._priorities.show(reader.choices(site.priority, chosen))
        helps = reader.choices(site.assistance, visitor.assist)
        self._assistance.show(helps)
        self._helped = _listed([one.title for one in helps if one.chosen])

    def _page(self, rows: list[_Row], size: int, flow: Flow) -> list[_Row]:
        if flow.plain:
            size = max(1, len(rows))  # the plain screens turn their own pages
        self._pages = pages(len(rows), size)
        page = min(flow.visitor.page, self._pages - 1)
        return rows[page * size : (page + 1) * size]

    # For QML ---------------------------------------------------------------------------------

    def _get_portrait(self) -> bool:
        return self._portrait

    def _set_portrait(self, portrait: bool) -> None:
        if portrait != self._portrait:
            self._portrait = portrait
            self.portraitChanged.emit()

    portrait = Property(bool, _get_portrait, _set_portrait, notify=portraitChanged)

    @Property(int, notify=changed)
    def pages(self) -> int:
        return self._pages

    @Property(bool, notify=changed)
    def near(self) -> bool:
        """The search found nothing: these are only the nearest."""
        return self._near

    @Property(str, notify=changed)
    def heading(self) -> str:
        return self._heading[0]

    @Property(str, notify=changed)
    def subheading(self) -> str:
        return self._heading[1]

    @Property(str, notify=changed)
    def helped(self) -> str:
        """The kinds of assistance that are chosen."""
        return self._helped

    @Property(str, notify=changed)
    def shutReason(self) -> str:
        """Why the whole hall gives no numbers; empty while it does."""
        return self._shut[0]

    @Property(str, notify=changed)
    def shutOpens(self) -> str:
        return self._shut[1]

    @Property(QObject, constant=True)
    def popular(self) -> QObject:
        return self._popular

    @Property(bool, notify=changed)
    def byEvent(self) -> bool:
        """Whether the site has life events to choose from."""
        return self._by_event

    @Property(bool, notify=changed)
    def whole(self) -> bool:
        """All that can be had here stands on the first screen: there is no way to more."""
        return self._whole

    @Property(str, notify=changed)
    def sole(self) -> str:
        """The only agency of this kiosk; empty: there are several."""
        return self._sole

    @Property(QObject, constant=True)
    def events(self) -> QObject:
        return self._events

    @Property(QObject, constant=True)
    def errands(self) -> QObject:
        return self._errands

    @Property(QObject, constant=True)
    def agencies(self) -> QObject:
        return self._agencies

    @Property(QObject, constant=True)
    def groups(self) -> QObject:
        return self._groups

    @Property(QObject, constant=True)
    def services(self) -> QObject:
        return self._services

    @Property(QObject, constant=True)
    def results(self) -> QObject:
        return self._results

    @Property(QObject, constant=True)
    def priorities(self) -> QObject:
        return self._priorities

    @Property(QObject, constant=True)
    def assistance(self) -> QObject:
        return self._assistance


def _listed(titles: list[str]) -> str:
    """The titles in two lines of a button; where they are longer, the first and how many more."""
    said = ", ".join(titles)
    return said if len(said) <= LISTED_AT_MOST else f"{titles[0]} +{len(titles) - 1}"


def _shut(reader: Reader) -> tuple[str, str]:
    """Reason and next opening when every service is closed for the hall's own reason."""
    codes = reader.catalogue.services
    statuses = [reader.status(code) for code in codes]
    if not statuses or any(s is None or s.reason not in _SHUT_ALL_DAY for s in statuses):
        return "", ""
    return reader.reason(statuses[0]), reader.opens(statuses[0])
