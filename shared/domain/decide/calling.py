"""Calls: the next one by the rule, one beside it, once more; and the start of a service."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import (
    at_desk,
    require_at_work,
    require_free,
    require_reason,
    require_transition,
    ticket_of,
)
from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.ids import SECOND, CounterId, Moment, VisitId
from shared.domain.refusal import Code, Refusal
from shared.domain.rule import beside_the_rule, choose
from shared.domain.states import TicketAction

UNSPOKEN_CALL_STANDS = 20 * SECOND
"""A recall of a call that the hall has not yet heard adds nothing, unless so much time passed."""

TYPICAL_WALK = 30 * SECOND
"""From the call to the desk, taken as the start of a service that nobody marked."""


def call_next(hall: Hall, desk: Desk, command: c.CallNext, now: Moment) -> list[e.Event]:
    require_at_work(desk)
    require_free(desk, hall)
    called = next_call(hall, desk, now)
    if called is None:
        raise Refusal(Code.NOBODY_WAITS, f"Nobody waits for counter {desk.id}.")
    return [called]


def next_call(
    hall: Hall, desk: Desk, now: Moment, leaving: VisitId | None = None
) -> e.TicketCalled | None:
    chosen = choose(hall, desk.id, now, leaving=leaving)
    if chosen is None:
        return None
    ticket, choice = chosen
    return e.TicketCalled(ticket=ticket.id, counter=desk.id, call=ticket.calls + 1, choice=choice)


def call_ticket(hall: Hall, desk: Desk, command: c.CallTicket, now: Moment) -> list[e.Event]:
    require_at_work(desk)
    require_free(desk, hall)
    ticket = ticket_of(hall, command.ticket)
    require_transition(ticket, TicketAction.CALL_BY_NUMBER)
    if not command.reason:
        raise Refusal(Code.REASON_NEEDED, "A call beside the rule needs a reason.")
    require_reason(hall, "out_of_order", command.reason)
    require_visitor_free(hall, ticket)
    choice = beside_the_rule(hall, ticket, desk.id, command.reason, now)
    return [e.TicketCalled(ticket=ticket.id, counter=desk.id, call=ticket.calls + 1, choice=choice)]


def require_visitor_free(hall: Hall, ticket: Ticket) -> None:
    elsewhere = hall.busy.get(ticket.visit)
    if elsewhere is not None:
        other = hall.tickets[elsewhere]
        raise Refusal(
            Code.VISITOR_ELSEWHERE,
            f"The visitor of {ticket.number} is at counter {other.counter} with {other.number}.",
            counter=other.counter,
            number=other.number,
        )


def recall(hall: Hall, desk: Desk, command: c.Recall, now: Moment) -> list[e.Event]:
    ticket = at_desk(hall, desk)
    require_transition(ticket, TicketAction.RECALL)
    assert ticket.called_at is not None
    if ticket.spoken_at is None and now - ticket.called_at < UNSPOKEN_CALL_STANDS:
        return []
    return [e.TicketRecalled(ticket=ticket.id, counter=desk.id, call=ticket.calls + 1)]


def start(hall: Hall, desk: Desk, command: c.StartService, now: Moment) -> list[e.Event]:
    ticket = at_desk(hall, desk)
    require_transition(ticket, TicketAction.START)
    return [e.ServiceStarted(ticket=ticket.id, counter=desk.id)]


def estimated_start(ticket: Ticket, counter: CounterId, now: Moment) -> e.ServiceStarted:
    assert ticket.called_at is not None
    started = Moment(min(ticket.called_at + TYPICAL_WALK, now))
    return e.ServiceStarted(ticket=ticket.id, counter=counter, estimated=True, started_at=started)
