"""`giliran journal repair`: a new file with what is proven, the damaged ones kept aside.

Every step may be interrupted: while files are moved a marker keeps hubs from starting, and a
second repair ends what the first began.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import msgspec

from shared.hub.journal.chain import origin
from shared.hub.journal.fitness import BRING_BACK, MARKER
from shared.hub.journal.losses import TABLE, Loss
from shared.hub.journal.port import Unreadable
from shared.hub.journal.salvage.carve import Carving
from shared.hub.journal.salvage.prove import (
    Progress,
    Proof,
    Row,
    Run,
    end_whole,
    prove,
    readable,
    rows_of,
)
from shared.hub.journal.salvage.room import nothing_left_without_room
from shared.hub.journal.schema import JOURNAL_FILE, open_writer
from shared.hub.journal.verify import verify
from shared.protocol.messages import Head

NEW_FILE = f"{JOURNAL_FILE}.repaired"
READABLE_FILE = "not-kept.jsonl"
"""Beside the damaged files: entries that can be read but not be played, one a line."""

_PARTS = ("", "-wal", "-shm")
_CHUNK = 1_000
_INSERT = "INSERT INTO entries VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)"


class Repaired(msgspec.Struct, kw_only=True):
    """What a repair did."""

    entries: int = 0
    """How many the new journal holds."""
    head: Head | None = None
    """Its last; None where nothing was wrong, and nothing was done."""
    mended: list[int] = []
    """Entries that were damaged, and are as they were."""
    lost: list[tuple[int, int]] = []
    """Entries from … to that the new journal lacks; the last pair may be its cut tail."""
    not_kept: int = 0
    """Of the lost, so many can be read in `READABLE_FILE`, for people."""
    aside: str = ""
    """The folder where the damaged files are now."""


def repair(directory: Path, seen: Head | None = None, progress: Progress | None = None) -> Repaired:
    """Repair the journal in `directory`, whose lock the caller holds.

    `seen` is a head that another file remembers (the reports): it says which journal this is, and
    how far it went. Does nothing to a journal that verifies. Raises `Unreadable` where nothing is
    left that a hub could go on with, and OSError.
    """
    path = directory / JOURNAL_FILE
    aside = _interrupted(directory)
    if aside is not None:
        exchange(directory, aside)
        return _as_it_is(path, aside)
    if _sound(path):
        return Repaired()
    aside = directory / f"damaged-{dt.datetime.now().astimezone():%Y%m%d-%H%M%S}"
    with Carving(path) as carving:
        proof = _proof(carving, seen, progress)
        kept = _playable(carving, proof.runs)
        if not kept:
            raise Unreadable("damaged", f"Of {path} nothing is left to go on with. {BRING_BACK}.")
        known = max([*carving.numbers()[-1:], seen.seq if seen else 0])
        done = _account(proof, kept, known)
        done.aside = str(aside)
        new = [directory / (NEW_FILE + part) for part in _PARTS]
        with nothing_left_without_room(directory, *new, aside / READABLE_FILE, aside):
            done.head = _write(directory / NEW_FILE, carving, proof, kept)
            aside.mkdir(mode=0o700, exist_ok=True)
            _write_readable(aside / READABLE_FILE, carving, done)
            _mark(directory, aside)
    exchange(directory, aside)
    return done


def _interrupted(directory: Path) -> Path | None:
    """Where an earlier repair was moving the damaged files, if it did not end."""
    marker = directory / MARKER
    return directory / json.loads(marker.read_text())["aside"] if marker.exists() else None


def _as_it_is(path: Path, aside: Path) -> Repaired:
    report = verify(path)
    lost = [(loss.first, loss.last) for loss in report.lost]
    return Repaired(entries=report.entries, head=report.head, lost=lost, aside=str(aside))


def _sound(path: Path) -> bool:
    try:
        return verify(path).sound
    except Unreadable as error:
        if error.code in {"missing", "newer"}:
            raise
        return False


def _proof(carving: Carving, seen: Head | None, progress: Progress | None) -> Proof:
    ids = dict.fromkeys([*carving.ids, *([seen.journal] if seen else [])])
    proofs = [prove(carving, journal, progress) for journal in ids]
    if not proofs:
        raise Unreadable("damaged", f"Nothing says which journal this was. {BRING_BACK}.")
    return max(proofs, key=lambda proof: sum(run.last - run.first + 1 for run in proof.runs))


def _playable(carving: Carving, runs: list[Run]) -> list[Run]:
    """The runs up to the last with which a hub can go on: it begins with an opening of a day."""
    kept = list(runs)
    while kept and kept[-1].first > 1 and not kept[-1].opening:
        kept.pop()
    if kept:
        end_whole(carving, kept[-1])
    return [run for run in kept if run.last >= run.first]


def _account(proof: Proof, kept: list[Run], known: int) -> Repaired:
    end = kept[-1].last
    starts = [run.first for run in kept] + [known + 1]
    ends = [0] + [run.last for run in kept]
    gaps = [(last + 1, first - 1) for last, first in zip(ends, starts, strict=True)]
    return Repaired(
        entries=sum(run.last - run.first + 1 for run in kept),
        mended=[seq for seq in sorted(proof.mended) if seq <= end],
        lost=[(first, last) for first, last in gaps if first <= last],
    )


# The new file ----------------------------------------------------------------------------------


def _write(path: Path, carving: Carving, proof: Proof, kept: list[Run]) -> Head:
    """The new journal, closed and on disk; it verifies. Returns its head."""
    for part in _PARTS:
        path.with_name(path.name + part).unlink(missing_ok=True)
    with closing(open_writer(path)) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'journal'", [proof.journal])
        for rows in _in_chunks(carving, proof, kept):
            db.execute("BEGIN IMMEDIATE")
            db.conn.executemany(_INSERT, rows)
            db.execute("COMMIT")
        if losses := _losses(proof, kept):
            db.table(TABLE).insert_all(map(msgspec.structs.asdict, losses))
    report = verify(path)
    if not report.sound or report.head is None:  # then it is this program that is at fault
        raise Unreadable("damaged", f"The repaired journal does not verify: {report.faults}")
    return report.head


def _in_chunks(
    carving: Carving, proof: Proof, kept: list[Run]
) -> Iterator[list[tuple[int | str | bytes, ...]]]:
    chunk = []
    for run in kept:
        for seq, row in rows_of(carving, proof, run):
            chunk.append(_columns(seq, row))
            if len(chunk) == _CHUNK:
                yield chunk
                chunk = []
    yield chunk


def _columns(seq: int, row: Row) -> tuple[int | str | bytes, ...]:
    texts = (text.decode() for text in row[4:])
    return (seq, row.at, row.type.decode(), row.version, row.body, *texts)


def _losses(proof: Proof, kept: list[Run]) -> list[Loss]:
    now = time.time_ns() // 1_000_000
    found = []
    if kept and kept[0].first > 1:
        begin = origin(proof.journal).hash
        found.append(Loss(1, kept[0].first - 1, begin, kept[0].before, now))
    for run, later in pairwise(kept):
        found.append(Loss(run.last + 1, later.first - 1, run.after, later.before, now))
    return found


def _write_readable(path: Path, carving: Carving, done: Repaired) -> None:
    """The lost entries as far as they can be read: not proven, or not to be played."""
    with path.open("w", encoding="utf-8") as file:
        path.chmod(0o600)
        for first, last in done.lost:
            for seq in (n for n in carving.numbers() if first <= n <= last):
                for row in readable(carving, seq):
                    fields = {
                        name: value.decode(errors="replace") if isinstance(value, bytes) else value
                        for name, value in row._asdict().items()
                    }
                    file.write(json.dumps({"seq": seq} | fields, ensure_ascii=False) + "\n")
                    done.not_kept += 1


# Exchanging the files --------------------------------------------------------------------------


def exchange(directory: Path, aside: Path) -> None:
    """The damaged files go aside, then the new one takes their place."""
    marker = directory / MARKER
    if not marker.exists():
        _mark(directory, aside)
    for part in _PARTS:
        old = directory / (JOURNAL_FILE + part)
        if old.exists() and not (aside / old.name).exists():
            shutil.move(old, aside / old.name)
    _sync(aside)
    _sync(directory)
    if (directory / NEW_FILE).exists():
        os.replace(directory / NEW_FILE, directory / JOURNAL_FILE)
    _sync(directory)
    marker.unlink()
    _sync(directory)


def _mark(directory: Path, aside: Path) -> None:
    """Says on the disk that files are being moved, and where to; all of it, or nothing."""
    marker = directory / MARKER
    try:
        marker.write_text(json.dumps({"aside": aside.name}))
        _sync(marker)
    except OSError:
        marker.unlink(missing_ok=True)
        raise
    _sync(directory)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
