"""The end of the day: served on, or tomorrow with today's place."""

from __future__ import annotations

from collections.abc import Iterator

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import require_transition, service_of, ticket_of
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import Moment, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.domain.states import TRANSITIONS, TicketAction

SERVE_ON, TOMORROW = "serve-on", "tomorrow"

POSTPONED_AT_ONCE = 400
"""So many in one append. Of more the first ones are left for tomorrow; the hub asks again for the
others."""


def postpone(hall: Hall, command: c.PostponeTicket, now: Moment) -> list[e.Event]:
    ticket = ticket_of(hall, command.ticket)
    require_transition(ticket, TicketAction.POSTPONE)
    return [e.TicketPostponed(ticket=ticket.id, reason=command.reason)]


def decide_end(hall: Hall, command: c.DecideEnd, now: Moment) -> list[e.Event]:
    """What a supervisor chooses for all who wait for a service, be it for one counter or officer
    alone, or are on hold. May be chosen again: it is for those who wait at that moment."""
    service = service_of(hall, command.service).code
    if command.choice not in (SERVE_ON, TOMORROW):
        raise Refusal(
            Code.UNKNOWN_CHOICE,
            f"'{command.choice}' is no choice; those are: {SERVE_ON}, {TOMORROW}.",
            choice=command.choice,
            choices=[SERVE_ON, TOMORROW],
        )
    postponed: list[e.Event] = []
    if command.choice == TOMORROW:
        left = sorted(_left(hall, service), key=lambda ticket: ticket.key)[:POSTPONED_AT_ONCE]
        postponed = [e.TicketPostponed(ticket=one.id, reason=command.reason) for one in left]
    if not postponed and hall.endings.get(service) == command.choice:
        return []
    return [e.EndDecided(service=service, choice=command.choice), *postponed]


def _left(hall: Hall, service: ServiceCode) -> Iterator[Ticket]:
    """Who waits for it or is on hold."""
    states = TRANSITIONS[TicketAction.POSTPONE][0]
    return (t for t in hall.tickets.values() if t.service == service and t.state in states)
