"""What each role may see: of an entry (`change_for`), and of the whole state (`snapshot_for`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from shared.domain import events as e
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import MINUTE, CounterId, Moment, TicketId
from shared.domain.plan import Plan
from shared.domain.site import Site
from shared.domain.site_media import plan_media
from shared.domain.states import AT_A_COUNTER, ENDED, TicketState
from shared.hub.codec import moment_text
from shared.hub.service_waits import Crowd, Foresee
from shared.hub.views import (
    call_view,
    counter_view,
    device_view,
    media_views,
    plan_views,
    public_counter,
    public_ticket,
    service_status,
    staff_ticket,
)
from shared.protocol.messages import Change, Frame, Head, Snapshot
from shared.protocol.site_file import site_document
from shared.protocol.views import (
    CallView,
    CounterView,
    MediumView,
    ServiceStatus,
    TicketView,
    ZonePresence,
)


class Role(StrEnum):
    KIOSK = "kiosk"
    COUNTER = "counter"
    DISPLAY = "display"


SEES_PRESENCE = frozenset({Role.COUNTER, Role.DISPLAY})
"""They know whether a call will be seen and heard."""

_QUIET = (
    *(e.CallShown, e.TicketPrinted, e.PrintFailed, e.ReprintRequested, e.PriorityChanged),
    *(e.TicketMerged, e.TicketNoted, e.AssistanceChanged),
)
"""Nothing of these is for a display."""

_OF_A_COUNTER = (e.CounterOpened, e.CounterPaused, e.CounterClosed)
"""Whether it works is for all to see."""

_encode = msgspec.json.Encoder().encode
_site_texts: dict[int, tuple[Plan, msgspec.Raw]] = {}


def changes_for(role: Role, hall: Hall, recorded: Sequence[e.Recorded]) -> list[Change]:
    """What a role sees of some entries, in their order."""
    return [change for one in recorded if (change := change_for(role, hall, one)) is not None]


def frame_text(after: int, head: Head, changes: list[Change]) -> bytes:
    """The `Frame` from `after` up to `head` as JSON text, encoded once for all of a role."""
    return _encode(Frame(from_=after, to=head.seq, hash=head.hash, events=changes))


def change_for(role: Role, hall: Hall, recorded: e.Recorded) -> Change | None:
    """One entry with the things it touched as they are now; None where the role sees nothing."""
    if hall.plan is None:
        return None
    event = recorded.event
    change = Change(
        seq=recorded.seq,
        at=moment_text(recorded.at, hall.plan.site.timezone),
        event=type(event).__name__,
    )
    if isinstance(event, e.SiteLoaded):
        change.site_version = event.version
    elif isinstance(event, e.DayOpened):
        _fill_new_day(change, role, hall)
    elif isinstance(event, e.ClockStepped):
        return _all_moved(change, role, hall) if event.after > event.before else None
    elif isinstance(event, e.DisplayConfigured):
        change.device = device_view(hall, hall.devices[event.display])
    elif isinstance(event, e.DeviceRenamed):
        change.device = device_view(hall, hall.devices[event.device])
    elif isinstance(event, e.MediumAdded | e.MediumRemoved):
        if not _is_shown(role, hall.plan.site, event.name):
            return None
        change.media = _media(role, hall)
    elif not _fill(change, role, hall, event):
        return None
    return change


def _is_shown(role: Role, site: Site, name: str) -> bool:
    """TVs look through all files for their playlist, a kiosk needs those of the floors' plans."""
    return role is Role.DISPLAY or (role is Role.KIOSK and name in plan_media(site))


def _media(role: Role, hall: Hall) -> list[MediumView]:
    return media_views(hall) if role is Role.DISPLAY else plan_views(hall)


def _fill_new_day(change: Change, role: Role, hall: Hall) -> None:
    """The day, and what goes on in it: apps forget everything else of yesterday."""
    change.date = hall.date
    if role is Role.COUNTER:
        change.tickets = list(_live_tickets(hall))
        change.counters = list(_counters(hall))
    if role is Role.DISPLAY:
        at_desks = (t for t in hall.tickets.values() if t.state in AT_A_COUNTER)
        change.calls = [call_view(hall, ticket) for ticket in at_desks]
        change.counters = list(_counters_as_seen(hall))


def _all_moved(change: Change, role: Role, hall: Hall) -> Change | None:
    """The clock was set forward, and every moment of those in the hall moved along."""
    if role is Role.COUNTER:
        change.tickets = list(_live_tickets(hall))
        change.counters = list(_counters(hall))
    elif role is Role.DISPLAY:
        seen = AT_A_COUNTER | {TicketState.NO_SHOW}
        change.calls = [call_view(hall, t) for t in hall.tickets.values() if t.state in seen]
        change.counters = list(_counters_as_seen(hall))
    return change if role is not Role.KIOSK else None


def _live_tickets(hall: Hall) -> Iterator[TicketView]:
    return (staff_ticket(hall, t) for t in hall.tickets.values() if t.state not in ENDED)


def _counters(hall: Hall) -> Iterator[CounterView]:
    assert hall.plan is not None
    return (
        counter_view(hall, desk) for desk in hall.desks.values() if desk.id in hall.plan.counters
    )


def _counters_as_seen(hall: Hall) -> Iterator[CounterView]:
    desks = hall.desks.values()
    return (public_counter(hall, desk) for desk in desks if _stands(hall, desk.id))


def _fill(change: Change, role: Role, hall: Hall, event: e.Event) -> bool:
    if role is Role.COUNTER:
        return _fill_for_counter(change, hall, event)
    if role is Role.DISPLAY:
        return _fill_for_display(change, hall, event)
    return _fill_for_kiosk(change, hall, event)


