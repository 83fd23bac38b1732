"""A state as bytes and back: all of `Hall` but the receipts, which have files of their own."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, get_type_hints

import msgspec
from sortedcontainers import SortedList

from shared.domain.copies import maker, names_of
from shared.domain.duty import rebuild
from shared.domain.hall import Hall, Key, Ticket
from shared.domain.plan import Plan
from shared.domain.site import Site

_ELSEWHERE = frozenset({"receipts", "always_open", "roster"})
"""In other files, no fact of the journal, and what follows from the rest."""

_ticket_hints = get_type_hints(Ticket)
_Row = tuple.__class_getitem__(tuple(_ticket_hints[name] for name in names_of(Ticket)))
"""A ticket as its values: a third of the size, and read in half the time."""

_KINDS: dict[str, Any] = {
    "plan": Site | None,
    "tickets": list[_Row],  # type: ignore[valid-type]
    "lines": dict[str, list[Key]],
    "reserved": dict[str, list[Key]],
    "for_officers": dict[str, list[Key]],
    "timed": list[tuple[int, str]],
}
"""Kept in another form than they have in the state."""

_LINES = ("lines", "reserved", "for_officers")

_NAMES = [name for name in names_of(Hall) if name not in _ELSEWHERE]
_hints = get_type_hints(Hall) | _KINDS
_State = msgspec.defstruct("_State", [(name, _hints[name]) for name in _NAMES])

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_State).decode
_row = attrgetter(*names_of(Ticket))
_ticket = maker(Ticket)


def state_bytes(hall: Hall) -> bytes:
    """The state without its receipts."""
    kept = {name: getattr(hall, name) for name in _NAMES}
    kept["plan"] = hall.plan and hall.plan.site
    kept["tickets"] = [_row(ticket) for ticket in hall.tickets.values()]
    for name in _LINES:
        kept[name] = {whose: list(line) for whose, line in kept[name].items()}
    kept["timed"] = list(hall.timed)
    return _encode(_State(**kept))


def fill(hall: Hall, content: memoryview, seq: int) -> None:
    """Gives a fresh state what `state_bytes` wrote at entry `seq`.

    Raises ValueError (as msgspec does) before anything is changed.
    """
    state: Any = _decode(content)
    if state.seq != seq:
        raise ValueError(f"it holds the state of entry {state.seq}, not of {seq}")
    for name in _NAMES:
        setattr(hall, name, getattr(state, name))
    hall.plan = Plan.of(state.plan) if state.plan is not None else None
    hall.tickets = {ticket.id: ticket for ticket in map(_ticket, state.tickets)}
    for name in _LINES:
        lines = {whose: SortedList(keys) for whose, keys in getattr(state, name).items()}
        setattr(hall, name, lines)
    hall.timed = SortedList(state.timed)
    rebuild(hall)
