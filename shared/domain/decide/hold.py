"""On hold: until somebody resumes it, or for some minutes."""

from __future__ import annotations

from itertools import islice

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.counters import COUNTER_CLOSED, OFFICER_LEFT
from shared.domain.decide.finding import (
    at_desk,
    desk_of,
    require_at_work,
    require_transition,
    ticket_of,
)
from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.ids import MINUTE, Moment
from shared.domain.refusal import Code, Refusal
from shared.domain.states import CounterState, TicketAction

LONGEST_MINUTES = 240

DUE_AT_ONCE = 200
"""So many are resumed in one append; the others a moment later."""


def hold(hall: Hall, desk: Desk, command: c.HoldTicket, now: Moment) -> list[e.Event]:
    ticket = at_desk(hall, desk)
    require_transition(ticket, TicketAction.HOLD)
    until = _until(command.minutes, now)
    return [e.TicketHeld(ticket=ticket.id, counter=desk.id, reason=command.reason, until=until)]


def _until(minutes: int | None, now: Moment) -> Moment | None:
    if minutes is None:
        return None
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refusal(
            Code.WRONG_MINUTES,
            f"A ticket is held for 1 to {LONGEST_MINUTES} minutes.",
            minutes=minutes,
            most=LONGEST_MINUTES,
        )
    return Moment(now + minutes * MINUTE)


def resume(hall: Hall, command: c.ResumeTicket, now: Moment) -> list[e.Event]:
    """At a counter that is open, or from no counter at all: then the entry names where it was."""
    if command.counter is not None:
        require_at_work(desk_of(hall, command.counter))
    ticket = ticket_of(hall, command.ticket)
    require_transition(ticket, TicketAction.RESUME)
    where = command.counter or ticket.counter
    assert where is not None, "it was held at a counter"
    resumed = e.TicketResumed(ticket=ticket.id, counter=where)
    return [resumed, *no_longer_alone(hall, ticket)]


def resume_due(hall: Hall, command: c.ResumeDue, now: Moment) -> list[e.Event]:
    """All whose time is over, the earliest first; nothing where there are none."""
    due = (ticket for until, ticket in hall.timed if until <= now)
    return [
        event
        for named in islice(due, DUE_AT_ONCE)
        for event in _resumed_when_due(hall, hall.tickets[named])
    ]


def _resumed_when_due(hall: Hall, ticket: Ticket) -> list[e.Event]:
    assert ticket.counter is not None, "it was held at a counter"
    resumed = e.TicketResumed(ticket=ticket.id, counter=ticket.counter, due=True)
    return [resumed, *no_longer_alone(hall, ticket)]


def no_longer_alone(hall: Hall, ticket: Ticket) -> list[e.Event]:
    """For one who comes back into the line: where the counter or the officer that it waited for
    has gone meanwhile, it waits for the service."""
    reason = ""
    if ticket.for_officer is not None and hall.seat_of(ticket.for_officer) is None:
        reason = OFFICER_LEFT
    elif ticket.for_counter is not None and _closed(hall, ticket):
        reason = COUNTER_CLOSED
    if not reason or ticket.counter is None:
        return []
    return [
        e.TicketTransferred(
            ticket=ticket.id,
            counter=ticket.counter,
            service=ticket.service,
            reason=reason,
            back_to=ticket.back_to,
            back_service=ticket.back_service,
        )
    ]


def _closed(hall: Hall, ticket: Ticket) -> bool:
    desk = hall.desks.get(ticket.for_counter) if ticket.for_counter else None
    return desk is None or desk.state is CounterState.CLOSED
