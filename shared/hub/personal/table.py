"""``personal.db``: what is known of people, sealed row by row; on the thread that owns it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from shared.hub.journal.port import Unreadable
from shared.hub.personal.keys import Keyring, NoKey, Tampered
from shared.hub.personal.person import Person
from shared.protocol.database import Database, Migrations

PERSONAL_FILE = "personal.db"

ASIDE = ".damaged"

AT_ONCE = 500
"""Marks in one question: SQLite has a limit."""

SCHEMA = 1
"""The version of the tables below; a file with a higher one is refused."""

migrations = Migrations("personal")

log = logging.getLogger(__name__)

_encode = msgspec.json.Encoder().encode


@migrations()
def first_tables(db: Database) -> None:
    texts = ("id", "kind", "ticket", "day", "key")
    record = dict.fromkeys(texts, str) | {"at": int, "sealed": bytes}
    db.table("records").create(record, pk="id", if_not_exists=True)
    db.table("records").create_index(["ticket"], if_not_exists=True)
    marks = {"mark": str, "record": str}
    db.table("marks").create(marks, pk=("mark", "record"), if_not_exists=True)
    db.table("marks").create_index(["record"], if_not_exists=True)
    meta = {"key": "schema", "value": str(SCHEMA)}
    db.table("meta").insert(meta, pk="key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row. Everything but the person stands in the open, and is sealed in with it."""

    id: str
    kind: str
    """One of `person.KINDS`"""
    ticket: str
    """Whose contact it is; empty of a booking that nobody has come with yet."""
    day: str
    """The business date from which it is counted how long it is kept: the visit's."""
    at: int
    """When it was kept, ms since the epoch."""
    person: Person | None
    """None: its key is not here, or it is not what was sealed."""

    @property
    def bound(self) -> str:
        """What the seal holds together: none of it can be changed, nor put into another row."""
        return f"records/{self.id}/{self.kind}/{self.ticket}/{self.day}/{self.at}"


