"""Proving that a journal is whole: nothing changed, dropped, inserted or cut off.

The chain alone shows any change but two: a tail that was cut off, and a journal that somebody
with the file in hand wrote anew, hashes and all. Against those stands a head noted earlier
elsewhere (an app's memory, a printed closing): give it as `against`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from shared.hub.journal.chain import link, origin
from shared.hub.journal.fitness import fault_before_opening, is_empty
from shared.hub.journal.losses import Loss, losses
from shared.hub.journal.port import Entry, Unreadable
from shared.hub.journal.reading import COLUMNS, Reader
from shared.hub.journal.schema import SQLITE_ERRORS
from shared.protocol.closing import DIGITS, likely_mistyped
from shared.protocol.messages import Head

LISTED_FAULTS = 100
"""A report lists at most so many faults; it counts them all."""

_CHUNK = 1_000
_RAW = ", ".join(
    column if column in {"seq", "at", "version"} else f"CAST({column} AS BLOB)"
    for column in COLUMNS.split(", ")
)

Progress = Callable[[int, int], None]
"""Called with the entries done and the entries in all."""


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong. `kind` is stable, `words` are for people.

    Kinds: ``changed`` (the entry does not fit its hash), ``gap`` (entries before this one are
    missing), ``cut`` (the journal ends before the noted head), ``rewritten`` (the noted entry had
    another hash), ``lost`` (a repair could not save the noted entry), ``other-journal`` (the noted
    head is of another journal), ``mistyped`` (the noted head was typed, and not quite as it is),
    ``file`` (SQLite's own structures are broken); and as far as the chain is whole, from
    `shared.hub.replay`: ``foreign`` (this program cannot read the entry), ``replay`` (the state
    does not follow); and from `shared.hub.proof`: ``choice`` (a call is not what the rule gives,
    and has no reason), ``place`` (an arrival or a place in the line is not what the rules give),
    ``reason`` (one is none of the site's), ``actor`` (somebody is named who cannot have done it),
    ``order`` (a time or a number does not follow the one before); and from `shared.hub.witness`:
    ``signature`` (one is not genuine, or is missing, or came long after its day), ``key`` (one is
    by another key than the hub's), ``doubted`` (the hub itself, or an app, remembers another past).
    """

    kind: str
    seq: int
    """The entry concerned; 0 where it is none."""
    words: str


class Report(msgspec.Struct):
    """What a walk along the chain found."""

    journal: str = ""
    entries: int = 0
    """How many were read."""
    head: Head | None = None
    """The last entry read."""
    against: Head | None = None
    lost: list[Loss] = []
    """What a repair could not save, and wrote down; the chain bears it out."""
    fault_count: int = 0
    faults: list[Fault] = []
    """The first of them."""

    @property
    def sound(self) -> bool:
        return self.fault_count == 0

    def add(self, kind: str, seq: int, words: str) -> None:
        """Note a fault."""
        self.fault_count += 1
        if len(self.faults) < LISTED_FAULTS:
            self.faults.append(Fault(kind, seq, words))


def verify(
    path: Path,
    against: Head | None = None,
    progress: Progress | None = None,
    on_entry: Callable[[Entry], None] | None = None,
) -> Report:
    """Walk the journal at `path` from its first entry to its last, reading only.

    A hub may go on appending meanwhile: what comes after the start of the walk is left out.
    `on_entry` gets each entry that fits the chain, in order. Raises `Unreadable` only where
    there is no journal to walk (``missing``, ``newer``, ``io-error``); damage is in the report.
    """
    report = Report(against=against)
    try:
        words = fault_before_opening(path)
        if words:
            report.add("file", 0, words)
        if words and is_empty(path):  # SQLite would take its log for a stale one, and delete it
            return report
        reader = Reader(path)
    except OSError as error:
        raise Unreadable("io-error", f"{path} cannot be read: {error.strerror}.") from error
    except Unreadable as error:
        if error.code != "damaged":
            raise
        report.add("file", 0, str(error))
        return report
    try:
        report.journal = reader.journal
        _Walk(reader, report, progress, on_entry).run()
    finally:
        reader.close()
    return report


def read_head(path: Path) -> Head:
    """A head noted earlier, as JSON: ``{"journal": …, "seq": …, "hash": …}``.

    Raises ValueError with words for people, and OSError.
    """
    try:
        noted = msgspec.json.decode(path.read_bytes(), type=Head)
    except msgspec.MsgspecError as error:
        raise ValueError(f"{path} holds no journal head: {error}") from error
    if len(noted.hash) != DIGITS:
        raise ValueError(f"{path} holds no journal head: its hash has {len(noted.hash)} digits")
    return noted


