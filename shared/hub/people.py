"""``people.db``: officers, open sessions, who sat where, and texts; the journal knows none of it.

Every method runs on the one thread that owns the connection; `Officers` sees to that.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from shared.hub.attempts import Tried
from shared.hub.journal.port import Unreadable
from shared.hub.personal.keys import KeyFileDamaged, Keyring
from shared.hub.texts import Texts, sealed_texts, text_tables
from shared.protocol.database import Database, Migrations

PEOPLE_FILE = "people.db"

SCHEMA = 3
"""The version of the tables below; a file with a higher one is refused."""

SEATS = 20
"""Officers of one counter that are told, the last ones."""


migrations = Migrations("people")

log = logging.getLogger(__name__)


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


@migrations()
def sittings_and_texts(db: Database) -> None:
    """A sitting need not be at a counter any more, so it has a key of its own."""
    sitting = {"key": str, "counter": str, "officer": str, "digest": str, "day": str}
    db.table("sittings").create(sitting, pk="key", if_not_exists=True)
    db.execute(
        "INSERT OR IGNORE INTO sittings SELECT counter, counter, officer, digest, '' FROM sessions"
    )
    db.table("sessions").drop()
    text_tables(db)


@migrations()
def former_officers(db: Database) -> None:
    """The ids of who has gone: the journal goes on naming them, and its proof asks whose they were.
    Of those who went before nobody knows."""
    db.table("former").create({"id": str}, pk="id", if_not_exists=True)


@migrations()
def words_are_sealed(db: Database) -> None:
    """What staff write is encrypted; an older program would show it as empty."""
    sealed_texts(db)


@migrations()
def whose_pin_is_their_own(db: Database) -> None:
    """Whether a PIN is the first one, which others know; where a sitting was begun; and the wrong
    PINs that somebody waits for."""
    db.table("officers").add_column("first", int, not_null_default=0)
    db.table("sittings").add_column("device", str, not_null_default="")
    tried = {"source": str, "officer": str, "wrong": int, "until": float}
    db.table("attempts").create(tried, pk=("source", "officer"), if_not_exists=True)


@dataclass(frozen=True, slots=True)
class Session:
    """An officer's sitting; the token is kept as a digest alone."""

    key: str
    """What a new sitting takes the place of: the counter; without one the officer's device."""
    counter: str
    """Empty: it is at no counter, but at the information desk, or a supervisor's."""
    officer: str
    digest: str
    day: str = ""
    """Of a sitting without a counter: the business date with which it ends."""
    device: str = ""
    """At whose line it was begun; empty: over REST."""


class People:
    """The tables. `pin_hash` is empty for an officer whose PIN is not hashed yet.

    Raises `Unreadable` where a newer program wrote them.
    """

    def __init__(self, path: Path, keys: Keyring | None = None) -> None:
        path.touch(mode=0o600)
        self._database = Database(str(path))
        self._database.conn.execute("PRAGMA synchronous=FULL")
        # What is purged is to be gone from the file as well.
        self._database.conn.execute("PRAGMA secure_delete=ON").fetchall()
        # A replica that reads along decides when its log begins anew; without one there is no log.
        self._database.conn.execute("PRAGMA wal_autocheckpoint=0").fetchall()
        _refuse_newer(self._database, path)
        if migrations.pending(self._database):
            migrations.apply(self._database)
        with self._database.conn:
            self._database.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA)])
        self.texts = Texts(self._database, keys or Keyring(path.parent))
        try:
            self.texts.seal_all()
        except KeyFileDamaged as error:  # the hall can be served: nobody reads or writes notes
            log.error("%s", error)

    def close(self) -> None:
        self._database.conn.close()

    # Officers -------------------------------------------------------------------------------

    def put(self, rows: list[dict[str, Any]]) -> None:
        """Rows of `id`, `name`, `role`; with a new PIN, also `pin_hash` and `first`."""
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
                self._database.table("officers").update(officer, {"pin_hash": "", "first": 1})

    def change_hash(self, officer: str, before: str, pin_hash: str, *, own: bool) -> bool:
        """Puts a hash in the place of another one, which must still be there; `own`: the PIN is
        the officer's own from now on."""
        sets = "pin_hash = ?, first = 0" if own else "pin_hash = ?"
        with self._database.conn:
            done = self._database.execute(
                f"UPDATE officers SET {sets} WHERE id = ? AND pin_hash = ?",
                [pin_hash, officer, before],
            )
        return done.rowcount == 1

    def first(self) -> set[str]:
        """Whose PIN is one that others have seen."""
        return {row["id"] for row in self._database.table("officers").rows_where("first = 1")}

    def keep(self, officers: Collection[str]) -> None:
        """Takes all others out; of who has gone the id alone is kept."""
        with self._database.conn:
            for officer in self.names().keys() - set(officers):
                self._database.table("officers").delete(officer)
                self._database.table("former").upsert({"id": officer}, pk="id")
            for gone in (
                "DELETE FROM seats WHERE officer NOT IN (SELECT id FROM officers)",
                "DELETE FROM sittings WHERE officer NOT IN (SELECT id FROM officers)",
            ):
                self._database.execute(gone)

    def names(self) -> dict[str, str]:
        return {row["id"]: row["name"] for row in self._database.table("officers").rows}

    def roles(self) -> dict[str, str]:
        return {row["id"]: row["role"] for row in self._database.table("officers").rows}

    def hashes(self) -> dict[str, str]:
        return {row["id"]: row["pin_hash"] for row in self._database.table("officers").rows}

    def hash_of(self, officer: str) -> str:
        """Empty for somebody who is not there, or has no hash yet."""
        rows = list(self._database.table("officers").rows_where("id = ?", [officer]))
        return str(rows[0]["pin_hash"]) if rows else ""

    # Sessions and seats ---------------------------------------------------------------------

    def open_session(self, session: Session) -> None:
        """The only one of its key; at a counter its officer is now the last who sat there."""
        row = asdict(session)
        turn = self._database.execute("SELECT COALESCE(MAX(turn), 0) + 1 FROM seats").fetchone()[0]
        seat = {"counter": session.counter, "officer": session.officer, "turn": turn}
        with self._database.conn:
            self._database.table("sittings").upsert(row, pk="key")
            if session.counter:
                self._database.table("seats").upsert(seat, pk=("counter", "officer"))

    def end_sessions(self, digests: Collection[str]) -> None:
        with self._database.conn:
            for digest in digests:
                self._database.table("sittings").delete_where("digest = ?", [digest])

    def sessions(self) -> list[Session]:
        """All that are open."""
        return [Session(**row) for row in self._database.table("sittings").rows]

    def seated(self, counter: str) -> list[str]:
        """The ids of who has signed on at a counter, the last one first."""
        seats = self._database.table("seats").rows_where(
            "counter = ? AND officer IN (SELECT id FROM officers)",
            [counter],
            order_by="turn DESC",
            limit=SEATS,
        )
        return [seat["officer"] for seat in seats]

    # Wrong PINs -----------------------------------------------------------------------------

    def put_attempts(self, places: Collection[tuple[str, str]], tried: Collection[Tried]) -> None:
        """What is known of these pairs of source and officer: nothing but `tried`."""
        with self._database.conn:
            for place in places:
                self._database.table("attempts").delete_where("source = ? AND officer = ?", place)
            if tried:
                self._database.table("attempts").upsert_all(
                    [asdict(one) for one in tried], pk=("source", "officer")
                )

    def attempts(self) -> list[Tried]:
        return [Tried(**row) for row in self._database.table("attempts").rows]


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
