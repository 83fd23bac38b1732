"""A file of signatures held against a journal: the hub's own, or a copy from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from shared.domain.events import DaySigned
from shared.hub.identity.signing import fingerprint, fits
from shared.hub.journal.verify import Report
from shared.hub.witness.book import Book, DayLine
from shared.hub.witness.statement import of_change, of_day


class Beside:
    """Adds the faults that a file of signatures shows to the report of a journal."""

    def __init__(
        self,
        report: Report,
        keys: list[str],
        hash_at: Callable[[int], str],
        days: list[tuple[int, DaySigned]],
    ) -> None:
        self.report = report
        self.known = set(keys)
        """Keys that have signed, or that one of those vouches for."""
        self._hash_at = hash_at
        self._days = days
        self._by_signature = {signed.signature: seq for seq, signed in days}
        self._own = False
        self._rewritten = False
        """The first one is named: all that follow it are under other hashes as well."""

    def hold(self, name: str, book: Book, *, own: bool = False) -> list[str]:
        """Everything that the file `name` says. `own`: the hub writes it, and so it has all; what
        somebody may look at."""
        for number in book.unreadable:
            self._add("signature", 0, f"{name}, line {number}, is no line of the hub's.")
        self.learn(book)
        self._own, self._rewritten = own, False
        foreign = [number for number, line in book.days if line.journal != self.report.journal]
        if foreign:
            more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
            words = f"{name}, line {foreign[0]}{more}: signatures of another journal. The file was"
            self._add("signature", 0, f"{words} replaced, or the journal.")
        for number, line in book.days:
            if number not in foreign:
                self._judge(f"{name}, line {number}:", line)
        return self._missing(name, book) if own else []

    def learn(self, book: Book) -> None:
        """The keys for which one that is known vouches in the file."""
        for line in book.changes:
            statement = of_change(self.report.journal, line.event)
            if line.old in self.known and fits(line.old, statement, line.signature):
                self.known.add(line.new)

    def _judge(self, where: str, line: DayLine) -> None:
        signed = line.event
        if not fits(line.key, of_day(line.journal, signed), line.signature):
            self._add("signature", 0, f"{where} the signature of {line.date} is not genuine.")
        elif line.key not in self.known:
            words = f"{where} {line.date} is signed with the key {fingerprint(line.key)}, which"
            self._add("key", 0, f"{words} this journal does not know: one of them was replaced.")
        else:
            self._compare(where, line)

    def _compare(self, where: str, line: DayLine) -> None:
        """A genuine signature against the journal as it is."""
        head = self.report.head
        signed = f"{where} at the end of {line.date} the hub signed entry {line.seq}"
        if head is None or line.seq > head.seq:
            ends = head.seq if head is not None else 0
            why = f"but the journal ends at entry {ends}: its tail was cut off"
            self._add("cut", line.seq, f"{signed}, {why}, or it was rewound or restored.")
        elif is_lost(self.report, line.seq) or is_lost(self.report, line.entry):
            return
        elif self._hash_at(line.seq) != line.hash:
            known = self._own and line.signature in self._by_signature  # and is judged there
            if not known and not self._rewritten:
                words = f"{signed} with another hash: the journal was rewritten since."
                self._add("rewritten", line.seq, words)
                self._rewritten = True
        elif line.signature not in self._by_signature:
            words = f"{signed}, and wrote that down in entry {line.entry}, which is not there:"
            self._add("rewritten", line.entry, f"{words} what follows was cut off or rewritten.")

    def _missing(self, name: str, book: Book) -> list[str]:
        there = {line.signature for _, line in book.lines}
        missing = [signed.date for _, signed in self._days if signed.signature not in there]
        if missing and missing == [signed.date for _, signed in self._days[-1:]]:
            return [
                f"{name} lacks the last signature ({missing[0]}); the hub adds it at its start."
            ]
        if missing:
            words = f"{name} lacks signatures that the journal holds ({', '.join(missing)}):"
            self._add("signature", 0, f"{words} lines were taken out, or the file was replaced.")
        return []

    def _add(self, kind: str, seq: int, words: str) -> None:
        self.report.add(kind, seq, words)


def is_lost(report: Report, seq: int) -> bool:
    """Whether a repair could not save an entry, and said so."""
    return any(loss.first <= seq <= loss.last for loss in report.lost)
