"""What the hub's signatures say of a journal: which days stand as they stood when it signed them.

Give it every entry that fits the chain (`take`), then `judge`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path

import msgspec

from shared.domain.events import DayClosed, DaySigned, PastDoubted, SigningKeyChanged
from shared.domain.ids import Moment
from shared.hub.codec import Foreign, recorded_of
from shared.hub.identity.certificate import IDENTITY_FILES
from shared.hub.identity.signing import NoKey, fingerprint, fits, key_path, read_key
from shared.hub.journal.port import Entry, JournalError
from shared.hub.journal.reading import Reader
from shared.hub.journal.verify import Report
from shared.hub.witness.beside import Beside, is_lost
from shared.hub.witness.book import BOOK_FILE, Book, read_book
from shared.hub.witness.lateness import Closed, judge_doubts, judge_lateness, listed
from shared.hub.witness.memory import NAME, Damaged, remembered
from shared.hub.witness.statement import of_change, of_day

_KINDS = frozenset(kind.__name__ for kind in (DayClosed, DaySigned, SigningKeyChanged, PastDoubted))

HashAt = Callable[[int], str]
"""The hash that stands at an entry; empty where there is none."""

Copy = tuple[str, Book]


class Vouched(msgspec.Struct):
    """How far the hub's signatures bear a journal out."""

    days: int = 0
    """So many signatures are genuine, and what they sign stands as it stood."""
    date: str = ""
    """The last day of those."""
    upto: int = 0
    """The last entry that is signed."""
    key: str = ""
    """The public key that signed last."""
    fingerprint: str = ""
    since: int = 0
    """Entries after the last signed one."""
    unsigned: list[str] = []
    """Days that are over, and not signed."""


