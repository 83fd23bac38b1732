"""The file of what an app must not forget: one SQLite database in its data directory."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

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
)


class NotKept(Exception):
    """The disk has refused: nothing of it was written."""


class StateFile:
    """Opened by `migrations`; of one thread. What the disk refuses is for the caller to bear.

    A damaged file is put aside, and a new one begun: an app that does not start helps nobody.
    """

    def __init__(self, directory: Path, *migrations: Migrations) -> None:
        self.path = directory / FILE_NAME
        self._migrations = migrations
        self._db: Database | None = None
        try:
            self._db = self._opened()
        except sqlite3.OperationalError as error:
            self._say_unusable(error)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            self._begin_anew(error)
        except OSError as error:
            self._say_unusable(error)

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
        if self._db is None:
            raise NotKept(f"{self.path} cannot be used")
        connection = self._db.conn
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield self._db
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back(connection)
            raise NotKept(f"{self.path}: {error}") from error
        except BaseException:
            self._roll_back(connection)
            raise

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    # ----------------------------------------------------------------------------------------

    def _opened(self) -> Database:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            self.path.chmod(0o600)
            db = Database(connection)
            for migrations in self._migrations:
                migrations.apply(db)
            for table in db.table_names():
                connection.execute(f"SELECT count(*) FROM [{table}]")  # reads every page of it
        except BaseException:
            connection.close()
            raise
        return db

    def _begin_anew(self, why: Exception) -> None:
        log.error("%s is unreadable, what it kept for the hub is lost: %s", self.path, why)
        try:
            self.path.replace(self.path.with_name(FILE_NAME + ASIDE))
            for rest in ("-wal", "-shm"):
                self.path.with_name(FILE_NAME + rest).unlink(missing_ok=True)
            self._db = self._opened()
        except (OSError, sqlite3.Error) as error:
            self._say_unusable(error)

    def _say_unusable(self, why: Exception) -> None:
        log.error("%s cannot be used, nothing outlives this app: %s", self.path, why)

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:  # SQLite may have rolled back by itself
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
