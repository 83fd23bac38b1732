"""What an officer does at a counter: each command goes to its room; no-shows, and the undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide import calling, hold, sending, visit
from shared.domain.decide.finding import (
    at_desk,
    desk_of,
    require_at_work,
    require_free,
    require_reason,
    require_transition,
    ticket_of,
)
from shared.domain.decide.no_show import require_no_show_due
from shared.domain.hall import Desk, Hall
from shared.domain.ids import SECOND, Moment
from shared.domain.refusal import Code, Refusal
from shared.domain.site import MISTAKE
from shared.domain.states import TicketAction

UNDO_WITHIN = 8 * SECOND
"""The counter offers an undo for five seconds; the rest is for the way of the message."""


def decide_at_desk(hall: Hall, command: c.Command, actor: str, now: Moment) -> list[e.Event]:
    """Dispatches the commands that belong to one counter."""
    decider = _DECIDERS[type(command)]
    assert isinstance(command, c.CounterCommand)
    return decider(hall, desk_of(hall, command.counter), command, now)


def no_show(hall: Hall, desk: Desk, command: c.RecordNoShow, now: Moment) -> list[e.Event]:
    ticket = at_desk(hall, desk)
    require_transition(ticket, TicketAction.NO_SHOW)
    if command.reason:
        require_reason(hall, "no_show", command.reason)
    else:
        require_no_show_due(hall, ticket, now)
    return [e.TicketMissed(ticket=ticket.id, counter=desk.id, reason=command.reason)]


def undo(hall: Hall, desk: Desk, command: c.UndoLast, now: Moment) -> list[e.Event]:
    require_at_work(desk, paused_too=True)
    if not command.reason:
        raise Refusal(Code.REASON_NEEDED, "Taking something back needs a reason.")
    if command.reason != MISTAKE:
        require_reason(hall, "undo", command.reason)
    if desk.undo is None or now - desk.undo[2] > UNDO_WITHIN:
        raise Refusal(Code.NOTHING_TO_UNDO, "There is nothing to take back any more.")
    require_free(desk, hall)
    action, ticket_id, _ = desk.undo
    ticket = ticket_of(hall, ticket_id)
    calling.require_visitor_free(hall, ticket)
    require_transition(ticket, TicketAction(f"undo-{action}"))
    return [e.ActionUndone(ticket=ticket.id, counter=desk.id, action=action, reason=command.reason)]


_DECIDERS: dict[type[c.Command], Callable[[Hall, Desk, Any, Moment], list[e.Event]]] = {
    c.CallNext: calling.call_next,
    c.CallTicket: calling.call_ticket,
    c.Recall: calling.recall,
    c.StartService: calling.start,
    c.FinishService: visit.finish,
    c.ContinueVisit: visit.go_on,
    c.RecordNoShow: no_show,
    c.HoldTicket: hold.hold,
    c.TransferTicket: sending.transfer,
    c.UndoLast: undo,
}
