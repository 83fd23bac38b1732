"""What an officer does with a ticket: call, recall, start, finish, no-show, hold, transfer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide import papers
from shared.domain.decide.finding import (
    desk_of,
    plan_of,
    require_at_work,
    require_free,
    require_reason,
    require_transition,
    service_of,
    ticket_of,
)
from shared.domain.decide.no_show import require_no_show_due
from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.ids import SECOND, CounterId, Moment, ServiceCode, VisitId
from shared.domain.refusal import Code, Refusal
from shared.domain.rule import beside_the_rule, choose
from shared.domain.states import AT_A_COUNTER, CounterState, TicketAction, TicketState

UNSPOKEN_CALL_STANDS = 20 * SECOND
"""A recall of a call that the hall has not yet heard adds nothing, unless so much time passed."""

TYPICAL_WALK = 30 * SECOND
"""From the call to the desk, taken as the start of a service that nobody marked."""

UNDO_WITHIN = 8 * SECOND
"""The counter offers an undo for five seconds; the rest is for the way of the message."""


def decide_at_desk(hall: Hall, command: c.Command, actor: str, now: Moment) -> list[e.Event]:
    """Dispatches the commands that belong to one counter."""
    decider = _DECIDERS[type(command)]
    assert isinstance(command, c.CounterCommand)
    return decider(hall, desk_of(hall, command.counter), command, now)


def call_next(hall: Hall, desk: Desk, command: c.CallNext, now: Moment) -> list[e.Event]:
    require_at_work(desk)
    require_free(desk, hall)
    called = _next_call(hall, desk, now)
    if called is None:
        raise Refusal(Code.NOBODY_WAITS, f"Nobody waits for counter {desk.id}.")
    return [called]


def _next_call(
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
    _require_visitor_free(hall, ticket)
    choice = beside_the_rule(hall, ticket, desk.id, command.reason, now)
    return [e.TicketCalled(ticket=ticket.id, counter=desk.id, call=ticket.calls + 1, choice=choice)]


def _require_visitor_free(hall: Hall, ticket: Ticket) -> None:
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
    ticket = _at_desk(hall, desk)
    require_transition(ticket, TicketAction.RECALL)
    assert ticket.called_at is not None
    if ticket.spoken_at is None and now - ticket.called_at < UNSPOKEN_CALL_STANDS:
        return []
    return [e.TicketRecalled(ticket=ticket.id, counter=desk.id, call=ticket.calls + 1)]


def start(hall: Hall, desk: Desk, command: c.StartService, now: Moment) -> list[e.Event]:
    ticket = _at_desk(hall, desk)
    require_transition(ticket, TicketAction.START)
    return [e.ServiceStarted(ticket=ticket.id, counter=desk.id)]


def finish(hall: Hall, desk: Desk, command: c.FinishService, now: Moment) -> list[e.Event]:
    ticket = _at_desk(hall, desk)
    require_transition(ticket, TicketAction.FINISH)
    events: list[e.Event] = []
    if ticket.state is TicketState.CALLED:
        events.append(_estimated_start(ticket, desk.id, now))
    events.append(e.ServiceFinished(ticket=ticket.id, counter=desk.id))
    if command.then_call and desk.state is CounterState.OPEN:
        called = _next_call(hall, desk, now, leaving=ticket.visit)
        return [*events, called] if called else events
    return events


def _estimated_start(ticket: Ticket, counter: CounterId, now: Moment) -> e.ServiceStarted:
    assert ticket.called_at is not None
    started = Moment(min(ticket.called_at + TYPICAL_WALK, now))
    return e.ServiceStarted(ticket=ticket.id, counter=counter, estimated=True, started_at=started)


def no_show(hall: Hall, desk: Desk, command: c.RecordNoShow, now: Moment) -> list[e.Event]:
    ticket = _at_desk(hall, desk)
    require_transition(ticket, TicketAction.NO_SHOW)
    if command.reason:
        require_reason(hall, "no_show", command.reason)
    else:
        require_no_show_due(hall, ticket, now)
    return [e.TicketMissed(ticket=ticket.id, counter=desk.id, reason=command.reason)]


def hold(hall: Hall, desk: Desk, command: c.HoldTicket, now: Moment) -> list[e.Event]:
    ticket = _at_desk(hall, desk)
    require_transition(ticket, TicketAction.HOLD)
    return [e.TicketHeld(ticket=ticket.id, counter=desk.id, reason=command.reason)]


def resume(hall: Hall, desk: Desk, command: c.ResumeTicket, now: Moment) -> list[e.Event]:
    require_at_work(desk)
    ticket = ticket_of(hall, command.ticket)
    require_transition(ticket, TicketAction.RESUME)
    return [e.TicketResumed(ticket=ticket.id, counter=desk.id)]


def transfer(hall: Hall, desk: Desk, command: c.TransferTicket, now: Moment) -> list[e.Event]:
    require_at_work(desk, paused_too=True)
    ticket = ticket_of(hall, command.ticket) if command.ticket else _at_desk(hall, desk)
    require_transition(ticket, TicketAction.TRANSFER)
    if ticket.counter not in (None, desk.id) and ticket.state is not TicketState.WAITING:
        _refuse_not_here(ticket, desk)
    service = service_of(hall, command.service or ticket.service)
    _require_a_way_on(hall, ticket, service.code, command.to_counter)
    if command.reason:
        require_reason(hall, "transfer", command.reason)
    return [
        e.TicketTransferred(
            ticket=ticket.id,
            counter=desk.id,
            service=service.code,
            to_counter=command.to_counter,
            reason=command.reason,
        )
    ]


def _require_a_way_on(
    hall: Hall, ticket: Ticket, service: ServiceCode, to_counter: CounterId | None
) -> None:
    """Whoever is transferred must be called by somebody, and somewhere else than before."""
    if to_counter is None and not plan_of(hall).served_at[service]:
        raise Refusal(Code.UNKNOWN_COUNTER, f"No counter serves {service}.")
    if to_counter is not None:
        require_at_work(desk_of(hall, to_counter), paused_too=True)
    here = ticket.counter if ticket.state in AT_A_COUNTER else ticket.for_counter
    if (to_counter, service) in {(ticket.for_counter, ticket.service), (here, ticket.service)}:
        raise Refusal(
            Code.SAME_PLACE,
            f"{ticket.number} is there already: to keep it for later, hold it.",
            number=ticket.number,
        )


def _refuse_not_here(ticket: Ticket, desk: Desk) -> None:
    raise Refusal(
        Code.VISITOR_ELSEWHERE,
        f"{ticket.number} is at counter {ticket.counter}, not at {desk.id}.",
        counter=ticket.counter,
        number=ticket.number,
    )


def undo(hall: Hall, desk: Desk, command: c.UndoLast, now: Moment) -> list[e.Event]:
    require_at_work(desk, paused_too=True)
    if desk.undo is None or now - desk.undo[2] > UNDO_WITHIN:
        raise Refusal(Code.NOTHING_TO_UNDO, "There is nothing to take back any more.")
    require_free(desk, hall)
    action, ticket_id, _ = desk.undo
    ticket = ticket_of(hall, ticket_id)
    _require_visitor_free(hall, ticket)
    require_transition(ticket, TicketAction(f"undo-{action}"))
    return [e.ActionUndone(ticket=ticket.id, counter=desk.id, action=action)]


def _at_desk(hall: Hall, desk: Desk) -> Ticket:
    require_at_work(desk, paused_too=True)
    if desk.ticket is None:
        raise Refusal(Code.NOTHING_CALLED, f"Counter {desk.id} has called nobody.", counter=desk.id)
    return hall.tickets[desk.ticket]


_DECIDERS: dict[type[c.Command], Callable[[Hall, Desk, Any, Moment], list[e.Event]]] = {
    c.CallNext: call_next,
    c.CallTicket: call_ticket,
    c.Recall: recall,
    c.StartService: start,
    c.FinishService: finish,
    c.RecordNoShow: no_show,
    c.HoldTicket: hold,
    c.ResumeTicket: resume,
    c.TransferTicket: transfer,
    c.UndoLast: undo,
    c.EnterPaper: papers.enter,
}
