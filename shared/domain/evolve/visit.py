"""A visit that goes on, goes back, goes elsewhere or goes home; and what staff note of it."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.evolve.places import enter_line, for_another, leave
from shared.domain.hall import Hall
from shared.domain.states import TicketState


def continued(hall: Hall, event: e.VisitContinued, recorded: e.Recorded) -> None:
    """The errand before cannot be taken up again: the next one has begun."""
    ticket = hall.tickets[event.ticket]
    if not event.here:
        leave(hall, ticket)
    for_another(hall, ticket, event.service)
    ticket.result = event.result
    hall.desks[event.counter].undo = None
    if event.here:
        ticket.state = TicketState.SERVING
        ticket.started_at = recorded.at
    else:
        enter_line(hall, ticket)


def returned(hall: Hall, event: e.TicketReturned, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    leave(hall, ticket)
    for_another(hall, ticket, event.service)
    ticket.for_officer = event.to_officer
    ticket.back_to = ticket.back_service = None
    ticket.result = event.result
    enter_line(hall, ticket)


def transferred(hall: Hall, event: e.TicketTransferred, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    leave(hall, ticket)
    for_another(hall, ticket, event.service)
    ticket.for_counter, ticket.for_officer = event.to_counter, event.to_officer
    ticket.back_to, ticket.back_service = event.back_to, event.back_service
    enter_line(hall, ticket)


def moved(hall: Hall, event: e.TicketMoved, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    leave(hall, ticket)
    for_another(hall, ticket, event.service)
    ticket.for_counter = event.to_counter
    enter_line(hall, ticket)


def postponed(hall: Hall, event: e.TicketPostponed, recorded: e.Recorded) -> None:
    """Whom it waited for alone may not be there tomorrow."""
    ticket = hall.tickets[event.ticket]
    leave(hall, ticket)
    ticket.state = TicketState.POSTPONED
    ticket.left_on = hall.date
    ticket.for_counter = ticket.for_officer = None


def end_decided(hall: Hall, event: e.EndDecided, recorded: e.Recorded) -> None:
    hall.endings[event.service] = event.choice


def noted(hall: Hall, event: e.TicketNoted, recorded: e.Recorded) -> None:
    hall.tickets[event.ticket].notes += 1


def assistance(hall: Hall, event: e.AssistanceChanged, recorded: e.Recorded) -> None:
    hall.tickets[event.ticket].assist = event.assist
