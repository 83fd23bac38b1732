"""The machine's clock was set: what people have waited stays what it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sortedcontainers import SortedList

from shared.domain import events as e
from shared.domain.hall import Hall, Key, Ticket
from shared.domain.ids import Moment
from shared.domain.states import ENDED

_MOMENTS = (
    *("arrival", "place", "called_at", "first_called_at", "shown_at", "spoken_at"),
    *("started_at", "missed_at", "held_until"),
)


def stepped(hall: Hall, event: e.ClockStepped, recorded: e.Recorded) -> None:
    """A step forward moves along whatever goes on in the hall. After a step back the hub's time
    goes on as before, and nothing has to move."""
    by = event.after - event.before
    if by <= 0:
        return
    for ticket in _in_the_hall(hall):
        _move(ticket, by)
    for lines in (hall.lines, hall.reserved, hall.for_officers):
        _move_lines(lines, by)
    hall.timed = SortedList((Moment(until + by), ticket) for until, ticket in hall.timed)
    for made in hall.announced.values():
        made.at = Moment(made.at + by)
    for desk in hall.desks.values():
        desk.since = Moment(desk.since + by)
        if desk.undo is not None:
            action, ticket_id, at = desk.undo
            desk.undo = (action, ticket_id, Moment(at + by))


def _in_the_hall(hall: Hall) -> Iterator[Ticket]:
    """Whoever has not gone, and whoever may be called back with an undo."""
    undone = {desk.undo[1] for desk in hall.desks.values() if desk.undo is not None}
    for ticket in hall.tickets.values():
        if ticket.state not in ENDED or ticket.id in undone:
            yield ticket


def _move(ticket: Ticket, by: int) -> None:
    for name in _MOMENTS:
        at = getattr(ticket, name)
        if at is not None:
            setattr(ticket, name, at + by)


def _move_lines(lines: dict[Any, SortedList[Key]], by: int) -> None:
    for whose, line in lines.items():
        lines[whose] = SortedList((place + by, seq, ticket) for place, seq, ticket in line)
