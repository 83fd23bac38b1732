"""How the state looks on the wire, to staff and to everyone else."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from sys import intern

from shared.domain.availability import Availability, availability
from shared.domain.decide.no_show import no_show_from
from shared.domain.duty import helping
from shared.domain.hall import Desk, Device, Hall, Medium, Ticket
from shared.domain.ids import MINUTE, Moment, ServiceCode
from shared.domain.rule import ahead_of
from shared.domain.site import Counter, Display, Kiosk, Service, text
from shared.domain.site_media import plan_media
from shared.domain.states import CounterState, TicketState
from shared.hub.codec import moment_text
from shared.hub.service_waits import Crowd, minutes_of
from shared.protocol.check_code import check_code
from shared.protocol.views import (
    CallView,
    CounterView,
    DeviceView,
    MediumView,
    Passer,
    ServiceStatus,
    TicketView,
)

PASSERS_TOLD = 12
"""Nobody reads more; a hub that was restored may take back hundreds."""

_NEVER_SERVED = frozenset({TicketState.CANCELLED, TicketState.UNSERVED, TicketState.POSTPONED})


def check_codes(ticket: Ticket) -> set[str]:
    """The codes that may stand on its papers."""
    return {check_code(one) for one in (ticket.id, *ticket.aliases)}


def _code_on_paper(ticket: Ticket) -> str:
    """Empty where nobody here has seen the paper: its number was typed by an officer."""
    if ticket.entered:
        return ""
    return check_code(ticket.aliases[-1] if ticket.aliases else ticket.id)


def public_ticket(hall: Hall, ticket: Ticket, *, ahead: int | None = None) -> TicketView:
    """A ticket without what is for staff alone; `ahead` where it is already known."""
    assert hall.plan is not None
    service = hall.plan.services.get(ticket.service)
    return TicketView(
        id=ticket.id,
        number=ticket.number,
        state=ticket.state,
        service=ticket.service,
        issued_at=_text(hall, ticket.arrival),
        zone=service.zone if service is not None else "",
        visit=ticket.visit,
        ahead=people_ahead(hall, ticket) if ahead is None else ahead,
        counters=_counters(hall, ticket),
        counter=ticket.counter or "",
        language=_language(ticket),
        priority=ticket.group is not None,
        people=ticket.people,
        check=_code_on_paper(ticket),
        printed=ticket.printed,
        half_printed=ticket.half_printed,
        reprint_wanted=ticket.reprint_wanted,
        reprint_at=ticket.reprint_at or "",
        kiosk=ticket.kiosk or "",
        emergency=ticket.emergency,
        passed_by=passers(hall, ticket),
    )


def staff_ticket(hall: Hall, ticket: Ticket, *, ahead: int = 0) -> TicketView:
    """A ticket with everything that an officer may know."""
    view = public_ticket(hall, ticket, ahead=ahead)
    view.group = ticket.group or ""
    view.assist = list(ticket.assist)
    view.arrival = view.issued_at
    view.place = _text(hall, ticket.place)
    view.place_order = ticket.place_seq
    view.head_start = ticket.head_start // MINUTE
    view.calls = ticket.calls
    view.calls_here = ticket.round
    view.called_at = _text(hall, ticket.called_at)
    view.first_called_at = _text(hall, ticket.first_called_at)
    view.started_at = _text(hall, ticket.started_at)
    view.missed_at = _text(hall, ticket.missed_at)
    view.shown = ticket.shown_at is not None
    view.spoken = ticket.spoken_at is not None
    view.no_show_from = _no_show_text(hall, ticket)
    view.for_counter = ticket.for_counter or ""
    view.busy = ticket.state is TicketState.WAITING and ticket.visit in hall.busy
    view.note = _note(ticket)
    view.for_officer = ticket.for_officer or ""
    view.back_to = ticket.back_to or ""
    view.held_until = _text(hall, ticket.held_until)
    view.result = ticket.result
    view.notes = ticket.notes
    view.checked = ticket.checked
    view.ended_at = _text(hall, ticket.ended_at)
    return view


def passers(hall: Hall, ticket: Ticket) -> list[Passer]:
    """Who came before a waiting ticket after the hub had given it its place, and why: the last
    ones, in the order in which they came in."""
    if ticket.state is not TicketState.WAITING or not hall.late:
        return []
    newest = (hall.tickets[late] for late in reversed(hall.late))
    passed = islice((late for late in newest if passes(hall, late, ticket)), PASSERS_TOLD)
    return [Passer(late.number, _why_late(late)) for late in passed][::-1]


def passes(hall: Hall, late: Ticket, ticket: Ticket) -> bool:
    """Whether a ticket that came in late stands, or stood, before one of the same line."""
    assert hall.plan is not None
    return (
        late.place_seq > ticket.place_seq
        and late.key < ticket.key
        and late.state not in _NEVER_SERVED
        and late.service in hall.roster.rivals.get(ticket.service, ())
    )


def _why_late(ticket: Ticket) -> str:
    return "emergency" if ticket.emergency else "restored"


def people_ahead(hall: Hall, ticket: Ticket) -> int:
    """People with an earlier place at the same counters; 0 for one who does not wait."""
    if ticket.state is not TicketState.WAITING:
        return 0
    return ahead_of(hall, ticket.service, ticket.key)


def counter_view(hall: Hall, desk: Desk, *, staff: bool = True) -> CounterView:
    assert hall.plan is not None
    counter = hall.plan.counters[desk.id]
    return CounterView(
        id=desk.id,
        label=counter_label(hall, counter),
        number=counter.number,
        zone=counter.zone,
        services=list(hall.roster.own[counter.id]),
        state=desk.state,
        officer=(desk.officer or "") if staff else "",
        reason=desk.reason,
        ticket=desk.ticket or "",
        since=_text(hall, desk.since) if desk.since else "",
        undo=desk.undo[0] if desk.undo else "",
        undo_ticket=desk.undo[1] if desk.undo else "",
        profile=desk.profile or counter.profile or "",
        helps=list(helping(hall, desk.id, hall.at)),
        pause_until=_pause_until(hall, desk),
    )


def public_counter(hall: Hall, desk: Desk) -> CounterView:
    """As the hall may see it: whether it works, and when a pause is usually over."""
    assert hall.plan is not None
    counter = hall.plan.counters[desk.id]
    return CounterView(
        id=desk.id,
        label=counter_label(hall, counter),
        number=counter.number,
        zone=counter.zone,
        services=[],
        state=desk.state,
        pause_until=_pause_until(hall, desk),
    )


def helps_now(hall: Hall, now: Moment) -> dict[str, list[str]]:
    """Of each counter that helps anywhere: the services that it serves now beside its own."""
    return {str(one): list(map(str, helping(hall, one, now))) for one in hall.roster.help}


def _pause_until(hall: Hall, desk: Desk) -> str:
    """When a pause is usually over, where the site says how long its reason takes."""
    assert hall.plan is not None
    known = hall.plan.reason("pause", desk.reason)
    if desk.state is not CounterState.PAUSED or known is None or known.minutes is None:
        return ""
    return _text(hall, desk.since + known.minutes * MINUTE)


def counter_label(hall: Hall, counter: Counter) -> str:
    assert hall.plan is not None
    site = hall.plan.site
    return f"{text(site.counter_word, site.languages[0])} {counter.number}"


def call_view(hall: Hall, ticket: Ticket) -> CallView:
    """A ticket's last call as the hall may see it: no name, no service, no group, no officer."""
    assert hall.plan is not None
    assert ticket.counter is not None
    counter = hall.plan.counters.get(ticket.counter)
    return CallView(
        ticket=ticket.id,
        call=ticket.calls,
        number=ticket.number,
        zone=counter.zone if counter else "",
        counter=ticket.counter,
        label=str(counter.number) if counter else "",
        at=_text(hall, ticket.called_at),
        state=_call_state(ticket),
        language=_language(ticket),
        spoken=ticket.spoken_at is not None,
        missed_at=_text(hall, ticket.missed_at),
        waits=_waits_elsewhere(hall, ticket, counter.zone if counter else ""),
    )


