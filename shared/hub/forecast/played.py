"""What a play gives: waits as they are foreseen at one moment, and what they were made from."""

from __future__ import annotations

import msgspec

Told = tuple[int, int, int]
"""Early, expected and late, in ms."""


class Foreseen(msgspec.Struct, array_like=True):
    """Waits count from `now`; what cannot be said is left out."""

    now: int
    seq: int
    tickets: dict[str, Told]
    services: dict[str, dict[int, Told]]
    """Of a ticket taken now, by its head start (ms; 0: none)."""
    turns: dict[str, int]
    """How long a visitor of each service keeps a counter on the whole, no-shows included (ms)."""
    free: dict[str, int]
    """When each counter calls next, on the whole: ms at work from `now`."""
    pickup: int = 0
    """What an idle counter takes until it calls (ms)."""
    breaks: list[tuple[int, int]] = []
    """Those in which nobody is called, ms from `now`."""
