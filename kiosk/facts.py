"""What the confirmation and the ticket's own screen say, worked out before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.papers import callers, whereabouts
from kiosk.plans import FloorPlan, floor_plans
from kiosk.printing.ticket_words import counters_line
from kiosk.rows import Reader
from kiosk.times import Forecast, language_of, span_text
from shared.domain.hours import business_date, day_plan
from shared.domain.ids import MINUTE, GroupCode, Moment
from shared.domain.promise import STEP, told
from shared.domain.site import Service, Site, text
from shared.domain.states import TicketState
from shared.language.dates import clock_time
from shared.protocol.moments import moment_of
from shared.protocol.views import ServiceStatus, TicketView

_AWAY = frozenset({TicketState.NO_SHOW, TicketState.POSTPONED})
"""Its visitor was not here when it was called, or was sent home till the next day."""

_CANCELLABLE = frozenset({TicketState.WAITING, TicketState.HELD, *_AWAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """Where to wait, seen from this kiosk."""

    zone: str = ""
    colour: str = "#808080"
    floor: int = 0
    floors_away: int = 0
    """How many floors up (down when negative)."""
    arrow: str = ""
    """The way from this kiosk, one of shared.domain.icons.ARROWS; empty: not known."""
    counters: str = ""
    """``Loket 1–8``, ``Counters 1–8``"""
    counter_word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """All that is said about a service before a number is taken."""

    code: str = ""
    name: str = ""
    plain: str = ""
    """What people call it, where that is something else: as it stands on the popular tiles."""
    agency: str = ""
    agency_name: str = ""
    place: PlaceFacts = PlaceFacts()
    available: bool = False
    ahead: int = 0
    """How many wait, whoever asks. -1: nobody knows."""
    estimate: str = ""
    """``09.40–10.05``, with the visitor's head start; empty while nobody can say."""
    soon: bool = False
    """Nobody is before it."""
    quota_left: int = -1
    """-1: there is no quota."""
    requirements: tuple[str, ...] = ()
    fee: str = ""
    minutes: int = 0
    procedure: tuple[str, ...] = ()
    """Its own steps; none: those of every service here."""
    completion: str = ""
    """Until the product is there, where the site says so."""
    product: str = ""
    complaints: str = ""
    """Where to complain; empty: at the information desk."""
    plans: tuple[FloorPlan, ...] = ()
    """The way from here, on the floors' plans."""
    priority_allowed: bool = True
    people_max: int = 1
    warning: str = ""
    """``long``, ``closing``, ``break`` or ``alone``."""
    warning_time: str = ""
    warning_minutes: int = 0
    """Of a long line: until the call at the latest; 0: nobody can say."""
    reason: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFacts:
    """All that is said about a ticket to its visitor."""

    id: str = ""
    number: str = ""
    state: str = ""
    service: str = ""
    agency: str = ""
    place: PlaceFacts = PlaceFacts()
    counter: str = ""
    """The counter that has called it: ``5``."""
    emergency: bool = False
    """Given without the hub."""
    ahead: int = 0
    """-1: nobody knows."""
    estimate: str = ""
    soon: bool = False
    """Nobody is before it."""
    check: str = ""
    plans: tuple[FloorPlan, ...] = ()
    can_cancel: bool = False
    can_rejoin: bool = False


def service_facts(reader: Reader, service: Service, priority: str = "") -> ServiceFacts:
    """The confirmation of a service, for a visitor of a priority group or of none."""
    status = reader.status(service.code) or ServiceStatus(code=service.code, waiting=0, open=False)
    before = status.ahead
    status = status_for(reader.catalogue.site, status, priority)
    agency = reader.catalogue.agency(service.agency)
    forecast = wait_forecast(reader.now, status)
    warning, at = _warning(reader, status, forecast)
    return ServiceFacts(
        code=service.code,
        name=text(service.name, reader.language),
        agency=agency.short,
        plain=_other_name(service, reader.language),
        agency_name=text(agency.name, reader.language),
        place=place_facts(reader, service, status.counters),
        available=status.open,
        ahead=-1 if reader.alone else before,
        estimate=_estimate(reader, forecast),
        soon=forecast is not None and forecast.soon,
        quota_left=-1 if status.quota_left is None or reader.alone else status.quota_left,
        requirements=_listed(service.requirements, reader.language),
        fee=text(service.fee, reader.language),
        minutes=round(service.minutes),
        procedure=_listed(service.procedure, reader.language),
        completion=text(service.completion, reader.language),
        product=text(service.product, reader.language),
        complaints=text(service.complaints or reader.catalogue.site.complaints, reader.language),
        plans=_plans(reader, service, status.counters),
        priority_allowed=service.priority_allowed,
        people_max=service.people_max,
        warning=warning,
        warning_time=at,
        warning_minutes=_minutes_until(reader.now, forecast) if warning == "long" else 0,
        reason=reader.reason(status),
        opens=reader.opens(status),
    )


