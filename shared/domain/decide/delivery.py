"""Delivery of calls: shown and spoken. The journal keeps the first of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import Moment


def shown(hall: Hall, command: c.ReportShown, now: Moment) -> list[e.Event]:
    return [
        e.CallShown(ticket=ticket.id, call=ticket.calls, display=command.display)
        for ticket in _last_calls(hall, command.calls)
        if ticket.shown_at is None
    ]


def spoken(hall: Hall, command: c.ReportSpoken, now: Moment) -> list[e.Event]:
    return [
        e.CallSpoken(ticket=ticket.id, call=ticket.calls, display=command.display)
        for ticket in _last_calls(hall, command.calls)
        if ticket.spoken_at is None
    ]


def _last_calls(hall: Hall, calls: Sequence[c.CallRef]) -> Iterator[Ticket]:
    """The tickets whose last call is among those reported; each once."""
    for ticket_id in dict.fromkeys(call.ticket for call in calls):
        ticket = hall.tickets.get(ticket_id)
        if ticket is not None and c.CallRef(ticket=ticket_id, call=ticket.calls) in calls:
            yield ticket