def _waits_elsewhere(hall: Hall, ticket: Ticket, zone: str) -> str:
    """The zone where a called visitor waits; empty where it is the counter's own."""
    service = hall.plan.services.get(ticket.service) if hall.plan else None
    return service.zone if service is not None and service.zone != zone else ""


def _language(ticket: Ticket) -> str:
    """Interned: a default is left out only where it is the very same object, and an answer must
    not change because the hub was started anew."""
    return intern(ticket.language)


def _call_state(ticket: Ticket) -> str:
    if ticket.state in (TicketState.CALLED, TicketState.SERVING, TicketState.NO_SHOW):
        return ticket.state
    return "over"


def device_view(hall: Hall, device: Device) -> DeviceView:
    return DeviceView(
        id=device.id,
        role=device.role,
        name=device.name,
        zones=list(device.zones),
        volume=device.volume,
        muted=device.muted,
        settings=_device_settings(hall, device),
    )


def _device_settings(hall: Hall, device: Device) -> dict[str, object]:
    if hall.plan is None:
        return {}
    site = hall.plan.site
    listed: list[Display | Kiosk] = [*site.displays, *site.kiosks]
    entry = next((asdict(one) for one in listed if one.id == device.id), {})
    arrows = {**entry.get("arrows", {}), **device.settings.get("arrows", {})}
    return {**entry, **device.settings} | ({"arrows": arrows} if arrows else {})


