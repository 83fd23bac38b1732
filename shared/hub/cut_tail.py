"""A journal whose tail was cut off: what fits the chain shows no gap, but the reports know more.

A disk that lies about its cache, or a copy of the file put in its place, leaves a whole journal
that is too short. Then numbers may be on paper that it does not know, as after a restore; the
highest of them stand in the reports, unless these were lost as well.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from shared.domain.hall import Hall
from shared.domain.ids import SeriesCode
from shared.hub.projection.tables import REPORTS_FILE
from shared.hub.restored import Mark, read_mark, write_mark
from shared.protocol.database import reading
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head

log = logging.getLogger(__name__)


WITHOUT_TAIL = "a journal without its tail"
"""What a mark gives as its source that no person's restore has made."""


class _Number(NamedTuple):
    series: SeriesCode
    ordinal: int


def seen_by_reports(directory: Path) -> Head | None:
    """How far the reports have followed a journal; None where they cannot say."""
    with (
        suppress(sqlite3.Error, KeyError, ValueError, FileNotFoundError),
        closing(_reports(directory)) as reports,
    ):
        kept = dict(reports.execute("SELECT key, value FROM state"))
        return Head(kept["journal"], int(kept["projected_seq"]), kept["projected_hash"])
    return None


def mark_if_cut(directory: Path, head: Head, hall: Hall) -> None:
    """Has the hub wait for its kiosks' numbers where its journal ends too early, and go on beyond
    those that the reports know.

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
        mark = Mark.new(WITHOUT_TAIL, head, wall_ms())
    mark.printed_date, mark.printed = highest_numbers(directory, hall)
    write_mark(directory, mark)


def highest_numbers(directory: Path, hall: Hall) -> tuple[str, dict[str, int]]:
    """The last business date that the reports know, and its highest ordinals by series.

    Those of the blocks that kiosks hold are left out: normal numbers go round them anyway.
    """
    with suppress(sqlite3.Error, FileNotFoundError), closing(_reports(directory)) as reports:
        (date,) = reports.execute("SELECT max(date) FROM tickets").fetchone()
        rows = reports.execute("SELECT series, number FROM tickets WHERE date = ?", [date])
        highest: dict[str, int] = {}
        for series, ordinal in _normal(rows.fetchall(), hall):
            highest[series] = max(ordinal, highest.get(series, 0))
        return date or "", highest
    return "", {}


def _normal(rows: list[tuple[str, str]], hall: Hall) -> list[_Number]:
    read = [(SeriesCode(series), number.rpartition("-")[2]) for series, number in rows]
    found = [_Number(series, int(digits)) for series, digits in read if digits.isdecimal()]
    kept = {series: hall.kept_blocks(series) for series in {one.series for one in found}}
    return [
        one
        for one in found
        if not any(first <= one.ordinal <= last for first, last in kept[one.series])
    ]


def _reports(directory: Path) -> sqlite3.Connection:
    """For reading alone. Raises FileNotFoundError and sqlite3.Error."""
    path = directory / REPORTS_FILE
    if not path.exists():
        raise FileNotFoundError(path)
    return reading(path)
