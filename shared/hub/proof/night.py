"""What is carried over a night: everything as it was, and nothing out of nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import msgspec

from shared.domain import events as e
from shared.domain.hall import Hall
from shared.domain.states import AT_A_COUNTER, TicketState
from shared.hub.proof.finding import Found, span

_STAYS = AT_A_COUNTER | {TicketState.POSTPONED}
"""Tickets that go on into the next day."""

_DESK_BEGINS_ANEW = ("undo", "profile", "opened_today")


def carried(hall: Hall, event: e.Carried) -> Found:
    """Holds what an entry carries against the state in which the day before ended."""
    if hall.plan is None:  # what goes before was lost
        return []
    return [
        ("place", f"carries {words}.") for words in (*_tickets(hall, event), *_desks(hall, event))
    ]


def _tickets(hall: Hall, event: e.Carried) -> Iterator[str]:
    for told in event.tickets:
        ticket = hall.tickets.get(told["id"])
        if ticket is None or ticket.state not in _STAYS:
            yield f"{told['number']} over the night, which nobody had"
            continue
        by = told["place"] - ticket.place
        if by:
            far = f"{span(abs(by))} too {'early' if by < 0 else 'late'}"
            yield f"{told['number']} over the night with a place {far}"
        elif wrong := _differing(told, ticket):
            yield f"{told['number']} over the night with another {wrong}"
    there = {told["id"] for told in event.tickets}
    for ticket in hall.tickets.values():
        if ticket.state in _STAYS and ticket.id not in there:
            yield f"all over the night but {ticket.number}"


def _desks(hall: Hall, event: e.Carried) -> Iterator[str]:
    for told in event.counters:
        desk = hall.desks.get(told["id"])
        if desk is None or desk.ticket is None:
            yield f"counter {told['id']} over the night, which was closed"
        elif wrong := _differing(told, desk, _DESK_BEGINS_ANEW):
            yield f"counter {told['id']} over the night with another {wrong}"


def _differing(told: Mapping[str, Any], known: Any, but: tuple[str, ...] = ()) -> str:
    """The first field that is told otherwise than it is known; empty where there is none. What an
    older journal does not tell is not held against it."""
    true, plain = _as_written(asdict(known)), _as_written(dict(told))
    names = (name for name in plain if name in true and name not in but)
    return next((name for name in names if _plain(plain[name]) != _plain(true[name])), "")


def _as_written(fields: dict[str, Any]) -> dict[str, Any]:
    """As it would come out of the journal."""
    written: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(fields))
    return written


def _plain(value: Any) -> Any:
    """Without what an older journal leaves out of a choice."""
    return {name: one for name, one in value.items() if one} if isinstance(value, dict) else value
