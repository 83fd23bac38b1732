"""The journal's SQLite file: its tables, and how connections to it are set up.

Every setting that durability hangs on is set explicitly; a library's or distribution's default
does not decide whether a visitor's ticket survives a power cut.
"""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from collections.abc import Callable
from pathlib import Path

from shared.hub.journal.port import Unreadable
from shared.protocol.database import Database, Migrations

JOURNAL_FILE = "journal.db"
"""The name of the file within a hub's data directory."""

SCHEMA = 1
"""The version of the tables below; a file with a higher one is refused."""

APPLICATION_ID = 0x47494C49
"""``GILI``: what `file journal.db` shows."""

CHECKPOINT_PAGES = 400
"""After so many pages in its log SQLite brings them into the main file."""

_ANY_PRAGMAS = (
    "PRAGMA busy_timeout = 2000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_WRITER_PRAGMAS = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits when the power fails
    # A commit that writes over the log costs less than one that makes it grow: start over early.
    f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}",
)

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a broken file may raise: Python decodes even SQLite's words about it."""

migrations = Migrations("journal")


@migrations()
def first_tables(db: Database) -> None:
    """`meta` says which journal this is; `entries` holds it, bodies as text for people's eyes."""
    meta = db.create_table(
        "meta", {"key": str, "value": str}, pk="key", not_null={"value"}, strict=True
    )
    meta.insert_all(
        [
            {"key": "journal", "value": secrets.token_hex(16)},
            {"key": "schema", "value": str(SCHEMA)},
        ]
    )
    texts = dict.fromkeys(("type", "body", "actor", "command", "digest", "hash"), str)
    columns = {"seq": int, "at": int, "type": str, "version": int} | texts
    entries = db.create_table(
        "entries", columns, pk="seq", not_null=set(columns) - {"seq"}, strict=True
    )
    entries.create_index(["type"])


def open_writer(path: Path) -> Database:
    """A connection that may write, made on (and only for) this thread; creates the file.

    Raises `Unreadable` where the file is no journal of ours or cannot be opened.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.touch(mode=0o600)  # priority groups can be health data: nobody else reads along
    except OSError as error:
        raise Unreadable("io-error", f"{path} cannot be written: {error.strerror}.") from error
    return _open(path, "rwc", _set_up_writer)


def open_reader(path: Path) -> Database:
    """A connection that can only read. Raises `Unreadable` (``missing`` where there is no file)."""
    if not path.exists():
        raise Unreadable("missing", f"There is no journal at {path}.")
    return _open(path, "ro", _set_up_reader)


def meta(db: Database, key: str) -> str:
    """A row of `meta`. Raises `Unreadable` where it is missing."""
    row = db.conn.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise Unreadable("damaged", f"The journal does not say its {key}.")
    return str(row[0])


def unreadable(error: Exception, path: Path) -> Unreadable:
    """What SQLite said about `path`, as an error of the port."""
    name = getattr(error, "sqlite_errorname", "SQLITE_CORRUPT")  # undecodable text has no code
    if name.startswith("SQLITE_FULL"):
        return Unreadable("disk-full", f"{path} cannot be opened: the disk is full. Make room.")
    damaged = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR"))
    return Unreadable("damaged" if damaged else "io-error", f"{path} cannot be read: {error}.")


def _open(path: Path, mode: str, set_up: Callable[[Database, Path], None]) -> Database:
    with contextlib.ExitStack() as unless_done:
        try:
            # isolation_level None: transactions begin and end where our code says so.
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
            )
            unless_done.callback(connection.close)
            db = Database(connection, recursive_triggers=False, execute_plugins=False)
            set_up(db, path)
        except SQLITE_ERRORS as error:
            raise unreadable(error, path) from error
        unless_done.pop_all()
    return db


def _set_up_writer(db: Database, path: Path) -> None:
    _pragmas(db, _ANY_PRAGMAS)
    if not _is_new(db):
        _refuse_foreign(db, path)
    _pragmas(db, _WRITER_PRAGMAS)
    if db.journal_mode != "wal":
        raise Unreadable("io-error", f"The file system of {path} cannot hold a journal (no WAL).")
    if migrations.pending(db):
        migrations.apply(db)
    if meta(db, "schema") != str(SCHEMA):  # also after a crash between the two
        db.conn.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA),))


def _set_up_reader(db: Database, path: Path) -> None:
    _pragmas(db, (*_ANY_PRAGMAS, "PRAGMA query_only = ON"))
    _refuse_foreign(db, path)


def _pragmas(db: Database, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        db.conn.execute(pragma).fetchall()


def _is_new(db: Database) -> bool:
    return set(db.table_names()) <= {migrations.migrations_table}


def _refuse_foreign(db: Database, path: Path) -> None:
    """A file that another program wrote, or a newer one of ours, is left as it is."""
    if not {"meta", "entries"} <= set(db.table_names()):
        raise Unreadable("damaged", f"{path} is not a journal of Giliran.")
    schema = meta(db, "schema")
    if not schema.isdecimal():
        raise Unreadable("damaged", f"{path} does not say the version of its tables.")
    if int(schema) > SCHEMA:
        raise Unreadable(
            "newer",
            f"{path} was written by a newer Giliran (tables of version {schema}, this one knows"
            f" {SCHEMA}): install that version again, or restore a backup made before it.",
        )
