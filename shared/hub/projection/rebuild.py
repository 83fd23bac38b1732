"""Filling the reports' tables while no hub runs: after an update, or when they are in doubt."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from shared.hub.journal.reading import Reader
from shared.hub.projection.reports import Reports
from shared.hub.projection.tables import throw_away
from shared.protocol.messages import Head

_CHUNK = 1_000


def rebuild(journal: Path, reports: Path, *, anew: bool = True) -> int:
    """Bring the tables at `reports` up to the head of `journal`; returns that entry's seq.

    `anew` throws the file away first, which heals whatever is wrong with it. Raises JournalError
    and sqlite3.Error.
    """
    with closing(Reader(journal)) as reader:
        if anew:
            throw_away(reports)
        with closing(Reports(reports)) as tables:
            position = tables.position()
            if position is None or not _stands_in(reader, position):
                position = tables.begin(reader.journal)
            return _fill(reader, tables, position.seq)


def _fill(reader: Reader, tables: Reports, after: int) -> int:
    while entries := reader.read(after, _CHUNK):
        tables.add(reader.journal, entries)
        after = entries[-1].seq
    return after


def _stands_in(reader: Reader, position: Head) -> bool:
    if reader.journal != position.journal:
        return False
    entries = reader.read(position.seq - 1, 1) if position.seq else []
    return position.seq == 0 or any(entry.hash == position.hash for entry in entries)
