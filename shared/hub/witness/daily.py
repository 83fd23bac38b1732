"""The hub's signature under each day: made when the day has turned, and at a start or stop where
one is missing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from shared.domain import commands as c
from shared.domain.events import DayClosed, DaySigned, Recorded, SigningKeyChanged
from shared.domain.ids import Moment
from shared.domain.refusal import Refusal
from shared.hub.codec import Foreign, recorded_of
from shared.hub.engine import Engine, Fault, Unavailable
from shared.hub.identity.signing import (
    NoKey,
    SigningKey,
    fingerprint,
    fits,
    key_path,
    signing_key,
)
from shared.hub.journal.port import Journal, JournalError
from shared.hub.witness.book import (
    BOOK_FILE,
    Book,
    DayLine,
    Line,
    add_lines,
    day_line,
    key_line,
    read_book,
)
from shared.hub.witness.doubts import LATE, Doubts
from shared.hub.witness.memory import NAME, remember
from shared.hub.witness.statement import of_day

log = logging.getLogger(__name__)


class Witness:
    """Signs the journal's head once a day is over. What fails is tried again: at the next tick, at
    the stop, at the next start; the next signature covers all days before it."""

    def __init__(
        self, directory: Path, journal: Journal, engine: Engine, now: Callable[[], Moment]
    ) -> None:
        self._directory = directory
        self._journal = journal
        self._engine = engine
        self._now = now
        self._key: SigningKey | None = None
        self._due = ""
        """The last day that is over and not signed."""
        self._over: list[tuple[str, Moment]] = []
        """Those that this very process saw end since it signed last, and when."""
        self._begun = True
        """Whether nothing of the beginning is left to do: nothing is signed before."""
        self._fresh_key = False
        self.doubts = Doubts(directory, journal, engine, now)
        self._signing = asyncio.Lock()

    def committed(self, recorded: Sequence[Recorded]) -> bool:
        """Notes that a day is over; whether one is: then it is time to `settle`."""
        closed = [one for one in recorded if isinstance(one.event, DayClosed)]
        for one in closed:
            assert isinstance(one.event, DayClosed)
            self._due = one.event.date
            self._over.append((one.event.date, one.at))
        return bool(closed)

    async def begin(self) -> None:
        """Makes or reads the key, enters what does not fit to what the hub remembers, tells the
        journal of a new key, and signs what is unsigned. A hall opens without it as well."""
        try:
            self._fresh_key = not key_path(self._directory).exists()
            self._key = signing_key(self._directory)
            log.info("each day is signed with the key %s", fingerprint(self._key.public))
        except (NoKey, OSError) as error:
            log.error("the journal is not signed: %s", error)
        self._begun = False
        await self.settle()

    async def _prepare(self, key: SigningKey) -> None:
        """Before anything is signed: no signature goes quietly over another past."""
        await self.doubts.look(fresh_key=self._fresh_key)
        await self._follow_key(key)
        self._due = await self._unsigned() or self._due
        self._begun = True
        try:
            await self._complete_book()
            await self._remember_last(key)
        except OSError as error:
            log.warning("%s cannot be written: %s", BOOK_FILE, error)

    async def _remember_last(self, key: SigningKey) -> None:
        """Where nothing is remembered yet: a program of before has signed, or it was restored."""
        last = await self._journal.last(DaySigned.__name__)
        event = recorded_of(last).event if last is not None else None
        if last is None or not isinstance(event, DaySigned) or event.key != key.public:
            return
        line = day_line(self._engine.head.journal, event, last.seq)
        genuine = fits(line.key, of_day(line.journal, event), line.signature)
        if genuine and not (self._directory / NAME).exists():
            remember(self._directory, line)

    async def settle(self) -> None:
        """Signs where a day is over and unsigned."""
        async with self._signing:
            if self._key is None:
                return
            try:
                if not self._begun:
                    await self._prepare(self._key)
                if self._due:
                    await self._sign_due(self._key, self._due)
            except (JournalError, Foreign, OSError, Refusal, Unavailable, Fault) as error:
                log.warning("the signature of %s must wait: %s", self._due or "a day", error)

    async def _sign_due(self, key: SigningKey, date: str) -> None:
        over = [one for one in self._over if one[0] <= date]
        if len(over) > 1 or any(self._now() - at >= LATE for _, at in over):
            await self.doubts.waited([day for day, _ in over])
        await self._sign(key, date)
        self._over = [one for one in self._over if one[0] > date]
        self._due = "" if self._due == date else self._due

    async def _sign(self, key: SigningKey, date: str) -> None:
        head = self._engine.head
        bare = DaySigned(
            date=date,
            seq=head.seq,
            hash=head.hash,
            signed_at=self._now(),
            key=key.public,
            signature="",
        )
        signed = replace(bare, signature=key.sign(of_day(head.journal, bare)))
        command = c.SignDay(
            date=signed.date,
            seq=signed.seq,
            hash=signed.hash,
            signed_at=signed.signed_at,
            key=signed.key,
            signature=signed.signature,
        )
        await self._engine.submit(c.Order(command=command, sender="hub"))
        log.info("signed: %s, entry %s, key %s", date, head.seq, fingerprint(key.public))
        try:
            await self._complete_book()
            remember(self._directory, day_line(head.journal, signed, head.seq + 1))
        except (OSError, JournalError, Foreign) as error:  # the journal has it
            log.warning("%s cannot be written: %s", BOOK_FILE, error)

    # The key --------------------------------------------------------------------------------

    async def _follow_key(self, key: SigningKey) -> None:
        """Has the journal say where another key begins, and that the old one vouches for it."""
        before = await self._last_key()
        if before in ("", key.public):
            return
        book = read_book(self._directory / BOOK_FILE) or Book()
        changes = _succession(book, before, key.public)
        if not changes:
            log.warning(
                "the hub signs with a new key (%s), for which the one before did not vouch:"
                " note its fingerprint, and when and why the old one was lost",
                fingerprint(key.public),
            )
            changes = [
                SigningKeyChanged(old=before, new=key.public, changed_at=self._now(), signature="")
            ]
        for one in changes:
            command = c.ChangeSigningKey(
                old=one.old, new=one.new, changed_at=one.changed_at, signature=one.signature
            )
            await self._engine.submit(c.Order(command=command, sender="hub"))

    async def _last_key(self) -> str:
        """Of the journal's last signature, or the one that was to follow it; empty: none."""
        signed = await self._journal.last(DaySigned.__name__)
        changed = await self._journal.last(SigningKeyChanged.__name__)
        last = max(filter(None, (signed, changed)), default=None, key=attrgetter("seq"))
        event = recorded_of(last).event if last is not None else None
        if isinstance(event, SigningKeyChanged):
            return event.new
        return event.key if isinstance(event, DaySigned) else ""

    # What is missing ------------------------------------------------------------------------

    async def _unsigned(self) -> str:
        """The last day that is over, if no signature came after it."""
        closed = await self._journal.last(DayClosed.__name__)
        signed = await self._journal.last(DaySigned.__name__)
        if closed is None or (signed is not None and signed.seq > closed.seq):
            return ""
        event = recorded_of(closed).event
        return event.date if isinstance(event, DayClosed) else ""

    async def _complete_book(self) -> None:
        """Adds to the file what stands in the journal alone: after a restore, or a power cut
        between the two."""
        path = self._directory / BOOK_FILE
        book = read_book(path) or Book()
        known = {line.signature for _, line in book.lines}
        missing: list[tuple[int, Line]] = []
        for kind in (DaySigned, SigningKeyChanged):
            entry = await self._journal.last(kind.__name__)
            while entry is not None:
                event = recorded_of(entry).event
                if not isinstance(event, DaySigned | SigningKeyChanged):
                    break
                if event.signature in known:
                    break
                missing.append((entry.seq, _line(self._engine.head.journal, event, entry.seq)))
                entry = await self._journal.last(kind.__name__, before=entry.seq)
        add_lines(path, [line for _, line in sorted(missing, key=lambda one: one[0])])
        self._say_what_is_cut(book)

    def _say_what_is_cut(self, book: Book) -> None:
        head = self._engine.head
        seen = [one for _, one in book.days if one.journal == head.journal]
        if seen and (last := max(seen, key=_of_entry)).seq > head.seq:
            log.error(
                "the journal ends at entry %s, but the hub signed entry %s (%s): its tail was cut"
                " off, or an older copy put in its place",
                head.seq,
                last.seq,
                last.date,
            )


def _of_entry(line: DayLine) -> int:
    return line.seq


def _line(journal: str, event: DaySigned | SigningKeyChanged, seq: int) -> Line:
    if isinstance(event, DaySigned):
        return day_line(journal, event, seq)
    return key_line(journal, event)


def _succession(book: Book, old: str, new: str) -> list[SigningKeyChanged]:
    """The changes that lead from one key to another, each vouched for; empty where none do."""
    changes: list[SigningKeyChanged] = []
    for line in book.changes:
        if line.old == (changes[-1].new if changes else old):
            changes.append(line.event)
            if line.new == new:
                return changes
    return []
