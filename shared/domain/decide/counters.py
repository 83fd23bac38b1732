"""Counters: open, paused, closed, taken over."""

from __future__ import annotations

from collections.abc import Iterable

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import (
    desk_of,
    plan_of,
    require_at_work,
    require_free,
    require_reason,
)
from shared.domain.hall import Desk, Hall, Ticket
from shared.domain.ids import Moment, OfficerId
from shared.domain.refusal import Code, Refusal
from shared.domain.states import CounterState

COUNTER_CLOSED = "counter-closed"
"""The reason of a transfer that a counter's closing makes."""

OFFICER_LEFT = "officer-left"
"""The reason of a transfer that an officer's leaving makes."""

MOVED = "moved"
"""The reason of a closing: the officer goes on at another counter."""


def open_counter(hall: Hall, command: c.OpenCounter, now: Moment) -> list[e.Event]:
    """Sign on, or end a pause. Two officers never hold one counter, nor one officer two: a counter
    is taken over with a reason, and a sitting elsewhere is ended first where that is asked for."""
    desk = desk_of(hall, command.counter)
    taken = desk.officer is not None and desk.officer != command.officer
    if taken:
        _require_take_over(hall, desk, command.take_over)
    events = _left_elsewhere(hall, desk, command)
    if taken:
        assert desk.officer is not None
        return [
            *events,
            *_without_officer(hall, desk, desk.officer),
            e.CounterTakenOver(
                counter=desk.id,
                officer=command.officer,
                before=desk.officer,
                reason=command.take_over,
            ),
        ]
    if desk.state is CounterState.OPEN:
        return events
    return [*events, e.CounterOpened(counter=desk.id, officer=command.officer)]


def _require_take_over(hall: Hall, desk: Desk, reason: str) -> None:
    if reason:
        require_reason(hall, "take_over", reason)
        return
    raise Refusal(
        Code.COUNTER_TAKEN,
        f"Counter {desk.id} is held by another officer: it must be closed first, or taken over"
        " with a reason.",
        counter=desk.id,
        state=desk.state,
        officer=desk.officer,
        since=desk.since,
        reasons=[reason.code for reason in plan_of(hall).site.reasons.take_over],
    )


def _left_elsewhere(hall: Hall, desk: Desk, command: c.OpenCounter) -> list[e.Event]:
    """The end of the officer's sitting at another counter; Refusal where nobody asked for it, or a
    visitor stands there. Who waits for the officer goes on waiting: they are only moving."""
    for other in hall.desks.values():
        if other.officer != command.officer or other.id == desk.id:
            continue
        if not command.leave_other:
            raise Refusal(
                Code.OFFICER_ELSEWHERE,
                f"The officer is signed on at counter {other.id}: close it first.",
                counter=other.id,
            )
        require_free(other, hall)
        return [*_without_counter(hall, other), e.CounterClosed(counter=other.id, reason=MOVED)]
    return []


def pause(hall: Hall, command: c.PauseCounter, now: Moment) -> list[e.Event]:
    desk = desk_of(hall, command.counter)
    require_at_work(desk, paused_too=True)
    if desk.state is CounterState.PAUSED:
        return []
    require_free(desk, hall)
    if command.reason:
        require_reason(hall, "pause", command.reason)
    return [e.CounterPaused(counter=desk.id, reason=command.reason)]


def close(hall: Hall, command: c.CloseCounter, now: Moment) -> list[e.Event]:
    desk = desk_of(hall, command.counter)
    if desk.state is CounterState.CLOSED:
        return []
    require_free(desk, hall)
    gone = _without_officer(hall, desk, desk.officer) if desk.officer is not None else []
    closed = e.CounterClosed(counter=desk.id, reason=command.reason)
    return [*_without_counter(hall, desk), *gone, closed]


def _without_counter(hall: Hall, desk: Desk) -> list[e.Event]:
    """Who waited for this counter alone waits for the service again, at the same place."""
    waiting = (hall.tickets[ticket] for _, _, ticket in hall.reserved.get(desk.id, ()))
    return _set_free(desk, waiting, COUNTER_CLOSED)


def _without_officer(hall: Hall, desk: Desk, officer: OfficerId) -> list[e.Event]:
    """The same for who waited for this officer alone, wherever they sat."""
    waiting = (hall.tickets[ticket] for _, _, ticket in hall.for_officers.get(officer, ()))
    return _set_free(desk, waiting, OFFICER_LEFT)


def _set_free(desk: Desk, waiting: Iterable[Ticket], reason: str) -> list[e.Event]:
    return [
        e.TicketTransferred(
            ticket=ticket.id,
            counter=desk.id,
            service=ticket.service,
            reason=reason,
            back_to=ticket.back_to,
            back_service=ticket.back_service,
        )
        for ticket in waiting
    ]
