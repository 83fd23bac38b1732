"""Sent elsewhere: by the officer who has the ticket, or by a supervisor. The place stays."""

from __future__ import annotations

from typing import NamedTuple

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import (
    at_desk,
    desk_of,
    require_at_work,
    require_reason,
    require_transition,
    service_of,
    ticket_of,
)
from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.ids import CounterId, Moment, OfficerId, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.domain.states import AT_A_COUNTER, TicketAction, TicketState


class _Target(NamedTuple):
    """Where a ticket is to wait: for a service, there for one counter or one officer alone."""

    service: ServiceCode
    counter: CounterId | None = None
    officer: OfficerId | None = None


class _Promise(NamedTuple):
    """Who gets it back when it is done there, and for which service."""

    officer: OfficerId | None = None
    service: ServiceCode | None = None


def transfer(hall: Hall, desk: Desk, command: c.TransferTicket, now: Moment) -> list[e.Event]:
    """To a service, a counter or an officer, with or without return.

    A return that was promised stays promised while the ticket is sent on, to the first who wanted
    it: A sends it to B and wants it back, B sends it to C and wants it back; done with C, it goes
    to A. It is over when the ticket is sent to A, or A sends it elsewhere.
    """
    require_at_work(desk, paused_too=True)
    ticket = ticket_of(hall, command.ticket) if command.ticket else at_desk(hall, desk)
    require_transition(ticket, TicketAction.TRANSFER)
    if ticket.counter not in (None, desk.id) and ticket.state is not TicketState.WAITING:
        _refuse_not_here(ticket, desk)
    service = service_of(hall, command.service or ticket.service)
    target = _Target(service.code, command.to_counter, command.to_officer)
    _require_other_officer(hall, desk, ticket, target)
    _require_a_way_on(hall, ticket, target)
    if command.reason:
        require_reason(hall, "transfer", command.reason)
    promise = _promise(hall, desk, ticket, target, back=command.back)
    return [
        e.TicketTransferred(
            ticket=ticket.id,
            counter=desk.id,
            service=target.service,
            to_counter=target.counter,
            to_officer=target.officer,
            reason=command.reason,
            back_to=promise.officer,
            back_service=promise.service,
        )
    ]


def move(hall: Hall, command: c.MoveTicket, now: Moment) -> list[e.Event]:
    """A supervisor's doing, wherever the ticket waits; one on hold waits again. Who was promised
    to get it back still gets it."""
    ticket = ticket_of(hall, command.ticket)
    require_transition(ticket, TicketAction.MOVE)
    if not command.reason:
        raise Refusal(Code.REASON_NEEDED, "Moving a ticket needs a reason.")
    require_reason(hall, "move", command.reason)
    if command.service is None and command.to_counter is None:
        raise Refusal(Code.WRONG_TARGET, "Say where it is moved: a service, a counter, or both.")
    service = service_of(hall, command.service or ticket.service)
    target = _Target(service.code, command.to_counter)
    _require_a_way_on(hall, ticket, target)
    return [
        e.TicketMoved(
            ticket=ticket.id,
            service=target.service,
            to_counter=target.counter,
            reason=command.reason,
        )
    ]


def _require_other_officer(hall: Hall, desk: Desk, ticket: Ticket, target: _Target) -> None:
    """An officer who is there to call it, and not the one who sends it."""
    if target.officer is None:
        return
    if target.counter is not None:
        raise Refusal(Code.WRONG_TARGET, "It goes to a counter or to an officer, not to both.")
    if target.officer == desk.officer:
        raise Refusal(
            Code.SAME_PLACE,
            f"{ticket.number} is with that officer already: to keep it for later, hold it.",
            number=ticket.number,
        )
    if hall.seat_of(target.officer) is None:
        raise Refusal(
            Code.OFFICER_AWAY,
            f"{target.officer} is signed on nowhere: send it to a service or a counter.",
            officer=target.officer,
        )


def _require_a_way_on(hall: Hall, ticket: Ticket, target: _Target) -> None:
    """Whoever is sent on must be called by somebody, and somewhere else than before."""
    alone = target.counter is not None or target.officer is not None
    if not alone and not hall.roster.counters_of(target.service):
        raise Refusal(Code.UNKNOWN_COUNTER, f"No counter serves {target.service}.")
    if target.counter is not None:
        require_at_work(desk_of(hall, target.counter), paused_too=True)
    now_there = _Target(ticket.service, ticket.for_counter, ticket.for_officer)
    at_desk_here = _Target(ticket.service, ticket.counter)
    if target == now_there or (ticket.state in AT_A_COUNTER and target == at_desk_here):
        raise Refusal(
            Code.SAME_PLACE,
            f"{ticket.number} is there already: to keep it for later, hold it.",
            number=ticket.number,
        )


def _promise(hall: Hall, desk: Desk, ticket: Ticket, target: _Target, *, back: bool) -> _Promise:
    there = target.officer
    if target.counter is not None:
        there = hall.desks[target.counter].officer
    stands = ticket.back_to is not None and ticket.back_to not in (there, desk.officer)
    if stands:
        return _Promise(ticket.back_to, ticket.back_service)
    if back and desk.officer != there:
        return _Promise(desk.officer, ticket.service)
    return _Promise()


def _refuse_not_here(ticket: Ticket, desk: Desk) -> None:
    raise Refusal(
        Code.VISITOR_ELSEWHERE,
        f"{ticket.number} is at counter {ticket.counter}, not at {desk.id}.",
        counter=ticket.counter,
        number=ticket.number,
    )
