"""The tables that reports read, in a file of their own that may be deleted at any time.

Moments are ms since the epoch UTC, durations ms; ``date`` is the business date, ``YYYY-MM-DD``.
Nothing here names a person: officers and tickets are the journal's opaque ids, and of a priority
group only that there was one.
"""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from shared.protocol.database import Database, Migrations, Table

REPORTS_FILE = "reports.db"
"""The name of the file within a hub's data directory."""

TABLES = (
    *("state", "days", "tickets", "calls", "prints", "counters_log", "interventions"),
    *("stays", "postponed", "endings", "notes"),
)

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""The last: tables that are not what their version says, as when making them was cut short."""

log = logging.getLogger(__name__)

migrations = Migrations("reports")


@migrations()
def first_tables(db: Database) -> None:
    """One row per ticket, call, print, change of a counter, and day; and how far they go."""
    _table(db, "state", {"key": str, "value": str}, pk="key")
    _table(db, "days", {"date": str, "opened_at": int, "closed_at": int, "reason": str}, pk="date")
    tickets = db.create_table(
        "tickets",
        {
            "ticket": str,
            "number": str,
            "service": str,  # the one it was last in the line for
            "series": str,
            "date": str,
            "issued_at": int,
            "first_called_at": int,
            "last_called_at": int,
            "calls": int,
            "started_at": int,  # the first start
            "start_estimated": int,
            "serving_since": int,  # while it is served
            "finished_at": int,
            "counter": str,  # the one that called it last, and who sat there
            "officer": str,
            "outcome": str,  # its state: waiting, called, serving, held, no-show, done, …
            "priority": int,
            "people": int,
            "wait_ms": int,  # until the first call
            "service_ms": int,  # at all desks together
        },
        pk="ticket",
        not_null={"number", "service", "series", "date", "issued_at", "outcome"},
        defaults={"calls": 0, "start_estimated": 0, "priority": 0, "people": 1, "service_ms": 0},
        strict=True,
    )
    tickets.create_index(["date", "service"])
    _call_and_print_tables(db)
    log = {"counter": str, "at": int, "state": str, "officer": str, "reason": str}
    _table(db, "counters_log", log).create_index(["counter"])


def _call_and_print_tables(db: Database) -> None:
    calls = {"ticket": str, "call": int, "counter": str, "at": int}
    # by_rule: 1 the rule chose, 0 a person did (then with a reason), NULL called again.
    calls |= {"by_rule": int, "reason": str, "shown_at": int, "spoken_at": int}
    _table(db, "calls", calls, pk=("ticket", "call")).create_index(["at"])
    prints = {"ticket": str, "at": int, "outcome": str, "reason": str, "reprint": int}
    _table(db, "prints", prints).create_index(["ticket"])


@migrations()
def who_did_it(db: Database) -> None:
    """Whose each call was, and what people changed about places; all of it is filled anew."""
    calls = db.table("calls")
    for column, kind in (("seq", int), ("date", str), ("officer", str)):
        calls.add_column(column, kind)
    calls.create_index(["date"])
    columns = {"seq": int, "at": int, "date": str, "kind": str, "ticket": str, "counter": str}
    columns |= {"officer": str, "sender": str, "reason": str}
    _table(db, "interventions", columns, pk="seq").create_index(["date"])
    db.execute("DELETE FROM state")


@migrations()
def visits(db: Database) -> None:
    """Each stay at a desk, what came of it, and what was left for the next day; filled anew."""
    tickets = db.table("tickets")
    tickets.add_column("result", str, not_null_default="")  # of the last errand
    tickets.add_column("stays_since", int)  # the start of the service that is going on
    tickets.add_column("away_ms", int, not_null_default=0)  # nights till the next day's return
    stays = {"seq": int, "ticket": str, "service": str, "date": str, "counter": str}
    stays |= {"officer": str, "started_at": int, "finished_at": int, "service_ms": int}
    stays |= {"how": str, "result": str}  # how: finished, continued, returned, sent, held
    _table(db, "stays", stays, pk="seq").create_index(["ticket"])
    db.table("stays").create_index(["date", "service"])
    left = {"seq": int, "ticket": str, "service": str, "date": str, "at": int, "reason": str}
    _table(db, "postponed", left | {"back_at": int}, pk="seq").create_index(["ticket"])
    ends = {"seq": int, "date": str, "at": int, "service": str, "choice": str, "officer": str}
    _table(db, "endings", ends, pk="seq")
    notes = {"seq": int, "ticket": str, "at": int, "code": str, "officer": str}
    _table(db, "notes", notes, pk="seq").create_index(["ticket"])
    db.execute("DELETE FROM state")


@migrations()
def taken_back(db: Database) -> None:
    """The one behind whom somebody was taken back, beside the reason for it; filled anew."""
    db.table("interventions").add_column("behind", str, not_null_default="")
    db.execute("DELETE FROM state")


@migrations()
def counters_taken_over(db: Database) -> None:
    """Counters that were taken over, among what people changed; filled anew."""
    db.table("interventions").add_column("before", str, not_null_default="")
    db.execute("DELETE FROM state")


def _table(
    db: Database, name: str, columns: dict[str, type], pk: str | tuple[str, ...] | None = None
) -> Table:
    return db.create_table(name, columns, pk=pk, strict=True)


def open_reports(path: Path) -> Database:
    """A connection that may write, made on (and only for) this thread; creates the file.

    A damaged file is thrown away: the journal fills the tables again. Raises sqlite3.Error
    and OSError.
    """
    try:
        return _open(path)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) not in _DAMAGED:
            raise
        log.warning("%s is damaged (%s); the reports are filled anew.", path, error)
        throw_away(path)
        return _open(path)


def throw_away(path: Path) -> None:
    """Delete the file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _open(path: Path) -> Database:
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA journal_mode = WAL")
        # The last rows may be lost with the power, never torn: the follower fills them in again.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        db = Database(connection, recursive_triggers=False, execute_plugins=False)
        migrations.apply(db)
    except BaseException:
        connection.close()
        raise
    return db


def clear(db: Database) -> None:
    """Empty all tables within the transaction that is open."""
    for name in TABLES:
        db.conn.execute(f"DELETE FROM {name}")
