"""Into the line and out of it, to a desk and away from it: what many events have in common."""

from __future__ import annotations

from shared.domain.hall import Hall, Ticket
from shared.domain.hours import business_date
from shared.domain.ids import CounterId, ServiceCode
from shared.domain.states import AT_A_COUNTER, TicketState


def remember(hall: Hall, ticket: Ticket) -> None:
    hall.tickets[ticket.id] = ticket
    hall.numbers[ticket.number] = ticket.id
    hall.visits.setdefault(ticket.visit, []).append(ticket.id)
    hall.aliases.update(dict.fromkeys(ticket.aliases, ticket.id))
    if ticket.late:
        hall.late.append(ticket.id)


def enter_line(hall: Hall, ticket: Ticket) -> None:
    ticket.state = TicketState.WAITING
    ticket.round = 0
    hall.line_of(ticket).add(ticket.key)


def leave(hall: Hall, ticket: Ticket) -> None:
    """Out of the line, away from the desk, or no longer on hold."""
    if ticket.state is TicketState.WAITING:
        hall.line_of(ticket).discard(ticket.key)
    elif ticket.held_until is not None:
        hall.timed.discard((ticket.held_until, ticket.id))
        ticket.held_until = None
    elif ticket.state in AT_A_COUNTER:
        hall.busy.pop(ticket.visit, None)
        desk = hall.desks.get(ticket.counter) if ticket.counter else None
        if desk is not None and desk.ticket == ticket.id:
            desk.ticket = None


def for_another(hall: Hall, ticket: Ticket, service: ServiceCode) -> None:
    """Out of the line of its service, and counted for another's quota; nobody's alone any more.

    The ticket stands in no line meanwhile."""
    count_taken(hall, ticket, -1)
    ticket.service = service
    count_taken(hall, ticket, +1)
    ticket.for_counter = ticket.for_officer = None


def to_counter(hall: Hall, ticket: Ticket, counter: CounterId) -> None:
    ticket.counter = counter
    hall.busy[ticket.visit] = ticket.id
    desk = hall.desks[counter]
    desk.ticket = ticket.id
    desk.undo = None


def count_taken(hall: Hall, ticket: Ticket, change: int) -> None:
    """For the quota of today; a ticket that was carried over counted on its own day."""
    assert hall.plan is not None
    if business_date(hall.plan.site, ticket.arrival).isoformat() == hall.date:
        hall.taken[ticket.service] = hall.taken.get(ticket.service, 0) + change


def forget_undo(hall: Hall, ticket: Ticket) -> None:
    desk = hall.desks.get(ticket.counter) if ticket.counter else None
    if desk is not None and desk.undo is not None and desk.undo[1] == ticket.id:
        desk.undo = None