class Signatures:
    """Collects the signatures of a journal, and holds them against it, and what lies beside it."""

    def __init__(self) -> None:
        self._days: list[tuple[int, DaySigned]] = []
        self._changes: list[tuple[int, SigningKeyChanged]] = []
        self._closed: list[Closed] = []
        self._doubts: list[tuple[int, PastDoubted]] = []
        self._first = ""

    def take(self, entry: Entry) -> None:
        """Notes an entry, if it is about a day's end or a signature."""
        if entry.type not in _KINDS:
            return
        with suppress(Foreign):
            event = recorded_of(entry).event
            if isinstance(event, DaySigned):
                self._days.append((entry.seq, event))
            elif isinstance(event, SigningKeyChanged):
                self._changes.append((entry.seq, event))
            elif isinstance(event, DayClosed):
                self._closed.append(Closed(entry.seq, event.date, Moment(entry.at)))
            elif isinstance(event, PastDoubted):
                self._doubts.append((entry.seq, event))

    def judge(
        self, path: Path, report: Report, *, key: str = "", copy: Copy | None = None
    ) -> tuple[Vouched, list[str]]:
        """Adds a fault for each thing that does not fit; how far the journal is vouched for, and
        what somebody may look at.

        `key`: the fingerprint (or its beginning) of the hub's key, known from elsewhere. `copy`: a
        copy of the file of signatures, kept elsewhere, with its name.
        """
        vouched, doubts = Vouched(), list[str]()
        if report.head is None:  # it could not be read; opening it might do more harm
            return vouched, doubts
        with suppress(JournalError, OSError), closing(Reader(path)) as reader:
            hash_at = _hashes(reader)
            self._first = self._first_key(report.journal)
            keys = self._judge_keys(report, key)
            self._judge_days(report, keys, hash_at, vouched)
            beside = Beside(report, keys, hash_at, self._days)
            book = read_book(path.parent / BOOK_FILE)
            self._judge_own_key(path.parent, report, beside, book or Book())
            doubts += self._judge_book(path.parent, beside, book)
            doubts += self._judge_memory(path.parent, beside, book or Book())
            if copy is not None:
                beside.hold(*copy)
        self._look_for_unsigned(path.parent, report, vouched, doubts)
        judge_lateness(report, self._closed, self._days, self._doubts)
        doubts += judge_doubts(report, self._doubts)
        return vouched, doubts

    # Keys -----------------------------------------------------------------------------------

    def _judge_keys(self, report: Report, given: str) -> list[str]:
        """The keys that have signed, in order, each vouched for by the one before it, or given by
        a person who knows it."""
        wanted = _digits(given)
        keys = [self._first] if self._first else []
        met = bool(wanted) and any(_is(key, wanted) for key in keys)
        unvouched: list[tuple[int, SigningKeyChanged]] = []
        for seq, change in self._changes:
            vouches = fits(change.old, of_change(report.journal, change), change.signature)
            if not keys or change.old != keys[-1] or not vouches:
                unvouched.append((seq, change))
            keys.append(change.new)
            if wanted and _is(change.new, wanted):
                met, unvouched = True, []  # whoever knows this key needs no word of those before
        for seq, change in unvouched:
            report.add("key", seq, _unvouched(seq, change))
        if wanted and not met:
            report.add("key", 0, _not_met(keys))
        return keys

    def _first_key(self, journal: str) -> str:
        """Of the first genuine signature (where there is none, of any), or the one that a change
        came before; empty: nothing is signed."""
        genuine = (
            (seq, signed.key)
            for seq, signed in self._days
            if fits(signed.key, of_day(journal, signed), signed.signature)
        )
        any_ = ((seq, signed.key) for seq, signed in self._days)
        seq, first = next(chain(genuine, any_), (0, ""))
        change = min(self._changes, default=None, key=_seq)
        return change[1].old if change is not None and (not seq or change[0] < seq) else first

    def _key_at(self, seq: int) -> str:
        """The key that signs at an entry."""
        before = [change.new for at, change in self._changes if at < seq]
        return before[-1] if before else self._first

    # Days -----------------------------------------------------------------------------------

    def _judge_days(
        self, report: Report, keys: list[str], hash_at: HashAt, vouched: Vouched
    ) -> None:
        """Each signature of the chain; one that fits vouches for everything before it."""
        broken = False
        for seq, signed in self._days:
            words = self._fault_of(report.journal, seq, signed)
            if words:
                report.add("signature", seq, words)
            elif signed.key != self._key_at(seq):
                report.add("key", seq, _other_key(seq, signed, self._key_at(seq)))
            elif is_lost(report, signed.seq):
                continue
            elif hash_at(signed.seq) != signed.hash:
                if not broken:  # all that follow it are under other hashes as well
                    report.add("rewritten", signed.seq, rewritten(signed, vouched.upto))
                broken = True
            elif not broken:
                vouched.days += 1
                vouched.date, vouched.upto, vouched.key = signed.date, signed.seq, signed.key
                vouched.fingerprint = fingerprint(signed.key)

    def _fault_of(self, journal: str, seq: int, signed: DaySigned) -> str:
        said = f"Entry {seq} says that the hub signed {signed.date} up to entry {signed.seq}"
        if not fits(signed.key, of_day(journal, signed), signed.signature):
            return f"{said}, but the signature is not genuine: the hub never signed that."
        closed = [one.date for one in self._closed if one.seq <= signed.seq]
        if signed.seq >= seq or not closed or closed[-1] != signed.date:
            return f"{said}, but that is not where this day ended."
        return ""

    # What lies beside -----------------------------------------------------------------------

    def _judge_book(self, directory: Path, beside: Beside, book: Book | None) -> list[str]:
        if book is not None:
            return beside.hold(BOOK_FILE, book, own=True)
        if not self._days:
            return []
        words = f"{BOOK_FILE} is missing beside the journal, which holds {len(self._days)}"
        if key_path(directory).exists():
            words = f"{words} signatures: somebody took it away, or no hub ran since a restore."
            beside.report.add("signature", 0, words)
            return []
        return [f"{words} signatures (this may be a copy of the journal alone)."]

    def _judge_memory(self, directory: Path, beside: Beside, book: Book) -> list[str]:
        """The last signature as it lies beside the key; what the journal or the file of signatures
        has as well is judged there."""
        try:
            kept = remembered(directory)
        except Damaged as damaged:
            beside.report.add("signature", 0, str(damaged))
            return []
        except OSError as error:
            return [f"{NAME} cannot be read ({error.strerror}): nothing was held against it."]
        known = {signed.signature for _, signed in self._days}
        known |= {line.signature for _, line in book.lines}
        if kept is None or kept.signature in known:
            return []
        if kept.journal != beside.report.journal:
            words = "is of another journal: this one was put in its place."
            beside.report.add("signature", 0, f"{NAME} {words}")
            return []
        beside.known.add(self._first or kept.key)
        beside.hold(NAME, Book(((1, kept),)))
        return []

    def _judge_own_key(self, directory: Path, report: Report, beside: Beside, book: Book) -> None:
        """The key that the hub would sign with today must be the journal's, or vouched for."""
        beside.learn(book)
        with suppress(NoKey):
            own = read_key(directory).public
            if self._days and own not in beside.known:
                words = f"The hub's own key ({fingerprint(own)}) is none of those that signed this"
                report.add("key", 0, f"{words} journal: one of the two was put in place.")
            beside.known.add(own)

    def _look_for_unsigned(
        self, directory: Path, report: Report, vouched: Vouched, doubts: list[str]
    ) -> None:
        last = self._days[-1][1].seq if self._days else 0
        vouched.unsigned = [one.date for one in self._closed if one.seq > last]
        vouched.since = report.head.seq - vouched.upto if report.head is not None else 0
        if not vouched.unsigned:
            return
        days = listed(vouched.unsigned)
        if self._days and len(vouched.unsigned) > 1:
            words = f"{days} are over and not signed, though the hub signed the days before:"
            report.add("signature", 0, f"{words} signatures were taken out, or it could not sign.")
        elif not self._days and (trace := _trace_of_a_signer(directory)):
            words = f"{trace}, but not one of its days is signed ({days}):"
            report.add("signature", 0, f"{words} signatures were taken out, or it never could.")
        elif self._days:
            doubts.append(f"{days} is over and not signed yet: the hub does so at its next start.")


