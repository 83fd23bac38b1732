"""The reports' file as its follower writes it: rows and how far they go, in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from shared.hub.codec import Foreign, recorded_of
from shared.hub.journal.chain import origin
from shared.hub.journal.port import Entry
from shared.hub.projection.rows import tell
from shared.hub.projection.tables import clear, open_reports
from shared.protocol.messages import Head

log = logging.getLogger(__name__)


class Reports:
    """One connection that writes. Belongs to the thread that made it; raises sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        self._db = open_reports(path)
        self._rows = self._db.conn

    def position(self) -> Head | None:
        """The last entry that is in the tables; None when they are new or were emptied."""
        kept = dict(self._rows.execute("SELECT key, value FROM state"))
        if "projected_seq" not in kept:
            return None
        return Head(kept["journal"], int(kept["projected_seq"]), kept["projected_hash"])

    def begin(self, journal: str) -> Head:
        """Empty the tables; they now belong to this journal, and stand before its first entry."""
        head = origin(journal)
        with self._transaction():
            clear(self._db)
            self._note(head)
        return head

    def add(self, journal: str, entries: Sequence[Entry]) -> None:
        """Put `entries`, which follow those already told, into the tables: all or none."""
        with self._transaction():
            for entry in entries:
                self._tell(entry)
            self._note(Head(journal, entries[-1].seq, entries[-1].hash))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _tell(self, entry: Entry) -> None:
        try:
            tell(self._rows, recorded_of(entry))
        except Foreign as error:
            # A report with a hole is better than none; `--rebuild` with the right version heals it.
            log.warning("The reports leave something out. %s", error)

    def _note(self, head: Head) -> None:
        self._rows.executemany(
            "INSERT OR REPLACE INTO state VALUES (?, ?)",
            [
                ("journal", head.journal),
                ("projected_seq", str(head.seq)),
                ("projected_hash", head.hash),
            ],
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._rows.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._rows.execute("COMMIT")
        except BaseException:
            if self._rows.in_transaction:
                self._rows.execute("ROLLBACK")
            raise
