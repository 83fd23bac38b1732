"""What an event does to the state. Decides nothing and refuses nothing: it has happened."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from shared.domain import carry
from shared.domain import events as e
from shared.domain.hall import Desk, Device, Hall, Receipt, Suspension, Ticket
from shared.domain.hours import business_date
from shared.domain.ids import DAY, CounterId, DeviceId, TicketId
from shared.domain.plan import Plan
from shared.domain.site import Site
from shared.domain.states import AT_A_COUNTER, CounterState, TicketState

ReadSite = Callable[[dict[str, Any]], Site]
"""Turns a site's document into a site (shared.protocol.site_file gives it)."""

RECEIPT_LIFE = DAY


def evolve(hall: Hall, recorded: e.Recorded, read_site: ReadSite) -> None:
    """Applies one entry to the state, in place."""
    hall.seq = recorded.seq
    hall.at = recorded.at
    event = recorded.event
    if isinstance(event, e.SiteLoaded):
        _site(hall, read_site(event.site), event.version)
    elif isinstance(event, e.Carried):
        _carried(hall, event, read_site)
    else:
        _HANDLERS[type(event)](hall, event, recorded)
    if recorded.command and not isinstance(event, e.CallShown | e.CallSpoken):
        _receipt(hall, recorded)
    _forget_old_receipts(hall)


# The site and the day -----------------------------------------------------------------------


def _site(hall: Hall, site: Site, version: int) -> None:
    hall.plan = Plan.of(site)
    hall.site_version = version
    for counter in site.counters:
        hall.desks.setdefault(counter.id, Desk(id=counter.id))


def _day_closed(hall: Hall, event: e.DayClosed, recorded: e.Recorded) -> None:
    for ticket_id in event.unserved:
        ticket = hall.tickets[ticket_id]
        _leave(hall, ticket)
        ticket.state = TicketState.UNSERVED
        ticket.ended_at = recorded.at
    for desk in hall.desks.values():
        desk.undo = None
        if desk.ticket is None:
            _close(desk, recorded, event.reason)


def _day_opened(hall: Hall, event: e.DayOpened, recorded: e.Recorded) -> None:
    hall.date = event.date
    hall.ordinals.clear()
    hall.taken.clear()


def _carried(hall: Hall, event: e.Carried, read_site: ReadSite) -> None:
    """Sets the state to what is carried, so that live and replayed halls are one and the same."""
    hall.tickets.clear()
    hall.numbers.clear()
    hall.visits.clear()
    hall.lines.clear()
    hall.reserved.clear()
    hall.busy.clear()
    hall.desks.clear()
    if event.site:
        hall.desks.update((d["id"], carry.desk_from(d)) for d in event.counters)
        _site(hall, read_site(event.site), event.site_version)
    hall.devices = {d["id"]: carry.device_from(d) for d in event.devices}
    hall.suspended = {d["service"]: carry.suspension_from(d) for d in event.suspended}
    for document in event.tickets:
        ticket = carry.ticket_from(document)
        _remember(hall, ticket)
        hall.busy[ticket.visit] = ticket.id


# Tickets ------------------------------------------------------------------------------------


def _issued(hall: Hall, event: e.TicketIssued, recorded: e.Recorded) -> None:
    ticket = Ticket(
        id=event.ticket,
        number=event.number,
        series=event.series,
        ordinal=event.ordinal,
        service=event.service,
        visit=event.visit,
        state=TicketState.WAITING,
        arrival=recorded.at,
        place=event.place,
        place_seq=recorded.seq,
        ahead=event.ahead,
        group=event.group,
        head_start=event.head_start,
        language=event.language,
        people=event.people,
        assist=event.assist,
        kiosk=event.kiosk,
    )
    _remember(hall, ticket)
    hall.ordinals[event.series] = event.ordinal
    hall.taken[event.service] = hall.taken.get(event.service, 0) + 1
    hall.line_of(ticket).add(ticket.key)


def _remember(hall: Hall, ticket: Ticket) -> None:
    hall.tickets[ticket.id] = ticket
    hall.numbers[ticket.number] = ticket.id
    hall.visits.setdefault(ticket.visit, []).append(ticket.id)


def _enter_line(hall: Hall, ticket: Ticket) -> None:
    ticket.state = TicketState.WAITING
    ticket.round = 0
    hall.line_of(ticket).add(ticket.key)


def _leave(hall: Hall, ticket: Ticket) -> None:
    """Out of the line, or away from the desk."""
    if ticket.state is TicketState.WAITING:
        hall.line_of(ticket).discard(ticket.key)
    elif ticket.state in AT_A_COUNTER:
        hall.busy.pop(ticket.visit, None)
        desk = hall.desks.get(ticket.counter) if ticket.counter else None
        if desk is not None and desk.ticket == ticket.id:
            desk.ticket = None


