"""Reading a journal's SQLite file: on the hub's reading thread, and in the commands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.hub.journal.chain import origin
from shared.hub.journal.losses import losses
from shared.hub.journal.port import Entry, Unreadable
from shared.hub.journal.schema import SQLITE_ERRORS, meta, open_reader, unreadable
from shared.protocol.database import Database
from shared.protocol.messages import Head

LAST_SEQ = 2**63 - 1
"""No entry has this number: SQLite's largest integer."""

COLUMNS = "seq, at, type, version, body, actor, command, digest, hash"
_ENTRY = f"SELECT {COLUMNS.replace('body', 'CAST(body AS BLOB)')} FROM entries"


class Reader:
    """One read-only connection. Belongs to the thread that made it; raises `Unreadable`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.db: Database = open_reader(path)
        try:
            with self._readable():
                self.journal = meta(self.db, "journal")
                """The journal's id."""
        except Unreadable:
            self.db.close()
            raise

    def head(self) -> Head:
        """Where the journal stands now."""
        with self._readable():
            return tail(self.db.conn, self.journal)

    def read(self, after: int, limit: int) -> list[Entry]:
        """At most `limit` entries after `after`, in order."""
        return self._entries("WHERE seq > ? ORDER BY seq LIMIT ?", after, limit)

    def last(self, type_: str, before: int | None = None) -> Entry | None:
        """The latest entry of a type (before a sequence)."""
        ends = LAST_SEQ if before is None else before
        found = self._entries("WHERE type = ? AND seq < ? ORDER BY seq DESC LIMIT 1", type_, ends)
        return found[0] if found else None

    def read_type(self, type_: str, after: int, limit: int) -> list[Entry]:
        """At most `limit` entries of one type after `after`, in order."""
        return self._entries("WHERE type = ? AND seq > ? ORDER BY seq LIMIT ?", type_, after, limit)

    def whole_after(self) -> Head:
        """Where the last loss ends that a repair left; where nothing is lost, the beginning."""
        with self._readable():
            lost = losses(self.db.conn)
        return Head(self.journal, lost[-1].last, lost[-1].after) if lost else origin(self.journal)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def _entries(self, where: str, *values: object) -> list[Entry]:
        with self._readable():
            return [Entry(*row) for row in self.db.conn.execute(f"{_ENTRY} {where}", values)]

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except SQLITE_ERRORS as error:
            raise unreadable(error, self._path) from error


def tail(connection: sqlite3.Connection, journal: str) -> Head:
    """The head as this connection sees it, within its transaction if one is open."""
    row = connection.execute("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(journal, *row) if row else origin(journal)