def service_status(
    hall: Hall,
    service: Service,
    now: Moment,
    crowd: Crowd,
) -> ServiceStatus:
    """A service now: may it be taken, how long is its line."""
    assert hall.plan is not None
    found = availability(hall, service, now)
    taken = found.code is None
    low, expected, high = minutes_of(crowd.foresee(service.code, 0) if taken else None)
    return ServiceStatus(
        code=service.code,
        waiting=crowd.waiting[service.code],
        open=found.code is None,
        reason=found.code or "",
        reason_text=dict(found.reason or {}),
        opens_at=_opens(hall, found),
        quota_left=found.quota_left,
        ahead=crowd.ahead(service.code),
        wait_low=low,
        wait_expected=expected,
        wait_high=high,
        leads=crowd.leads(service) if taken and service.priority_allowed else [],
        counters=crowd.other_counters(service.code),
        counters_open=_counters_open(hall, service.code),
        break_until=_text(hall, found.break_until),
        outage=found.outage,
        suspended_until=_text(hall, found.expected),
        alone=_alone(hall, service.code),
        ending=hall.endings.get(service.code, ""),
    )


def _alone(hall: Hall, service: ServiceCode) -> bool:
    suspension = hall.suspended.get(service)
    return suspension is not None and suspension.agency is False


def _counters_open(hall: Hall, service: ServiceCode) -> int:
    at_work = (hall.desks.get(counter) for counter in hall.roster.served_at[service])
    return sum(desk is not None and desk.state is CounterState.OPEN for desk in at_work)


def _opens(hall: Hall, found: Availability) -> str:
    return _text(hall, found.opens_at)


def _counters(hall: Hall, ticket: Ticket) -> list[str]:
    assert hall.plan is not None
    if ticket.for_counter is not None:
        return [ticket.for_counter]
    if ticket.for_officer is not None:
        return [desk.id for desk in hall.desks.values() if desk.officer == ticket.for_officer]
    return list(hall.roster.counters_of(ticket.service))


def _no_show_text(hall: Hall, ticket: Ticket) -> str:
    return _text(hall, no_show_from(hall, ticket)) if ticket.state is TicketState.CALLED else ""


def _note(ticket: Ticket) -> str:
    """Why it was called: ``A-012: 14 + 30 = 44; B-031: 38`` in minutes."""
    choice = ticket.choice
    if choice is None:
        return ""
    waited, ahead = choice.waited // MINUTE, choice.head_start // MINUTE
    start = f"{ticket.number}: {waited} + {ahead} = {waited + ahead}"
    if not choice.by_rule:
        start = f"{ticket.number}: {choice.reason}"
    if not choice.runner_up:
        return start
    return f"{start}; {choice.runner_up}: {choice.runner_up_score // MINUTE}"


def _text(hall: Hall, at: int | None) -> str:
    assert hall.plan is not None
    return moment_text(at, hall.plan.site.timezone)


def media_views(hall: Hall) -> list[MediumView]:
    """The hub's files, by name: for the TVs' playlist, and plans of floors."""
    return [medium_view(one) for _, one in sorted(hall.media.items())]


def plan_views(hall: Hall) -> list[MediumView]:
    """Those that kiosks show: the plans of the site's floors."""
    named = plan_media(hall.plan.site) if hall.plan is not None else ()
    return [medium_view(hall.media[name]) for name in named if name in hall.media]


def medium_view(one: Medium) -> MediumView:
    return MediumView(name=one.name, digest=one.digest, size=one.size, kind=one.kind, lufs=one.lufs)
