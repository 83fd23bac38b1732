"""Writing a journal's SQLite file: one append is one transaction, on the writing thread alone."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from shared.hub.journal.chain import place
from shared.hub.journal.port import APPEND_LIMIT, Conflict, Draft, Entry, Refused, Unknown
from shared.hub.journal.reading import tail
from shared.hub.journal.schema import CHECKPOINT_PAGES, meta, open_writer
from shared.protocol.messages import Head

_INSERT = "INSERT INTO entries VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)"

_CODES = {
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_IOERR: "io-error",
}
_WORDS = {
    "disk-full": "The disk is full; free some space.",
    "read-only": "The journal's file may not be written; look at its owner and its file system.",
    "busy": "Another program keeps the journal's file locked.",
    "io-error": "The disk reports an error.",
    "failed": "SQLite refused to write.",
}


class Writer:
    """The one connection that writes. Belongs to the thread that made it."""

    def __init__(self, path: Path) -> None:
        self._db = open_writer(path)
        self._connection = self._db.conn
        self.journal = meta(self._db, "journal")
        """The journal's id."""
        self._in_doubt = False

    def append(self, expected: Head, drafts: Sequence[Draft]) -> list[Entry]:
        """See `Journal.append`."""
        if not 0 < len(drafts) <= APPEND_LIMIT:
            raise _out_of_range(len(drafts))
        self.settle()
        entries = place(expected, drafts)
        try:
            self._insert(expected, entries)
        except BaseException as error:
            self._roll_back()
            if isinstance(error, sqlite3.Error):
                raise _refused(error) from error
            raise
        return self._commit(entries)

    def settle(self) -> None:
        """End the doubt that a failed commit left, if there is one; else raise `Unknown`.

        Such a commit may lie in the write-ahead log, unseen now and found after a crash. What is
        seen goes into the main file, the log is emptied: after that it is certain.
        """
        if not self._in_doubt:
            return
        try:
            busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as error:
            raise Unknown(f"The disk cannot say how the last append ended: {error}.") from error
        if busy:
            raise Unknown("The journal is being read; how the last append ended is not known yet.")
        self._in_doubt = False

    def hold_log(self, held: bool) -> None:
        """While it is held SQLite does not start its log anew: who reads along misses nothing."""
        pages = 0 if held else CHECKPOINT_PAGES
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {pages}").fetchall()

    def close(self) -> None:
        """Let go of the file; SQLite then moves its log into the main file."""
        self._db.close()

    def _insert(self, expected: Head, entries: list[Entry]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        head = tail(self._connection, self.journal)
        if head != expected:
            raise Conflict(head)
        self._connection.executemany(_INSERT, [_row(entry) for entry in entries])

    def _commit(self, entries: list[Entry]) -> list[Entry]:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            return self._after_failed_commit(entries, error)
        return entries

    def _after_failed_commit(self, entries: list[Entry], error: sqlite3.Error) -> list[Entry]:
        """A commit with no room for its last page is no commit; after other errors, look."""
        refused = _refused(error)
        if refused.code == "io-error":
            self._in_doubt = True
            self.settle()
            if tail(self._connection, self.journal).hash == entries[-1].hash:
                return entries
        raise refused from error

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # SQLite may have rolled back by itself
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")


def _row(entry: Entry) -> tuple[int | str | bytes, ...]:
    return (
        entry.seq,
        entry.at,
        entry.type,
        entry.version,
        entry.body,
        entry.actor,
        entry.command,
        entry.digest,
        entry.hash,
    )


def _out_of_range(count: int) -> Refused:
    if count == 0:
        return Refused("empty", "An append needs at least one entry.")
    return Refused("too-many", f"An append carries at most {APPEND_LIMIT} entries, not {count}.")


def _refused(error: sqlite3.Error) -> Refused:
    # The low byte is the kind; the rest says where ("while syncing", "while truncating").
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    code = _CODES.get(kind, "failed")
    return Refused(code, f"{_WORDS[code]} ({error})")