def _fill_for_counter(change: Change, hall: Hall, event: e.Event) -> bool:
    ticket = _ticket_of(hall, event)
    if ticket is not None:
        touched = [*_with_companions(hall, ticket), *_passed(hall, ticket, event)]
        change.tickets = [staff_ticket(hall, other) for other in touched]
    elif isinstance(event, e.ProfileChanged):
        # Others may call them now than before.
        change.tickets = list(_live_tickets(hall))
    elif isinstance(event, e.CounterOpened | e.CounterTakenOver):
        follow = hall.for_officers.get(event.officer, ())
        change.tickets = [staff_ticket(hall, hall.tickets[ticket]) for _, _, ticket in follow]
    counter = _counter_of(event) or (ticket.counter if ticket else None)
    if counter is not None and counter in hall.desks and _stands(hall, counter):
        change.counters = [counter_view(hall, hall.desks[counter])]
    return bool(change.tickets or change.counters)


def _stands(hall: Hall, counter: CounterId) -> bool:
    """Whether the site has the counter still: a ticket may remember one that is gone."""
    return hall.plan is not None and counter in hall.plan.counters


def _with_companions(hall: Hall, ticket: Ticket) -> Iterator[Ticket]:
    """The ticket, and the other errands of its visit: they become busy or free with it."""
    yield ticket
    for other in hall.visits.get(ticket.visit, ()):
        if other != ticket.id and hall.tickets[other].state not in ENDED:
            yield hall.tickets[other]


def _passed(hall: Hall, ticket: Ticket, event: e.Event) -> Iterator[Ticket]:
    """Those behind a ticket that has come in late: they are to see who passed them, and why."""
    if hall.plan is None or not ticket.late:
        return
    if not isinstance(event, e.TicketIssued | e.TicketMerged | e.TicketCancelled):
        return
    for rival in hall.roster.rivals.get(ticket.service, ()):
        for _, seq, other in hall.lines.get(rival, ()):
            if seq < ticket.place_seq and hall.tickets[other].key > ticket.key:
                yield hall.tickets[other]


def _fill_for_display(change: Change, hall: Hall, event: e.Event) -> bool:
    if isinstance(event, _OF_A_COUNTER):
        if _stands(hall, event.counter):
            change.counters = [public_counter(hall, hall.desks[event.counter])]
        return bool(change.counters)
    ticket = _ticket_of(hall, event)
    if ticket is None or ticket.counter is None or isinstance(event, _QUIET):
        return False
    change.calls = [call_view(hall, ticket)]
    return True


def _fill_for_kiosk(change: Change, hall: Hall, event: e.Event) -> bool:
    """A kiosk hears of papers that are to be printed again."""
    ticket = _ticket_of(hall, event)
    if ticket is None or not isinstance(event, e.ReprintRequested):
        return False
    change.tickets = [public_ticket(hall, ticket)]
    return True


def _ticket_of(hall: Hall, event: e.Event) -> Ticket | None:
    named: TicketId | None = getattr(event, "ticket", None)
    return hall.tickets.get(named) if named is not None else None


def _counter_of(event: e.Event) -> CounterId | None:
    counter: CounterId | None = getattr(event, "counter", None)
    return counter


def snapshot_for(
    role: Role,
    hall: Hall,
    now: Moment,
    *,
    services: list[ServiceStatus],
    zones: list[ZonePresence],
    tickets: list[TicketView],
    popular: list[str],
) -> Snapshot | None:
    """Everything a role may see; None before the hall has a site.

    `services` and `zones` are what all others of that role were told last, `tickets` what a
    counter's line may see of them.
    """
    if hall.plan is None:
        return None
    snapshot = Snapshot(
        site=_site_text(hall),
        site_version=hall.site_version,
        date=hall.date,
        services=services,
        zones=zones,
        always_open=hall.always_open,
    )
    if role is Role.KIOSK:
        snapshot.popular = popular
        snapshot.media = _media(role, hall)
    if role is Role.COUNTER:
        snapshot.tickets = tickets
        snapshot.counters = list(_counters(hall))
    if role is Role.DISPLAY:
        snapshot.calls = list(_calls(hall, now))
        snapshot.counters = list(_counters_as_seen(hall))
        snapshot.media = _media(role, hall)
    return snapshot


def _site_text(hall: Hall) -> Any:
    """The site's document, encoded once per version: after a restart all apps ask at once."""
    assert hall.plan is not None
    kept = _site_texts.get(hall.site_version)
    if kept is None or kept[0] is not hall.plan:
        kept = (hall.plan, msgspec.Raw(_encode(site_document(hall.plan.site))))
        _site_texts.clear()
        _site_texts[hall.site_version] = kept
    return kept[1]


def _calls(hall: Hall, now: Moment) -> Iterator[CallView]:
    assert hall.plan is not None
    missed_since = now - hall.plan.site.rules.missed_minutes * MINUTE
    for ticket in hall.tickets.values():
        missed = ticket.state is TicketState.NO_SHOW and (ticket.missed_at or 0) > missed_since
        if missed or ticket.state in AT_A_COUNTER:
            yield call_view(hall, ticket)


def statuses(hall: Hall, now: Moment, foresee: Foresee) -> list[ServiceStatus]:
    """All services as they stand now."""
    if hall.plan is None:
        return []
    crowd = Crowd(hall, now, foresee)
    return [service_status(hall, one, now, crowd) for one in hall.plan.services.values()]
