"""At the counter: called, served, sent on; and the counter's own opening and closing."""

from __future__ import annotations

from shared.domain import events as e
from shared.domain.evolve.places import (
    enter_line,
    forget_undo,
    leave,
    to_counter,
)
from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.states import CounterState, TicketState


def called(hall: Hall, event: e.TicketCalled, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    forget_undo(hall, ticket)
    leave(hall, ticket)
    ticket.state = TicketState.CALLED
    ticket.missed_at = None
    ticket.choice = event.choice
    ticket.round = 0
    ticket.first_called_at = ticket.first_called_at or recorded.at
    _count_call(ticket, event.call, recorded)
    to_counter(hall, ticket, event.counter)


def recalled(hall: Hall, event: e.TicketRecalled, recorded: e.Recorded) -> None:
    _count_call(hall.tickets[event.ticket], event.call, recorded)


def _count_call(ticket: Ticket, call: int, recorded: e.Recorded) -> None:
    ticket.calls = call
    ticket.round += 1
    ticket.called_at = recorded.at
    ticket.shown_at = ticket.spoken_at = None


def shown(hall: Hall, event: e.CallShown, recorded: e.Recorded) -> None:
    hall.tickets[event.ticket].shown_at = recorded.at


def spoken(hall: Hall, event: e.CallSpoken, recorded: e.Recorded) -> None:
    hall.tickets[event.ticket].spoken_at = recorded.at


def started(hall: Hall, event: e.ServiceStarted, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    ticket.state = TicketState.SERVING
    ticket.started_at = event.started_at or recorded.at


def finished(hall: Hall, event: e.ServiceFinished, recorded: e.Recorded) -> None:
    _end_at_desk(hall, event, recorded, TicketState.DONE, "finish")
    hall.tickets[event.ticket].ended_at = recorded.at
    hall.tickets[event.ticket].result = event.result


def missed(hall: Hall, event: e.TicketMissed, recorded: e.Recorded) -> None:
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
    leave(hall, ticket)
    ticket.state = state
    hall.desks[event.counter].undo = (action, ticket.id, recorded.at)


def undone(hall: Hall, event: e.ActionUndone, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    ticket.ended_at = ticket.missed_at = None
    finished = event.action == "finish"
    ticket.result = "" if finished else ticket.result
    ticket.state = TicketState.SERVING if finished else TicketState.CALLED
    to_counter(hall, ticket, event.counter)


def held(hall: Hall, event: e.TicketHeld, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    leave(hall, ticket)
    ticket.state = TicketState.HELD
    ticket.held_until = event.until
    if event.until is not None:
        hall.timed.add((event.until, ticket.id))


def resumed(hall: Hall, event: e.TicketResumed, recorded: e.Recorded) -> None:
    ticket = hall.tickets[event.ticket]
    leave(hall, ticket)
    enter_line(hall, ticket)


def opened(hall: Hall, event: e.CounterOpened, recorded: e.Recorded) -> None:
    desk = hall.desks[event.counter]
    desk.state = CounterState.OPEN
    desk.officer = event.officer
    desk.reason = ""
    desk.since = recorded.at
    desk.opened_today = True


def taken_over(hall: Hall, event: e.CounterTakenOver, recorded: e.Recorded) -> None:
    """Whoever stands at the desk stays; what the officer before did is not taken back any more."""
    desk = hall.desks[event.counter]
    desk.state = CounterState.OPEN
    desk.officer = event.officer
    desk.reason = ""
    desk.since = recorded.at
    desk.opened_today = True
    desk.undo = None


def paused(hall: Hall, event: e.CounterPaused, recorded: e.Recorded) -> None:
    desk = hall.desks[event.counter]
    desk.state = CounterState.PAUSED
    desk.reason = event.reason
    desk.since = recorded.at


def closed(hall: Hall, event: e.CounterClosed, recorded: e.Recorded) -> None:
    close(hall.desks[event.counter], recorded, event.reason)


def close(desk: Desk, recorded: e.Recorded, reason: str) -> None:
    desk.state = CounterState.CLOSED
    desk.officer = None
    desk.reason = reason
    desk.since = recorded.at
    desk.undo = None
