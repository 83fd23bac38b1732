"""``people.db``: officers, open sessions, and who sat where; the journal knows none of it.

Every method runs on the one thread that owns the connection; `Officers` sees to that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from shared.hub.journal.port import Unreadable

PEOPLE_FILE = "people.db"

SCHEMA = 1
"""The version of the tables below; a file with a higher one is refused."""

SEATS = 20
"""Officers of one counter that are told, the last ones."""


migrations = Migrations("people")


@migrations()
def first_tables(db: Database) -> None:
    """Officers, sessions and seats; some of them are there where a version under way wrote them."""
    officer = {"id": str, "name": str, "role": str, "pin_hash": str}
    db.table("officers").create(officer, pk="id", if_not_exists=True)
    session = {"counter": str, "officer": str, "digest": str}
    db.table("sessions").create(session, pk="counter", if_not_exists=True)
    seat = {"counter": str, "officer": str, "turn": int}
    db.table("seats").create(seat, pk=("counter", "officer"), if_not_exists=True)
    db.table("meta").insert({"key": "schema", "value": str(SCHEMA)}, pk="key")


@dataclass(frozen=True, slots=True)
class Session:
    """An officer's sitting at a counter; the token is kept as a digest alone."""

    counter: str
    officer: str
    digest: str


class People:
    """The tables. `pin_hash` is empty for an officer whose PIN is not hashed yet.

    Raises `Unreadable` where a newer program wrote them.
    """

    def __init__(self, path: Path) -> None:
        path.touch(mode=0o600)
        self._database = Database(str(path))
        self._database.conn.execute("PRAGMA synchronous=FULL")
        # A replica that reads along decides when its log begins anew; without one there is no log.
        self._database.conn.execute("PRAGMA wal_autocheckpoint=0").fetchall()
        _refuse_newer(self._database, path)
        if migrations.pending(self._database):
            migrations.apply(self._database)
        with self._database.conn:
            self._database.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA)])

    def close(self) -> None:
        self._database.conn.close()

    # Officers -------------------------------------------------------------------------------

    def put(self, rows: list[dict[str, str]]) -> None:
        """Rows of `id`, `name`, `role` and `pin_hash`."""
        with self._database.conn:
            self._database.table("officers").upsert_all(rows, pk="id")

    def put_hash(self, officer: str, pin_hash: str) -> None:
        """The hash that was still missing; one that has come meanwhile stays."""
        with self._database.conn:
            self._database.execute(
                "UPDATE officers SET pin_hash = ? WHERE id = ? AND pin_hash = ''",
                [pin_hash, officer],
            )

    def take_hashes(self, officers: Collection[str]) -> None:
        """These have new PINs, which are not hashed yet."""
        with self._database.conn:
            for officer in officers:
                self._database.table("officers").update(officer, {"pin_hash": ""})

    def keep(self, officers: Collection[str]) -> None:
        """Takes all others out."""
        with self._database.conn:
            for officer in self.names().keys() - set(officers):
                self._database.table("officers").delete(officer)
            self._database.execute(
                "DELETE FROM seats WHERE officer NOT IN (SELECT id FROM officers)"
            )

    def names(self) -> dict[str, str]:
        return {row["id"]: row["name"] for row in self._database.table("officers").rows}

    def hashes(self) -> dict[str, str]:
        return {row["id"]: row["pin_hash"] for row in self._database.table("officers").rows}

    def hash_of(self, officer: str) -> str:
        """Empty for somebody who is not there, or has no hash yet."""
        rows = list(self._database.table("officers").rows_where("id = ?", [officer]))
        return str(rows[0]["pin_hash"]) if rows else ""

    # Sessions and seats ---------------------------------------------------------------------

    def open_session(self, session: Session) -> None:
        """The counter's only one; its officer is now the last who sat there."""
        row = {
            "counter": session.counter,
            "officer": session.officer,
            "digest": session.digest,
        }
        turn = self._database.execute("SELECT COALESCE(MAX(turn), 0) + 1 FROM seats").fetchone()[0]
        seat = {"counter": session.counter, "officer": session.officer, "turn": turn}
        with self._database.conn:
            self._database.table("sessions").upsert(row, pk="counter")
            self._database.table("seats").upsert(seat, pk=("counter", "officer"))

    def sessions(self, digest: str) -> list[Session]:
        """The sessions with this digest: one, or none."""
        rows = self._database.table("sessions").rows_where("digest = ?", [digest])
        return [Session(row["counter"], row["officer"], row["digest"]) for row in rows]

    def seated(self, counter: str) -> list[str]:
        """The ids of who has signed on at a counter, the last one first."""
        seats = self._database.table("seats").rows_where(
            "counter = ? AND officer IN (SELECT id FROM officers)",
            [counter],
            order_by="turn DESC",
            limit=SEATS,
        )
        return [seat["officer"] for seat in seats]


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
