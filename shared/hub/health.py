"""What an entry says of a person's health, left out for whoever is not staff.

The priority group and the assistance say it. Others learn that somebody has priority, as everyone
in the hall sees when they are called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

PRIORITY = "priority"
"""Stands for every group."""

Body = dict[str, Any]


def veiled(type_: str, body: bytes) -> bytes:
    """An entry's body without it; the very same one where there is nothing to leave out."""
    veil = _VEILS.get(type_)
    if veil is None:
        return body
    told = msgspec.json.decode(body)
    hidden = veil(told)
    return body if hidden == told else msgspec.json.encode(hidden)


def _ticket(told: Body) -> Body:
    hidden = told | ({"group": PRIORITY} if told.get("group") else {})
    return hidden | ({"assist": []} if told.get("assist") else {})


def _carried(told: Body) -> Body:
    return told | {"tickets": [_ticket(one) for one in told["tickets"]]}


_VEILS: dict[str, Callable[[Body], Body]] = {
    "TicketIssued": _ticket,
    "TicketMerged": _ticket,
    "PriorityChanged": _ticket,
    "AssistanceChanged": _ticket,
    "Carried": _carried,
}
