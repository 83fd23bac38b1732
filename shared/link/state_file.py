"""The file of what an app must not forget: one SQLite database in its data directory."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from shared.link.salvage import rows_left
from shared.protocol.database import Database, Migrations

log = logging.getLogger(__name__)

FILE_NAME = "state.db"
ASIDE = ".damaged"
"""A file that cannot be read is kept under this ending, for whoever is asked what it held."""

_PRAGMAS = (
    "PRAGMA busy_timeout = 2000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what is on somebody's paper must outlive a power cut
    "PRAGMA wal_autocheckpoint = 400",
    "PRAGMA secure_delete = ON",  # whose paper had priority, and why, is gone when it is forgotten
)

_OF_A_WRONG_FILE = ("malformed", "no such", "no column")
"""SQLite gives a broken schema and a full disk the same class of error."""

Refill = Callable[[Database], None]


class NotKept(Exception):
    """The disk has refused: nothing of it was written."""


class StateFile:
    """Opened by `migrations`; of one thread. What the disk refuses is for the caller to bear.

    A damaged file is put aside, at the start or later; a new one gets every row of it that can
    still be read, and whatever its users remember themselves (`refill`).
    """

    def __init__(self, directory: Path, *migrations: Migrations) -> None:
        self.path = directory / FILE_NAME
        self._migrations = migrations
        self._refills: list[Refill] = []
        self._db: Database | None = None
        self.damaged = False
        """The file was found damaged since the start: something may be forgotten."""
        self.refuses = False
        """The disk did not take the last change."""
        self.watcher: Callable[[], None] = _nobody
        """Told when one of these has changed."""
        try:
            self._db = self._opened()
        except (sqlite3.DatabaseError, UnicodeDecodeError, OSError) as error:
            self._begin_anew(error)

    def refill(self, users: Refill) -> None:
        """`users` writes all it remembers into a file that was begun anew while the app runs."""
        self._refills.append(users)

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """What a query finds; nothing where the file cannot be read."""
        if self._db is None:
            return []
        try:
            return list(self._db.query(sql, values))
        except sqlite3.Error as error:
            log.error("%s cannot be read: %s", self.path, error)
            return []

    @contextmanager
    def change(self) -> Iterator[Database]:
        """All that is done inside, or nothing; on the disk when it is left. Raises `NotKept`."""
        db = self._db or self._tried_again()
        try:
            db.conn.execute("BEGIN IMMEDIATE")
            yield db
            db.conn.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back(db.conn)
            self._now(refuses=True)
            if _is_damage(error):
                self._begin_anew(error)
            raise NotKept(f"{self.path}: {error}") from error
        except BaseException:
            self._roll_back(db.conn)
            raise
        self._now(refuses=False)

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    # ----------------------------------------------------------------------------------------

    def _now(self, *, refuses: bool | None = None, damaged: bool = False) -> None:
        before = (self.refuses, self.damaged)
        self.refuses = self.refuses if refuses is None else refuses
        self.damaged = self.damaged or damaged
        if before != (self.refuses, self.damaged):
            self.watcher()

    def _opened(self) -> Database:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            self.path.chmod(0o600)
            _require_whole(connection)
            db = Database(connection)
            for migrations in self._migrations:
                migrations.apply(db)
        except BaseException:
            connection.close()
            raise
        return db

    def _tried_again(self) -> Database:
        """A disk that was full, or in somebody's way, when the app started may be well by now."""
        try:
            self._db = self._opened()
            self._refill(self._db)
        except (sqlite3.Error, OSError) as error:
            self.close()
            self._now(refuses=True)
            raise NotKept(f"{self.path} cannot be used: {error}") from error
        return self._db

    def _begin_anew(self, why: Exception) -> None:
        """Puts the file aside where it is the file that is wrong, and not the disk."""
        if isinstance(why, OSError) or not _is_damage(why):
            self._now(refuses=True)
            log.error("%s cannot be used, nothing outlives this app: %s", self.path, why)
            return
        log.error("%s is unreadable, and is begun anew with what is left of it: %s", self.path, why)
        self._now(damaged=True)
        try:
            self.close()
            aside = self._put_aside()
            self._db = self._opened()
            self._take_over(self._db, aside)
            self._refill(self._db)
        except (OSError, sqlite3.Error) as error:
            self._now(refuses=True)
            log.error("%s cannot be used, nothing outlives this app: %s", self.path, error)

    def _put_aside(self) -> Path:
        """With its log: SQLite looks for that under the file's own name."""
        aside = self.path.with_name(FILE_NAME + ASIDE)
        for ending in ("-wal", "-shm", ""):
            old, new = (Path(f"{path}{ending}") for path in (self.path, aside))
            new.unlink(missing_ok=True)
            if old.exists():
                old.replace(new)
        return aside

    def _take_over(self, db: Database, aside: Path) -> None:
        for table in db.table_names():
            kept = list(rows_left(aside, table))
            with contextlib.suppress(sqlite3.Error), closing(db.conn.cursor()):
                db.table(table).insert_all(kept, ignore=True, alter=False)
            log.warning("%s: %d rows of '%s' were left", self.path, len(kept), table)

    def _refill(self, db: Database) -> None:
        for users in self._refills:
            users(db)

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:  # SQLite may have rolled back by itself
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")


def _nobody() -> None:
    """Before anybody looks."""


def _require_whole(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError for a file whose pages do not fit together."""
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != ("ok",):
        raise sqlite3.DatabaseError(str(found[0]) if found else "no answer")


def _is_damage(error: Exception) -> bool:
    """Whether the file is wrong; else it is the disk, its room or its rights."""
    if isinstance(error, sqlite3.OperationalError):
        return any(words in str(error) for words in _OF_A_WRONG_FILE)
    return isinstance(error, sqlite3.DatabaseError | UnicodeDecodeError)