class _Walk:
    """One walk: the chain's state between entries."""

    def __init__(
        self,
        reader: Reader,
        report: Report,
        progress: Progress | None,
        on_entry: Callable[[Entry], None] | None,
    ) -> None:
        self._connection = reader.db.conn
        self._report = report
        self._progress = progress
        self._on_entry = on_entry
        self._head = origin(reader.journal)
        self._losses: list[Loss] = []
        self._noted: str | None = None
        """The hash that stands at the place of `against`."""

    def run(self) -> None:
        for check in (self._check_file, self._check_entries):
            try:
                check()
            except SQLITE_ERRORS as error:
                after = self._head.seq
                self._report.add("file", after, f"Cannot be read after entry {after}: {error}.")
        self._report.head = self._head
        self._check_against()

    def _check_file(self) -> None:
        """SQLite's own check: pages, and the index by type that a replay begins with."""
        for (words,) in self._connection.execute("PRAGMA integrity_check(20)"):
            if words != "ok":
                self._report.add("file", 0, f"SQLite: {words}")

    def _check_entries(self) -> None:
        self._losses = losses(self._connection)
        # The count by the table itself: an index that lies would hide entries.
        (end,) = self._connection.execute("SELECT max(seq) FROM entries NOT INDEXED").fetchone()
        for row in self._rows(end or 0):
            self._check_entry(row)
            if self._progress and self._head.seq % _CHUNK == 0:
                self._progress(self._head.seq, end)

    def _rows(self, end: int) -> Iterator[tuple[Any, ...]]:
        """All rows in order, in short reads: a hub's write-ahead log must not grow meanwhile."""
        query = f"SELECT {_RAW} FROM entries NOT INDEXED WHERE seq > ? AND seq <= ? ORDER BY seq"
        after: int | None = -(2**63)
        while after is not None:
            rows = self._connection.execute(f"{query} LIMIT {_CHUNK}", (after, end)).fetchall()
            yield from rows
            after = rows[-1][0] if rows else None

    def _check_entry(self, row: tuple[Any, ...]) -> None:
        seq, stored = row[0], _text(row[-1])
        self._report.entries += 1
        self._pass_over_loss(seq)
        follows = seq == self._head.seq + 1
        whole = follows and _hash(self._head.hash, row) == stored
        if not follows:  # then its hash cannot be judged: the one before is missing
            self._gap(seq)
        elif not whole:
            self._report.add("changed", seq, _does_not_fit(seq))
        # Go on from the stored hash, so that one changed entry is one fault.
        self._head = Head(self._head.journal, seq, stored)
        if self._report.against is not None and seq == self._report.against.seq:
            self._noted = stored
        if whole and self._on_entry:
            self._on_entry(_entry(row))

    def _pass_over_loss(self, seq: int) -> None:
        for loss in self._losses:
            if (loss.first - 1, loss.last + 1, loss.before) == (
                self._head.seq,
                seq,
                self._head.hash,
            ):
                self._report.lost.append(loss)
                self._head = Head(self._head.journal, loss.last, loss.after)

    def _gap(self, seq: int) -> None:
        first, last = self._head.seq + 1, seq - 1
        missing = f"entries {first} to {last} are missing"
        if first == last:
            missing = f"entry {first} is missing"
        if seq < 1:
            missing = "no journal has such an entry"
        self._report.add("gap", seq, f"Before entry {seq}: {missing}.")

    def _check_against(self) -> None:
        noted = self._report.against
        if noted is None:
            return
        true = self._noted or origin(self._head.journal).hash
        if noted.journal not in ("", self._head.journal):
            words = f"This is journal {self._head.journal}, the noted head is of {noted.journal}."
            self._report.add("other-journal", 0, words)
        elif noted.seq > self._head.seq:
            words = f"The journal ends at entry {self._head.seq}, but {noted.seq} has been seen."
            self._report.add("cut", noted.seq, words)
        elif any(loss.first <= noted.seq <= loss.last for loss in self._report.lost):
            words = f"Entry {noted.seq} has been seen; a repair could not save it."
            self._report.add("lost", noted.seq, words)
        elif not noted.journal and (wrong := likely_mistyped(noted.hash, true)):
            words = f"Typed wrong? Nearly all of it agrees with entry {noted.seq}, but not"
            self._report.add("mistyped", noted.seq, f"{words} {', '.join(wrong)}.")
        elif not true.startswith(noted.hash):
            words = f"Entry {noted.seq} had another hash when it was noted."
            self._report.add("rewritten", noted.seq, words)


def _does_not_fit(seq: int) -> str:
    """An entry that was given a fresh hash with its new content fits; the one after it does not."""
    words = f"Entry {seq} does not fit its hash."
    if seq == 1:
        return words
    return f"{words} (Or entry {seq - 1} has got a new one with another content.)"


def _hash(before: str, row: tuple[Any, ...]) -> str:
    return link(before, *(_bytes(value) for value in row[:-1]))


def _bytes(value: object) -> bytes:
    """A column as it enters the chain; a broken file may hold anything in its place."""
    if isinstance(value, bytes):
        return value
    return b"%d" % value if isinstance(value, int) else repr(value).encode()


def _text(stored: object) -> str:
    return _bytes(stored).decode(errors="replace")


def _entry(row: tuple[Any, ...]) -> Entry:
    seq, at, type_, version, body, *texts = row
    actor, command, digest, hash_ = (text.decode() for text in texts)
    return Entry(seq, at, type_.decode(), version, body, actor, command, digest, hash_)