class PersonalTable:
    """Raises `Unreadable` where a newer program wrote it, and what `Keyring` raises."""

    def __init__(self, path: Path, keys: Keyring) -> None:
        path.touch(mode=0o600)
        path.chmod(0o600)
        self._keys = keys
        self._database = Database(str(path))
        self._database.conn.execute("PRAGMA synchronous=FULL")
        # What is purged is to be gone from the file as well.
        self._database.conn.execute("PRAGMA secure_delete=ON").fetchall()
        self._database.conn.execute("PRAGMA wal_autocheckpoint=0").fetchall()  # as in people.db
        _refuse_newer(self._database, path)
        if migrations.pending(self._database):
            migrations.apply(self._database)

    def close(self) -> None:
        self._database.conn.close()

    def put(self, record: Record) -> None:
        """In the place of the one with its id, if there is one."""
        with self._database.conn:
            self._write(record)

    def of(self, ids: Iterable[str]) -> list[Record]:
        """Those that are there, in the order of their ids as given."""
        found = (self._where("id = ?", [one]) for one in dict.fromkeys(ids))
        return [record for rows in found for record in rows]

    def of_tickets(self, tickets: Sequence[str]) -> list[Record]:
        """The contacts of some tickets, the oldest first."""
        places = ", ".join("?" * len(tickets))
        return self._where(f"ticket IN ({places}) ORDER BY at, id", list(tickets))

    def found(self, field: str, value: str) -> list[Record]:
        """Whose field is exactly this, as `person.compared` has it; the oldest first."""
        marks = self._keys.marks(field, value)
        places = ", ".join("?" * len(marks))
        where = f"id IN (SELECT record FROM marks WHERE mark IN ({places})) ORDER BY at, id"
        return self._where(where, marks)

    def known(self, field: str, values: Collection[str]) -> set[str]:
        """Those of many values that somebody has; no row is opened for it."""
        marks = self._keys.marks_of(field, values)
        there: set[str] = set()
        asked = list(marks)
        for start in range(0, len(asked), AT_ONCE):
            some = asked[start : start + AT_ONCE]
            places = ", ".join("?" * len(some))
            sql = f"SELECT DISTINCT mark FROM marks WHERE mark IN ({places})"
            there |= {marks[str(row[0])] for row in self._database.execute(sql, some).fetchall()}
        return there

    def everyone(self) -> list[Record]:
        """All of them, the oldest first."""
        return self._where("1 ORDER BY at, id", [])

    def count(self) -> dict[str, int]:
        """How many rows each key has sealed."""
        rows = self._database.execute("SELECT key, COUNT(*) FROM records GROUP BY key")
        return dict(rows.fetchall())

    def drop(self, ids: Iterable[str]) -> list[str]:
        """Deletes records; the ids of those that were there."""
        gone = []
        with self._database.conn:
            for one in ids:
                self._database.table("marks").delete_where("record = ?", [one])
                if self._database.execute("DELETE FROM records WHERE id = ?", [one]).rowcount:
                    gone.append(one)
        return gone

    def due(self, oldest: str, limit: int = -1) -> list[str]:
        """The ids of what belongs to days before `oldest`; at most so many of them."""
        sql = "SELECT id FROM records WHERE day < ? ORDER BY day LIMIT ?"
        rows = self._database.execute(sql, [oldest, limit])
        return [str(row[0]) for row in rows.fetchall()]

    def reseal(self) -> int:
        """All rows that can be opened under the key that seals now; how many could not be."""
        last = self._keys.current().id
        left = 0
        with self._database.conn:
            for record in self._where("key <> ?", [last]):
                if record.person is None:
                    left += 1
                else:
                    self._write(record)
        return left

    # ----------------------------------------------------------------------------------------

    def _write(self, record: Record) -> None:
        assert record.person is not None
        key, sealed = self._keys.seal(record.bound, _encode(record.person))
        row: dict[str, Any] = {name: getattr(record, name) for name in _OPEN}
        self._database.table("records").upsert(row | {"key": key, "sealed": sealed}, pk="id")
        self._database.table("marks").delete_where("record = ?", [record.id])
        marks = [self._keys.mark(*one) for one in record.person.found_by().items()]
        rows = [{"mark": mark, "record": record.id} for mark in marks]
        self._database.table("marks").insert_all(rows, pk=("mark", "record"), ignore=True)

    def _where(self, where: str, values: list[str]) -> list[Record]:
        names = ", ".join((*_OPEN, "key", "sealed"))
        rows = self._database.execute(f"SELECT {names} FROM records WHERE {where}", values)
        return [self._record(*row) for row in rows.fetchall()]

    def _record(self, *row: Any) -> Record:
        *told, key, sealed = row
        record = Record(**dict(zip(_OPEN, told, strict=True)), person=None)
        try:
            plain = self._keys.open(record.bound, key, sealed)
        except (NoKey, Tampered) as error:
            log.error("the record %s cannot be read: %s", record.id, error)
            return record
        return Record(
            **dict(zip(_OPEN, told, strict=True)), person=msgspec.json.decode(plain, type=Person)
        )


def opened(path: Path, keys: Keyring) -> PersonalTable:
    """The table; one that is damaged is put aside, for no hall stays closed for want of it.

    Raises `Unreadable` where the disk is full or a newer program wrote it.
    """
    try:
        return PersonalTable(path, keys)
    except sqlite3.OperationalError as error:
        raise Unreadable("io-error", f"{path} cannot be opened ({error}): make room.") from error
    except sqlite3.DatabaseError as error:
        aside = path.with_name(path.name + ASIDE)
        log.error(
            "%s is damaged (%s): it is put aside as %s, and nothing is known of any visitor. Stop"
            " the hub and put a backup's in its place to have that again.",
            *(path, error, aside.name),
        )
        path.replace(aside)
        return PersonalTable(path, keys)


_OPEN = ("id", "kind", "ticket", "day", "at")


def _refuse_newer(database: Database, path: Path) -> None:
    if "meta" not in database.table_names():
        return
    schema = int(next(iter(database.table("meta").rows_where("key = 'schema'")))["value"])
    if schema > SCHEMA:
        database.conn.close()
        raise Unreadable(
            "newer",
            f"{path} was written by a newer Giliran (tables of version {schema}, this one knows"
            f" {SCHEMA}): install that version again, or restore a backup made before it.",
        )
