"""What can still be read of a damaged database: from both ends of a table up to what is broken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any


def rows_left(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table that SQLite gives out, each once, in no particular order."""
    seen: set[int] = set()
    for order in ("rowid", "rowid DESC"):
        for row in _until_broken(
            path, f"SELECT rowid AS _place, * FROM [{table}] ORDER BY {order}"
        ):
            if (place := row.pop("_place")) not in seen:
                seen.add(place)
                yield row


def _until_broken(path: Path, sql: str) -> Iterator[dict[str, Any]]:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.text_factory = _text
            for row in connection.execute(sql):
                yield dict(row)
    except sqlite3.Error:
        return


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")
