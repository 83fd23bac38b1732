"""`giliran journal rewind`: back to a moment, where a wrong clock has written days to come.

Entries after it are kept aside and said; what stands on paper the kiosks hand over again, as after
a restore.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import msgspec

from shared.domain.ids import Moment
from shared.hub.journal.port import Unreadable
from shared.hub.journal.reading import tail
from shared.hub.journal.salvage.repair import NEW_FILE, exchange
from shared.hub.journal.schema import JOURNAL_FILE, open_reader
from shared.hub.journal.verify import verify
from shared.protocol.database import Database
from shared.protocol.messages import Head


class Rewound(msgspec.Struct, kw_only=True):
    """What a rewind did."""

    head: Head
    """The last entry now."""
    taken: int
    """How many entries stood after the moment."""
    aside: str
    """The folder where the whole journal is now."""


def rewind(directory: Path, before: Moment) -> Rewound | None:
    """Keep the entries of before a moment; the caller holds the directory's lock.

    None: there is none at or after it. Raises `Unreadable` where nothing would be left, or the
    journal does not verify, and OSError.
    """
    path = directory / JOURNAL_FILE
    report = verify(path)
    if not report.sound or report.head is None:
        raise Unreadable("damaged", f"{path} is damaged: 'giliran journal repair' comes first.")
    kept, last = _ends(path, before)
    if kept == last:
        return None
    if kept == 0:
        raise Unreadable("damaged", f"All of {path} is of that time: begin with a new directory.")
    head = _write(path, directory / NEW_FILE, report.head.journal, kept)
    aside = directory / f"rewound-{dt.datetime.now().astimezone():%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700, exist_ok=True)
    exchange(directory, aside)
    return Rewound(head=head, taken=last - kept, aside=str(aside))


def _ends(path: Path, before: Moment) -> tuple[int, int]:
    """The last entry of before the moment, and the last of all."""
    with closing(open_reader(path)) as db:
        sql = "SELECT coalesce(max(seq) FILTER (WHERE at < ?), 0), max(seq) FROM entries"
        kept, last = db.execute(sql, [before]).fetchone()
        return int(kept), int(last)


def _write(path: Path, new: Path, journal: str, kept: int) -> Head:
    """A copy by SQLite's own means, without what comes after; closed and whole. Its head."""
    for part in ("", "-wal", "-shm"):
        new.with_name(new.name + part).unlink(missing_ok=True)
    new.touch(mode=0o600)
    with closing(open_reader(path)) as old, closing(Database(str(new))) as copy:
        old.conn.backup(copy.conn)
        with copy.conn:
            copy.execute("DELETE FROM entries WHERE seq > ?", [kept])
        return tail(copy.conn, journal)