def _other_name(service: Service, language: str) -> str:
    plain = text(service.plain, language)
    return "" if plain == text(service.name, language) else plain


def ticket_facts(reader: Reader, ticket: TicketView, forecast: Forecast | None) -> TicketFacts:
    """A ticket as its visitor sees it; `forecast`: when it is likely to be called."""
    service = reader.catalogue.services[ticket.service]
    labels = {str(c.id): str(c.number) for c in reader.catalogue.site.counters}
    if ticket.state != TicketState.WAITING:
        forecast = None
    return TicketFacts(
        id=ticket.id,
        number=ticket.number,
        state=ticket.state,
        service=text(service.name, reader.language),
        agency=reader.catalogue.agency(service.agency).short,
        place=place_facts(reader, service, callers(reader.catalogue, ticket)),
        counter=labels.get(ticket.counter, ""),
        emergency=ticket.emergency,
        ahead=ticket.ahead,
        estimate=_estimate(reader, forecast),
        soon=forecast is not None and forecast.soon,
        check=ticket.check,
        plans=_plans(reader, service, callers(reader.catalogue, ticket)),
        can_cancel=ticket.state in _CANCELLABLE,
        can_rejoin=ticket.state in _AWAY,
    )


def place_facts(
    reader: Reader, service: Service, counters: Sequence[int] | None = None
) -> PlaceFacts:
    """Where the visitors of a service wait; `counters`: the numbers of those that call them now,
    None: as the site says."""
    site, zone = reader.catalogue.site, reader.catalogue.zone(service.zone)
    kiosk = reader.catalogue.kiosk
    here = kiosk.floor if kiosk else zone.floor
    return PlaceFacts(
        zone=text(zone.name, reader.language),
        colour=zone.colour,
        floor=zone.floor,
        floors_away=zone.floor - here,
        arrow=kiosk.arrows.get(zone.code, "") if kiosk else "",
        counters=counters_line(
            whereabouts(reader.catalogue, service, counters), language_of(reader.language)
        ),
        counter_word=text(site.counter_word, reader.language),
    )


def status_for(site: Site, status: ServiceStatus, priority: str) -> ServiceStatus:
    """The same service as a ticket of that group finds it; without a change where the hub does not
    say."""
    minutes = {group.code: group.minutes for group in site.priority}.get(GroupCode(priority), 0)
    lead = next((one for one in status.leads if one.minutes == minutes), None)
    if lead is None:
        return status
    return replace(
        status,
        ahead=lead.ahead,
        wait_low=lead.wait_low,
        wait_expected=lead.wait_expected,
        wait_high=lead.wait_high,
    )


def wait_forecast(now: int, status: ServiceStatus | None) -> Forecast | None:
    """When a ticket taken now is called; None where the hub cannot say."""
    if status is None or status.wait_low is None or status.wait_high is None:
        return None
    expected = status.wait_low if status.wait_expected is None else status.wait_expected
    span = told(now, expected * MINUTE, status.wait_high * MINUTE)
    return Forecast(*span, soon=status.ahead == expected == 0)


def ticket_forecast(now: int, ticket: TicketView) -> Forecast | None:
    """When a ticket is called, as the hub tells its visitor; None where it cannot say."""
    if not ticket.expected_at or not ticket.latest_at:
        return None
    expected, late = moment_of(ticket.expected_at), moment_of(ticket.latest_at)
    soon = ticket.ahead == 0 and expected <= now + STEP
    return Forecast(expected, late, soon=soon)


def _listed(by_language: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """A list of the site in one language, else in the first that it has."""
    return tuple(by_language.get(language) or next(iter(by_language.values()), ()))


def _plans(
    reader: Reader, service: Service, counters: Sequence[int] | None
) -> tuple[FloorPlan, ...]:
    numbers = counters or reader.catalogue.counters(service.code)
    return floor_plans(reader.catalogue, service, numbers, reader.language)


def _minutes_until(now: int, forecast: Forecast | None) -> int:
    """To be told as a duration, so in steps of five minutes."""
    if forecast is None:
        return 0
    return -(-(forecast.late - now) // (5 * MINUTE)) * 5


def _estimate(reader: Reader, forecast: Forecast | None) -> str:
    if forecast is None:
        return ""
    return span_text(forecast.span, reader.zone, language_of(reader.language))


def _warning(reader: Reader, status: ServiceStatus, forecast: Forecast | None) -> tuple[str, str]:
    """What stands above the button; it never blocks it."""
    site, now = reader.catalogue.site, Moment(reader.now)
    today = day_plan(site, business_date(site, now))
    if today.closes is not None and forecast is not None and now < today.closes < forecast.late:
        return "closing", _clock(reader, today.closes)
    if status.ahead > site.rules.long_wait_people:
        return "long", ""
    until = status.break_until
    if until:
        return "break", _clock(reader, moment_of(until))
    return ("alone" if reader.alone else ""), ""


def _clock(reader: Reader, moment: Moment) -> str:
    return clock_time(moment, reader.zone, language_of(reader.language))
