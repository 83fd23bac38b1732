"""Entries that a repair could not save: written down beside the chain, so that it goes on.

The chain bears it out: what follows a loss fits the hash that the last lost entry had.
"""

from __future__ import annotations

import sqlite3

import msgspec

TABLE = "lost"
"""Only a repaired journal has it."""


class Loss(msgspec.Struct, frozen=True):
    """The entries `first` to `last` are lost."""

    first: int
    last: int
    before: str
    """The hash of the entry before the first."""
    after: str
    """The hash that the last one had."""
    at: int
    """When the repair was made, in ms since the epoch."""


def losses(connection: sqlite3.Connection) -> list[Loss]:
    """The losses of the journal behind this connection, in order; mostly none."""
    there = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (TABLE,)
    ).fetchone()
    if there is None:
        return []
    columns = ", ".join(Loss.__struct_fields__)
    rows = connection.execute(f"SELECT {columns} FROM {TABLE} ORDER BY first")
    return [Loss(*row) for row in rows]
