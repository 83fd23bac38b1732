"""Counters: open, paused, closed."""

from __future__ import annotations

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import desk_of, require_at_work, require_free, require_reason
from shared.domain.hall import Desk, Hall
from shared.domain.ids import Moment, OfficerId
from shared.domain.refusal import Code, Refusal
from shared.domain.states import CounterState

COUNTER_CLOSED = "counter-closed"
"""The reason of a transfer that a counter's closing makes."""


def open_counter(hall: Hall, command: c.OpenCounter, now: Moment) -> list[e.Event]:
    """Sign on, or end a pause. Two officers never hold one counter, nor one officer two."""
    desk = desk_of(hall, command.counter)
    if desk.officer is not None and desk.officer != command.officer:
        raise Refusal(
            Code.COUNTER_TAKEN,
            f"Counter {desk.id} is held by another officer: it must be closed first.",
            counter=desk.id,
            state=desk.state,
        )
    _require_not_elsewhere(hall, desk, command.officer)
    if desk.state is CounterState.OPEN:
        return []
    return [e.CounterOpened(counter=desk.id, officer=command.officer)]


def _require_not_elsewhere(hall: Hall, desk: Desk, officer: OfficerId) -> None:
    for other in hall.desks.values():
        if other.officer == officer and other.id != desk.id:
            raise Refusal(
                Code.OFFICER_ELSEWHERE,
                f"The officer is signed on at counter {other.id}: close it first.",
                counter=other.id,
            )


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
    closed = e.CounterClosed(counter=desk.id, reason=command.reason)
    return [*_set_free(hall, desk), closed]


def _set_free(hall: Hall, desk: Desk) -> list[e.Event]:
    """Who waited for this counter alone waits for the service again, at the same place."""
    return [
        e.TicketTransferred(
            ticket=ticket,
            counter=desk.id,
            service=hall.tickets[ticket].service,
            reason=COUNTER_CLOSED,
        )
        for _, _, ticket in hall.reserved.get(desk.id, ())
    ]
