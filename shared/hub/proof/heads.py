"""Heads of a journal that lie beside it: how far its reports have come, and what apps saw last.

Against a tail that was cut off, or a journal that was written anew, by somebody who did not think
of them. They are read before the walk: a hub may go on appending meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from shared.hub.cut_tail import seen_by_reports
from shared.hub.journal.port import JournalError
from shared.hub.journal.reading import Reader
from shared.hub.journal.verify import Report
from shared.hub.projection.tables import REPORTS_FILE
from shared.protocol.messages import Head

LINE_FILE = "line.json"
"""What an app remembers of its hub, in a directory of its own within the hub's or beside it."""


class Noted(NamedTuple):
    """A head, and who has it."""

    whose: str
    head: Head


class _Remembered(msgspec.Struct):
    head: Head | None = None


def heads_beside(directory: Path) -> list[Noted]:
    """Those that can be read in a data directory and beside it."""
    found = [Noted(*one) for one in _of_apps(directory)]
    reports = seen_by_reports(directory)
    return [*found, *([Noted(REPORTS_FILE, reports)] if reports is not None else [])]


def hold_against(path: Path, report: Report, heads: list[Noted]) -> None:
    """Adds a fault for each head that the journal at `path` has not, or has otherwise. Those of
    another journal say nothing of this one."""
    if report.head is None:
        return
    for whose, head in heads:
        if head.journal != report.journal or head.seq < 1:
            continue
        if head.seq > report.head.seq:
            words = f"The journal ends at entry {report.head.seq}, but {whose} knows entry"
            why = "its tail was cut off, or it was rewound or restored and no hub ran since"
            report.add("cut", head.seq, f"{words} {head.seq}: {why}.")
        elif report.sound and _hash_at(path, head.seq) not in ("", head.hash):
            words = f"Entry {head.seq} had another hash when {whose} took it."
            report.add("rewritten", head.seq, words)


def _of_apps(directory: Path) -> Iterator[tuple[str, Head]]:
    places = (directory, directory.absolute().parent)
    for file in sorted({one for place in places for one in place.glob(f"*/{LINE_FILE}")}):
        with suppress(OSError, msgspec.MsgspecError):
            head = msgspec.json.decode(file.read_bytes(), type=_Remembered).head
            if head is not None:
                yield f"{file.parent.name}/{LINE_FILE}", head


def _hash_at(path: Path, seq: int) -> str:
    """Empty for an entry that a repair could not save."""
    with suppress(JournalError, OSError), closing(Reader(path)) as reader:
        entries = reader.read(seq - 1, 1)
        return entries[0].hash if entries and entries[0].seq == seq else ""
    return ""
