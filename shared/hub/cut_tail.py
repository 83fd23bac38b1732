"""A journal whose tail was cut off: what fits the chain shows no gap, but the reports know more.

A disk that lies about its cache, or a copy of the file put in its place, leaves a whole journal
that is too short. Then numbers may be on paper that it does not know, as after a restore.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from shared.hub.projection.tables import REPORTS_FILE
from shared.hub.restored import Mark, read_mark, write_mark
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head

log = logging.getLogger(__name__)


def seen_by_reports(directory: Path) -> Head | None:
    """How far the reports have followed a journal; None where they cannot say."""
    path = directory / REPORTS_FILE
    if not path.exists():
        return None
    with (
        suppress(sqlite3.Error, KeyError, ValueError),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as reports,
    ):
        kept = dict(reports.execute("SELECT key, value FROM state"))
        return Head(kept["journal"], int(kept["projected_seq"]), kept["projected_hash"])
    return None


def mark_if_cut(directory: Path, head: Head) -> None:
    """Has the hub wait for its kiosks' numbers where its journal ends too early.

    To be called before the reports' tables are opened: they begin anew then. Raises OSError.
    """
    seen = seen_by_reports(directory)
    if seen is None or seen.journal != head.journal or seen.seq <= head.seq:
        return
    log.error(
        "the journal ends at entry %s, but the reports know entry %s: its tail was cut off, by the"
        " disk or by whoever put an older file in its place",
        head.seq,
        seen.seq,
    )
    mark = read_mark(directory)
    if mark is None or mark.over:
        write_mark(directory, Mark.new("a journal without its tail", head, wall_ms()))
