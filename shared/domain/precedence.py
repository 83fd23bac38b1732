"""Who was called before whom, and why: the facts behind the answer to "why before me?"

Everything is told from the state before the call. What a visitor hears of it is made from these
facts in one place (`shared.language.precedence`).
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain.causes import Cause
from shared.domain.events import Choice, Recorded, TicketCalled
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import CounterId, Moment
from shared.domain.rule import in_order
from shared.domain.states import TicketState


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """One call, seen by somebody who was not called."""

    cause: Cause
    called: str
    """The number that was called."""
    counter: CounterId
    at: Moment
    seq: int
    """The entry of the call."""
    came: Moment
    """When the one called arrived, and when the one who asks."""
    asking: str
    asking_came: Moment
    counts_from: Moment
    """From when the place of the one who asks counts: its arrival, or a later return."""


def precedence(hall: Hall, asking: Ticket, recorded: Recorded) -> Precedence:
    """Why a `TicketCalled` calls another one than `asking`; `hall` is the state before it."""
    event = recorded.event
    assert isinstance(event, TicketCalled)
    called = hall.tickets[event.ticket]
    return Precedence(
        cause=cause_of(hall, called, asking, event.counter, event.choice),
        called=called.number,
        counter=event.counter,
        at=recorded.at,
        seq=recorded.seq,
        came=called.arrival,
        asking=asking.number,
        asking_came=asking.arrival,
        counts_from=_counts_from(asking),
    )


def cause_of(
    hall: Hall, called: Ticket, asking: Ticket, counter: CounterId, choice: Choice
) -> Cause:
    """The one thing that decided it."""
    if asking.state is not TicketState.WAITING:
        return Cause.AWAY
    if all(one is not asking for one in in_order(hall, counter, choice.helped)):
        return Cause.OTHER_LINE
    if called.key < asking.key:
        return _earlier_place(called, asking)
    if not choice.by_rule:
        return Cause.CHOSEN
    return Cause.ELSEWHERE if asking.visit in hall.busy else Cause.UNEXPLAINED


def _earlier_place(called: Ticket, asking: Ticket) -> Cause:
    if _counts_from(called) > _counts_from(asking):
        return Cause.PRIORITY
    if called.arrival >= asking.arrival and _counts_from(asking) > asking.arrival:
        return Cause.RETURNED
    if called.late and called.place_seq > asking.place_seq:
        return Cause.EMERGENCY if called.emergency else Cause.RESTORED
    return Cause.EARLIER


def _counts_from(ticket: Ticket) -> Moment:
    return Moment(ticket.place + ticket.head_start)
