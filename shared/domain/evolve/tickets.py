"""A ticket away from the counters: issued, printed, cancelled, back, its priority."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.evolve.papers import came_late, heard_of
from shared.domain.evolve.places import count_taken, enter_line, forget_undo, leave, remember
from shared.domain.hall import Hall, Ticket
from shared.domain.states import TicketState


def issued(hall: Hall, event: e.TicketIssued, recorded: e.Recorded) -> None:
    ticket = Ticket(
        id=event.ticket,
        number=event.number,
        series=event.series,
        ordinal=event.ordinal,
        service=event.service,
        visit=event.visit,
        state=TicketState.UNSERVED if event.date else TicketState.WAITING,
        arrival=recorded.at if event.arrival is None else event.arrival,
        place=event.place,
        place_seq=recorded.seq,
        ahead=event.ahead,
        group=event.group,
        head_start=event.head_start,
        language=event.language,
        people=event.people,
        assist=event.assist,
        kiosk=event.kiosk,
        emergency=event.emergency,
        entered=event.entered,
        late=event.arrival is not None,
        promise=event.promise,
    )
    if not event.entered:
        heard_of(hall, event.kiosk, ticket.arrival)
    if ticket.late:
        came_late(hall, event.ticket, event.kiosk, event.ghost, recorded)
    if event.date:
        ticket.ended_at = recorded.at
        hall.tickets[ticket.id] = ticket
        return
    remember(hall, ticket)
    if not event.emergency:
        hall.ordinals[event.series] = max(hall.ordinals.get(event.series, 0), event.ordinal)
    hall.taken[event.service] = hall.taken.get(event.service, 0) + 1
    hall.line_of(ticket).add(ticket.key)


def printed(hall: Hall, event: e.TicketPrinted, recorded: e.Recorded) -> None:
    ticket = hall.tickets.get(event.ticket)
    if ticket is not None:
        ticket.printed = True
        ticket.half_printed = ticket.reprint_wanted = False
        ticket.reprint_at = None


def print_failed(hall: Hall, event: e.PrintFailed, recorded: e.Recorded) -> None:
    ticket = hall.tickets.get(event.ticket)
    if ticket is not None:
        ticket.half_printed = ticket.half_printed or event.half
        ticket.reprint_wanted = True
        ticket.reprint_at = None


def reprint(hall: Hall, event: e.ReprintRequested, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    ticket.reprint_wanted = True
    ticket.reprint_at = event.kiosk


def cancelled(hall: Hall, event: e.TicketCancelled, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    leave(hall, ticket)
    ticket.state = TicketState.CANCELLED
    ticket.ended_at = recorded.at
    forget_undo(hall, ticket)
    count_taken(hall, ticket, -1)


def rejoined(hall: Hall, event: e.TicketRejoined, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    if not event.kept:
        ticket.place, ticket.place_seq = event.place, recorded.seq
        ticket.head_start = 0
    ticket.missed_at = None
    forget_undo(hall, ticket)
    enter_line(hall, ticket)


def priority(hall: Hall, event: e.PriorityChanged, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    waits = ticket.state is TicketState.WAITING
    if waits:
        hall.line_of(ticket).discard(ticket.key)
    ticket.group, ticket.head_start = event.group, event.head_start
    ticket.checked = True
    if event.place != ticket.place:
        ticket.place, ticket.place_seq = event.place, recorded.seq
    if waits:
        hall.line_of(ticket).add(ticket.key)
