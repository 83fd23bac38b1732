"""What of a damaged journal is proven to be whole: runs of entries, each fitting the one before.

A row counts only if the hash of everything before it and of its own fields is the one it bears.
Where a byte of it has changed, the one change that gives that hash is found by trying, and a
damaged site is replaced by another entry's: what has the right SHA-256 is right, so this is no
guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from shared.hub.journal.chain import link, origin
from shared.hub.journal.salvage.carve import LARGE, Carving, looks_like_entry
from shared.hub.journal.salvage.records import Malformed, values

CLOSING, OPENING, CARRIED = b"DayClosed", b"DayOpened", b"Carried"
"""A night's entries, in one append. The hub can begin with the last two: they say all that
outlives the night."""


TAIL = 64
"""So many entries may have to be taken back, so that a run does not end within an append."""

_SITE = b'"site":'


class _WithSite(msgspec.Struct):
    """What entries with a site have in common."""

    site: msgspec.Raw


class Row(NamedTuple):
    """The columns of an entry but its number, as bytes where they are text."""

    at: int
    type: bytes
    version: int
    body: bytes
    actor: bytes
    command: bytes
    digest: bytes
    hash: bytes

    def hash_after(self, before: str, seq: int) -> str:
        """The hash that it has to bear."""
        version = b"%d" % self.version
        return link(before, b"%d" % seq, b"%d" % self.at, self.type, version, *self[3:7])

    def fits(self, before: str, seq: int) -> bool:
        return self.hash_after(before, seq).encode() == self.hash


@dataclass(slots=True)
class Run:
    """Entries without a gap, all proven."""

    first: int
    last: int
    before: str
    """The hash before the first."""
    opening: int = 0
    """The last of them that a hub can begin with; 0 where there is none."""
    tail: deque[Row] = field(default_factory=lambda: deque(maxlen=TAIL))
    """The last of them."""

    @property
    def after(self) -> str:
        """The hash of the last; the one before the first where the run is empty."""
        return self.tail[-1].hash.decode() if self.tail else self.before

    def drop_last(self) -> None:
        self.last -= 1
        self.tail.pop()


@dataclass(slots=True)
class Proof:
    """The runs that a journal's files hold, in order; what lies between them is lost."""

    journal: str
    runs: list[Run] = field(default_factory=list)
    mended: dict[int, Row] = field(default_factory=dict)
    """Entries that were damaged, as they had been."""


Progress = Callable[[int, int], None]


def prove(carving: Carving, journal: str, progress: Progress | None = None) -> Proof:
    """Walk through everything that was carved out."""
    return _Walk(carving, Proof(journal), progress).run()


def end_whole(carving: Carving, run: Run) -> None:
    """Take back the last entries of a run where what followed them in their append is lost."""
    following = [row.command for row in _rows(carving, run.last + 1)]
    if run.tail and run.tail[-1].command and run.tail[-1].command in following:
        begun = run.tail[-1].command
        while run.tail and run.tail[-1].command == begun:
            run.drop_last()
    for part in (OPENING, CLOSING):
        if run.tail and run.tail[-1].type == part:
            run.drop_last()


def rows_of(carving: Carving, proof: Proof, run: Run) -> Iterator[tuple[int, Row]]:
    """The entries of a run, with their numbers."""
    before = run.before
    for seq in range(run.first, run.last + 1):
        row = proof.mended.get(seq) or next(_fitting(carving, before, seq))
        before = row.hash.decode()
        yield seq, row


def readable(carving: Carving, seq: int) -> list[Row]:
    """What can be read under a number, proven or not."""
    return list(_rows(carving, seq))


class _Walk:
    def __init__(self, carving: Carving, proof: Proof, progress: Progress | None) -> None:
        self._carving = carving
        self._proof = proof
        self._progress = progress
        self._numbers = carving.numbers()

    def run(self) -> Proof:
        seq, before = 1, origin(self._proof.journal).hash
        while True:
            run = self._from(seq, before)
            if run.last >= run.first:
                self._proof.runs.append(run)
            found = self._resume(run.last + 1)
            if found is None:
                return self._proof
            seq, before = found

    def _from(self, seq: int, before: str) -> Run:
        run = Run(seq, seq - 1, before)
        opened = 0
        while (row := self._next(run.after, run.last + 1)) is not None:
            run.last += 1
            run.tail.append(row)
            if row.type == OPENING:
                opened = run.last
            elif row.type == CARRIED and opened == run.last - 1:
                run.opening = opened
            if self._progress and run.last % 1_000 == 0:
                self._progress(run.last, self._numbers[-1])
        return run

    def _next(self, before: str, seq: int) -> Row | None:
        for row in _fitting(self._carving, before, seq):
            return row
        for payload in self._carving.rows(seq):
            if (mended := _mended(self._carving, payload, before, seq)) is not None:
                self._proof.mended[seq] = mended
                return mended
        return None

    def _resume(self, seq: int) -> tuple[int, str] | None:
        """The first entry from `seq` on that is proven by the hash that the one before bears."""
        for number in self._numbers[bisect_left(self._numbers, seq) :]:
            for row in _rows(self._carving, number):
                before = row.hash.decode(errors="replace")
                for _ in _fitting(self._carving, before, number + 1):
                    return number + 1, before
        return None


def _fitting(carving: Carving, before: str, seq: int) -> Iterator[Row]:
    return (row for row in _rows(carving, seq) if row.fits(before, seq))


def _rows(carving: Carving, seq: int) -> Iterator[Row]:
    return (row for payload in carving.rows(seq) if (row := _row(payload)) is not None)


def _row(payload: bytes) -> Row | None:
    try:
        found = values(payload)
    except Malformed:
        return None
    return Row._make(found[1:]) if looks_like_entry(found) else None


def _mended(carving: Carving, payload: bytes, before: str, seq: int) -> Row | None:
    """The row that it was before one byte of it changed, or the site in it; else None."""
    if (row := _row(payload)) is not None:
        right = row.hash_after(before, seq).encode()
        if sum(a != b for a, b in zip(right, row.hash, strict=False)) == 1:
            return row._replace(hash=right)
    large = len(payload) > LARGE
    versions = _with_site_of_others(carving, payload) if large else _one_byte_changed(payload)
    changed = (_row(version) for version in versions)
    return next((row for row in changed if row is not None and row.fits(before, seq)), None)


def _with_site_of_others(carving: Carving, payload: bytes) -> Iterator[bytes]:
    """The site stands in every opening of a day: another entry's in the place of this one's."""
    begin = payload.find(_SITE)
    for other in carving.large():
        if begin < 0 or (row := _row(other)) is None:
            continue
        with suppress(msgspec.MsgspecError):
            site = msgspec.json.decode(row.body, type=_WithSite).site
            yield payload[:begin] + _SITE + bytes(site) + payload[begin + len(_SITE) + len(site) :]


def _one_byte_changed(payload: bytes) -> Iterator[bytes]:
    """Every neighbour of `payload`, those with a single flipped bit first: the usual damage."""
    bits = [1 << n for n in range(8)]
    others = [mask for mask in range(1, 256) if mask not in bits]
    for masks in (bits, others):
        yield from _changed_by(payload, masks)


def _changed_by(payload: bytes, masks: Iterable[int]) -> Iterator[bytes]:
    tried = bytearray(payload)
    for at, byte in enumerate(payload):
        for mask in masks:
            tried[at] = byte ^ mask
            yield bytes(tried)
        tried[at] = byte
