"""A copy knows that it is one: a hub that is started on it waits as after a restore.

Whoever is in a hurry puts the copy's `journal.db` in the place of a damaged one. Nothing else says
then that numbers were given after it was made.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.restored import Mark, read_mark, write_mark
from shared.protocol.database import reading
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head

log = logging.getLogger(__name__)

KEY = "copied"
"""In the journal's `meta`: when the copy was made."""


def note_copied(connection: sqlite3.Connection, made: str) -> None:
    """Writes into a copy of the journal that it is one. Raises sqlite3.Error."""
    with connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (KEY, made))


def forget_copied(journal: Path) -> str:
    """Takes the note away, for something else remembers it now; when the copy was made, empty
    where it is none. Raises sqlite3.Error."""
    with closing(sqlite3.connect(journal)) as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
        if row is not None:
            with connection:
                connection.execute("DELETE FROM meta WHERE key = ?", (KEY,))
    return str(row[0]) if row is not None else ""


def mark_if_copied(directory: Path, head: Head) -> None:
    """Has the hub wait for its kiosks' numbers where its journal is a copy put in place. Raises
    OSError and sqlite3.Error."""
    made = _copied(directory / JOURNAL_FILE)
    if not made:
        return
    log.error("journal.db is a copy of %s: numbers may be on paper that it does not know", made)
    mark = read_mark(directory)
    if mark is None or mark.over:
        write_mark(directory, Mark.new(f"the copy of {made}", head, wall_ms()))
    forget_copied(directory / JOURNAL_FILE)


def _copied(journal: Path) -> str:
    with closing(reading(journal)) as reader:
        row = reader.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    return str(row[0]) if row is not None else ""