def _trace_of_a_signer(directory: Path) -> str:
    """What shows that a hub which signs has run here; empty: nothing does."""
    with suppress(PermissionError):
        if key_path(directory).exists():
            return "The hub has a key"
        if (directory / NAME).exists():
            return f"The hub has signed before ({NAME}), and its key is gone"
        if (directory / IDENTITY_FILES[0]).exists():
            return "The hub has a certificate, and so had a key to sign with, which is gone"
    return ""


def rewritten(signed: DaySigned, good: int) -> str:
    """What a genuine signature under another hash means."""
    where = f"entry {good + 1}" if good else "the first entry"
    return (
        f"At the end of {signed.date} the hub signed entry {signed.seq} with another hash:"
        f" something from {where} to entry {signed.seq} was changed, removed or added, and all"
        " hashes after it were made anew."
    )


def _hashes(reader: Reader) -> HashAt:
    def hash_at(seq: int) -> str:
        entries = reader.read(seq - 1, 1)
        return entries[0].hash if entries and entries[0].seq == seq else ""

    return hash_at


def _seq(one: tuple[int, object]) -> int:
    return one[0]


def _digits(given: str) -> str:
    return "".join(given.split()).lower()


def _is(key: str, wanted: str) -> bool:
    """Whether a key is the one with this fingerprint, or the beginning of one."""
    return fingerprint(key).replace(" ", "").startswith(wanted)


def _not_met(keys: list[str]) -> str:
    if not keys:
        return "Nothing in this journal is signed: signatures were taken out, or there never were."
    own = "; ".join(fingerprint(key) for key in keys)
    return f"The key that you gave has signed nothing here; those that have: {own}."


def _other_key(seq: int, signed: DaySigned, key: str) -> str:
    return (
        f"Entry {seq} signs {signed.date} with the key {fingerprint(signed.key)}, but the hub's was"
        f" {fingerprint(key)}, which knows nothing of it."
    )


def _unvouched(seq: int, change: SigningKeyChanged) -> str:
    return (
        f"From entry {seq} on another key signs ({fingerprint(change.new)}), and the one before"
        f" ({fingerprint(change.old)}) did not vouch for it: the machine was lost and the hall"
        " restored without its key, or somebody put a journal of their own in place. Whoever noted"
        " the new fingerprint then gives it with --key."
    )
