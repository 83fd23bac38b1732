"""What a play gives: waits as they are foreseen at one moment."""

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
    steps: dict[str, int]
    """How much longer it is for each person more who is before it."""