def _to_counter(hall: Hall, ticket: Ticket, counter: CounterId) -> None:
    ticket.counter = counter
    hall.busy[ticket.visit] = ticket.id
    desk = hall.desks[counter]
    desk.ticket = ticket.id
    desk.undo = None


def _printed(hall: Hall, event: e.TicketPrinted, recorded: e.Recorded) -> None:
    ticket = hall.tickets.get(event.ticket)
    if ticket is not None:
        ticket.printed = True
        ticket.half_printed = ticket.reprint_wanted = False
        ticket.reprint_at = None


def _print_failed(hall: Hall, event: e.PrintFailed, recorded: e.Recorded) -> None:
    ticket = hall.tickets.get(event.ticket)
    if ticket is not None:
        ticket.half_printed = ticket.half_printed or event.half
        ticket.reprint_wanted = True
        ticket.reprint_at = None


def _reprint(hall: Hall, event: e.ReprintRequested, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    ticket.reprint_wanted = True
    ticket.reprint_at = event.kiosk


def _cancelled(hall: Hall, event: e.TicketCancelled, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    _leave(hall, ticket)
    ticket.state = TicketState.CANCELLED
    ticket.ended_at = recorded.at
    _forget_undo(hall, ticket)
    _count_taken(hall, ticket, -1)


def _count_taken(hall: Hall, ticket: Ticket, change: int) -> None:
    """For the quota of today; a ticket that was carried over counted on its own day."""
    assert hall.plan is not None
    if business_date(hall.plan.site, ticket.arrival).isoformat() == hall.date:
        hall.taken[ticket.service] = hall.taken.get(ticket.service, 0) + change


def _rejoined(hall: Hall, event: e.TicketRejoined, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    if not event.kept:
        ticket.place, ticket.place_seq = event.place, recorded.seq
        ticket.head_start = 0
    ticket.missed_at = None
    _forget_undo(hall, ticket)
    _enter_line(hall, ticket)


def _priority(hall: Hall, event: e.PriorityChanged, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    waits = ticket.state is TicketState.WAITING
    if waits:
        hall.line_of(ticket).discard(ticket.key)
    ticket.group, ticket.head_start = event.group, event.head_start
    ticket.place, ticket.place_seq = event.place, recorded.seq
    if waits:
        hall.line_of(ticket).add(ticket.key)


def _forget_undo(hall: Hall, ticket: Ticket) -> None:
    desk = hall.desks.get(ticket.counter) if ticket.counter else None
    if desk is not None and desk.undo is not None and desk.undo[1] == ticket.id:
        desk.undo = None


# At the counter -----------------------------------------------------------------------------


def _called(hall: Hall, event: e.TicketCalled, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    _forget_undo(hall, ticket)
    _leave(hall, ticket)
    ticket.state = TicketState.CALLED
    ticket.missed_at = None
    ticket.choice = event.choice
    ticket.round = 0
    ticket.first_called_at = ticket.first_called_at or recorded.at
    _count_call(ticket, event.call, recorded)
    _to_counter(hall, ticket, event.counter)


def _recalled(hall: Hall, event: e.TicketRecalled, recorded: e.Recorded) -> None:
    _count_call(hall.tickets[event.ticket], event.call, recorded)


def _count_call(ticket: Ticket, call: int, recorded: e.Recorded) -> None:
    ticket.calls = call
    ticket.round += 1
    ticket.called_at = recorded.at
    ticket.shown_at = ticket.spoken_at = None


def _shown(hall: Hall, event: e.CallShown, recorded: e.Recorded) -> None:
    hall.tickets[event.ticket].shown_at = recorded.at


def _spoken(hall: Hall, event: e.CallSpoken, recorded: e.Recorded) -> None:
    hall.tickets[event.ticket].spoken_at = recorded.at


def _started(hall: Hall, event: e.ServiceStarted, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    ticket.state = TicketState.SERVING
    ticket.started_at = event.started_at or recorded.at


def _finished(hall: Hall, event: e.ServiceFinished, recorded: e.Recorded) -> None:
    _end_at_desk(hall, event, recorded, TicketState.DONE, "finish")
    hall.tickets[event.ticket].ended_at = recorded.at


def _missed(hall: Hall, event: e.TicketMissed, recorded: e.Recorded) -> None:
    _end_at_desk(hall, event, recorded, TicketState.NO_SHOW, "no-show")
    hall.tickets[event.ticket].missed_at = recorded.at


def _end_at_desk(
    hall: Hall,
    event: e.ServiceFinished | e.TicketMissed,
    recorded: e.Recorded,
    state: TicketState,
    action: str,
) -> None:
    ticket = hall.tickets[event.ticket]
    _leave(hall, ticket)
    ticket.state = state
    hall.desks[event.counter].undo = (action, ticket.id, recorded.at)


def _undone(hall: Hall, event: e.ActionUndone, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    ticket.ended_at = ticket.missed_at = None
    finished = event.action == "finish"
    ticket.state = TicketState.SERVING if finished else TicketState.CALLED
    _to_counter(hall, ticket, event.counter)


def _held(hall: Hall, event: e.TicketHeld, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    _leave(hall, ticket)
    ticket.state = TicketState.HELD


def _resumed(hall: Hall, event: e.TicketResumed, recorded: e.Recorded) -> None:
    _enter_line(hall, hall.tickets[event.ticket])


def _transferred(hall: Hall, event: e.TicketTransferred, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    _leave(hall, ticket)
    _count_taken(hall, ticket, -1)
    ticket.service = event.service
    _count_taken(hall, ticket, +1)
    ticket.for_counter = event.to_counter
    _enter_line(hall, ticket)


def _opened(hall: Hall, event: e.CounterOpened, recorded: e.Recorded) -> None:
    desk = hall.desks[event.counter]
    desk.state = CounterState.OPEN
    desk.officer = event.officer
    desk.reason = ""
    desk.since = recorded.at
    desk.opened_today = True


def _paused(hall: Hall, event: e.CounterPaused, recorded: e.Recorded) -> None:
    desk = hall.desks[event.counter]
    desk.state = CounterState.PAUSED
    desk.reason = event.reason
    desk.since = recorded.at


def _closed(hall: Hall, event: e.CounterClosed, recorded: e.Recorded) -> None:
    _close(hall.desks[event.counter], recorded, event.reason)


def _close(desk: Desk, recorded: e.Recorded, reason: str) -> None:
    desk.state = CounterState.CLOSED
    desk.officer = None
    desk.reason = reason
    desk.since = recorded.at
    desk.undo = None


# Services and devices -----------------------------------------------------------------------


def _suspended(hall: Hall, event: e.ServiceSuspended, recorded: e.Recorded) -> None:
    hall.suspended[event.service] = Suspension(
        service=event.service, reason=event.reason, until=event.until
    )


def _restored(hall: Hall, event: e.ServiceRestored, recorded: e.Recorded) -> None:
    hall.suspended.pop(event.service, None)


def _enrolled(hall: Hall, event: e.DeviceEnrolled, recorded: e.Recorded) -> None:
    hall.devices[event.device] = Device(
        id=event.device, role=event.role, name=event.name, zones=event.zones
    )


def _configured(hall: Hall, event: e.DisplayConfigured, recorded: e.Recorded) -> None:
    device = hall.devices[event.display]
    device.name = event.name
    device.zones = event.zones
    device.volume = event.volume
    device.muted = event.muted


def _nothing(hall: Hall, event: e.Event, recorded: e.Recorded) -> None:
    """An entry for the record alone."""


_HANDLERS: dict[type[e.Event], Callable[[Hall, Any, e.Recorded], None]] = {
    e.DayClosed: _day_closed,
    e.DayOpened: _day_opened,
    e.TicketIssued: _issued,
    e.TicketPrinted: _printed,
    e.PrintFailed: _print_failed,
    e.ReprintRequested: _reprint,
    e.TicketCancelled: _cancelled,
    e.TicketRejoined: _rejoined,
    e.PriorityChanged: _priority,
    e.TicketCalled: _called,
    e.TicketRecalled: _recalled,
    e.CallShown: _shown,
    e.CallSpoken: _spoken,
    e.ServiceStarted: _started,
    e.ServiceFinished: _finished,
    e.TicketMissed: _missed,
    e.TicketHeld: _held,
    e.TicketResumed: _resumed,
    e.TicketTransferred: _transferred,
    e.ActionUndone: _undone,
    e.CounterOpened: _opened,
    e.CounterPaused: _paused,
    e.CounterClosed: _closed,
    e.ServiceSuspended: _suspended,
    e.ServiceRestored: _restored,
    e.DeviceEnrolled: _enrolled,
    e.DisplayConfigured: _configured,
    e.ClockStepped: _nothing,
}


# Receipts -----------------------------------------------------------------------------------

_NO_TICKET, _NO_COUNTER, _NO_DISPLAY = TicketId(""), CounterId(""), DeviceId("")


def _receipt(hall: Hall, recorded: e.Recorded) -> None:
    """Keeps the answer of a command that changed something; the last of its events gives it."""
    assert recorded.command is not None
    event = recorded.event
    ticket = hall.tickets.get(getattr(event, "ticket", _NO_TICKET))
    desk = hall.desks.get(getattr(event, "counter", _NO_COUNTER))
    device = hall.devices.get(getattr(event, "display", _NO_DISPLAY))
    hall.receipts[recorded.sender, recorded.command] = Receipt(
        digest=recorded.digest,
        at=recorded.at,
        seq=recorded.seq,
        ticket=ticket and copy(ticket),
        desk=desk and copy(desk),
        device=device and copy(device),
    )


def _forget_old_receipts(hall: Hall) -> None:
    receipts = hall.receipts
    while receipts and next(iter(receipts.values())).at < hall.at - RECEIPT_LIFE:
        receipts.popitem(last=False)
