"""What the hub remembers of a journal, held against the one that it finds at its start.

A doubt is entered into the journal before anything is signed: whoever changed the past without the
hub's key gets no signature under it but behind that entry.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from operator import attrgetter
from pathlib import Path

from shared.domain import commands as c
from shared.domain.events import DayClosed, DaySigned, PastDoubted
from shared.domain.hall import Receipt
from shared.domain.ids import DAY, MINUTE, DeviceId, Moment
from shared.hub.codec import recorded_of
from shared.hub.cut_tail import WITHOUT_TAIL
from shared.hub.engine import Engine
from shared.hub.identity.certificate import IDENTITY_FILES
from shared.hub.identity.signing import fits
from shared.hub.journal.port import Entry, Journal
from shared.hub.restored import Mark, read_mark
from shared.hub.witness.book import BOOK_FILE, DayLine, read_book
from shared.hub.witness.memory import Damaged, remembered
from shared.hub.witness.statement import of_day
from shared.protocol.messages import Head
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Trouble

log = logging.getLogger(__name__)

LATE = 30 * MINUTE
"""A day is signed at once when it is over; what is signed so long after it needs a reason."""

TOLD_FOR = 7 * DAY
"""So long staff are told of a doubt."""

ALARMING = frozenset({c.Doubt.HEAD, c.Doubt.BOOK, c.Doubt.KEY, c.Doubt.UNSIGNED, c.Doubt.APP})

_MOST_DATES, _MOST_DOUBTS, _MOST_OF_A_DEVICE = 400, 200, 3

Submit = Callable[[c.Order], Awaitable[Receipt]]


class Doubts:
    """Finds them, enters each once, and tells of them. All methods belong to the hub's loop."""

    def __init__(
        self, directory: Path, journal: Journal, engine: Engine, now: Callable[[], Moment]
    ) -> None:
        self._directory = directory
        self._journal = journal
        self._engine = engine
        self._now = now
        self._known: list[tuple[Moment, PastDoubted]] = []
        self._by_apps: dict[str, set[Head]] = {}
        self._entering: set[asyncio.Task[None]] = set()

    def troubles(self) -> list[Trouble]:
        """For staff, each once."""
        now = self._now()
        parts = [
            one.device or one.reason
            for at, one in self._known
            if one.reason in ALARMING and now - at < TOLD_FOR
        ]
        return [Trouble(TroubleCode.PAST_DOUBTED, part) for part in dict.fromkeys(parts)]

    async def look(self, *, fresh_key: bool) -> None:
        """Enters what does not fit. `fresh_key`: the hub had none before this start. Raises what
        reading and submitting raise: then nothing may be signed."""
        await self._recall()
        mark = read_mark(self._directory)
        for found in (
            await self._of_head(),
            await self._of_book(mark),
            await self._of_days(fresh_key=fresh_key),
        ):
            if found is not None:
                await self._enter(found)

    async def heard(self, device: DeviceId, seen: Head) -> None:
        """An app has seen an entry that the journal does not hold; each is entered once, and few
        of one app, also of one that is gone before it stands there. Raises what submitting raises:
        then it may be heard again."""
        heads = self._by_apps.setdefault(device, set())
        if seen in heads or len(heads) >= _MOST_OF_A_DEVICE or len(self._known) >= _MOST_DOUBTS:
            return
        heads.add(seen)
        entering = asyncio.create_task(self._enter_heard(device, seen))
        self._entering.add(entering)
        entering.add_done_callback(self._entering.discard)
        await asyncio.shield(entering)

    async def _enter_heard(self, device: DeviceId, seen: Head) -> None:
        reason = c.Doubt.RESTORED if self._restored_before(seen) else c.Doubt.APP
        try:
            await self._enter(
                c.DoubtPast(reason=reason, device=device, seq=seen.seq, hash=seen.hash)
            )
        except BaseException:
            self._by_apps[device].discard(seen)
            raise

    def _restored_before(self, seen: Head) -> bool:
        """Whether a restore of these days has lost an entry. The mark that the hub makes itself,
        for a journal without its tail, is no excuse."""
        mark = read_mark(self._directory)
        if mark is None or mark.source == WITHOUT_TAIL or self._now() - mark.at > TOLD_FOR:
            return False
        return mark.head.seq < seen.seq

    async def waited(self, dates: list[str]) -> None:
        """The hub itself saw these days end, and can sign only now."""
        await self._enter(c.DoubtPast(reason=c.Doubt.WAITED, dates=tuple(dates)))

    # What is found ----------------------------------------------------------------------------

    async def _of_head(self) -> c.DoubtPast | None:
        try:
            kept = remembered(self._directory)
        except Damaged:
            return c.DoubtPast(reason=c.Doubt.HEAD)
        if kept is None or (self._genuine(kept) and await self._holds(kept)):
            return None
        return c.DoubtPast(reason=c.Doubt.HEAD, seq=kept.seq, hash=kept.hash, dates=(kept.date,))

    async def _of_book(self, mark: Mark | None) -> c.DoubtPast | None:
        """Its last line stands for all before it: their hashes are one chain."""
        book = read_book(self._directory / BOOK_FILE)
        lines = [one for _, one in book.days] if book is not None else []
        backwards = sorted(lines, key=attrgetter("seq"), reverse=True)
        last = next(filter(self._genuine, backwards), None)
        if last is not None and not await self._holds(last):
            given_up = mark is not None and mark.head.seq < last.seq and last.signed_at < mark.at
            found = c.DoubtPast(reason=c.Doubt.BOOK, seq=last.seq, hash=last.hash)
            return None if given_up else found
        signed = await self._journal.last(DaySigned.__name__)
        before = await self._journal.last(DaySigned.__name__, before=signed.seq) if signed else None
        known = {one.signature for one in lines}
        for entry in filter(None, (signed, before)):
            event = recorded_of(entry).event
            if isinstance(event, DaySigned) and event.signature in known:
                return None
        lacks_all = before is not None or (signed is not None and book is None)
        return c.DoubtPast(reason=c.Doubt.BOOK) if lacks_all else None

    async def _of_days(self, *, fresh_key: bool) -> c.DoubtPast | None:
        closed = await self._unsigned()
        dates = tuple(event.date for _, event in reversed(closed))
        if not closed or (len(closed) == 1 and self._now() - closed[0][0].at < LATE):
            return None
        if not fresh_key:
            return c.DoubtPast(reason=c.Doubt.UNSIGNED, dates=dates)
        older = self._had_identity(closed[0][0])
        return c.DoubtPast(reason=c.Doubt.KEY if older else c.Doubt.FIRST, dates=dates)

    async def _unsigned(self) -> list[tuple[Entry, DayClosed]]:
        """The days that are over and that no signature came after; the last one first."""
        signed = await self._journal.last(DaySigned.__name__)
        after, found = signed.seq if signed is not None else 0, list[tuple[Entry, DayClosed]]()
        entry = await self._journal.last(DayClosed.__name__)
        while entry is not None and entry.seq > after and len(found) < _MOST_DATES:
            event = recorded_of(entry).event
            if isinstance(event, DayClosed):
                found.append((entry, event))
            entry = await self._journal.last(DayClosed.__name__, before=entry.seq)
        return found

    def _had_identity(self, closed: Entry) -> bool:
        """A hub that has a certificate signs: one that is older than the end of the last day."""
        path = self._directory / IDENTITY_FILES[0]
        return path.exists() and path.stat().st_mtime * 1_000 < closed.at

    def _genuine(self, line: DayLine) -> bool:
        return line.journal == self._engine.head.journal and fits(
            line.key, of_day(line.journal, line.event), line.signature
        )

    async def _holds(self, line: DayLine) -> bool:
        """Whether the journal has the entry that was signed, and the signature's own."""
        found = await self._journal.read(line.seq - 1, 1)
        return bool(found) and found[0].seq == line.seq and found[0].hash == line.hash

    # What is entered --------------------------------------------------------------------------

    async def _recall(self) -> None:
        """The doubts of before, the last ones."""
        self._known.clear()
        entry = await self._journal.last(PastDoubted.__name__)
        while entry is not None and len(self._known) < _MOST_DOUBTS:
            event = recorded_of(entry).event
            if isinstance(event, PastDoubted):
                self._known.append((Moment(entry.at), event))
                if event.device is not None:
                    seen = Head(self._engine.head.journal, event.seq, event.hash)
                    self._by_apps.setdefault(event.device, set()).add(seen)
            entry = await self._journal.last(PastDoubted.__name__, before=entry.seq)

    async def _enter(self, found: c.DoubtPast) -> None:
        event = PastDoubted(
            reason=found.reason.value,
            device=found.device,
            seq=found.seq,
            hash=found.hash,
            dates=found.dates,
        )
        if found.reason in ALARMING and any(one == event for _, one in self._known):
            return
        await self._engine.submit(c.Order(command=found, sender="hub"))
        if found.reason in ALARMING:
            log.error("the journal is not what is remembered of it: %s", found)
        else:
            log.warning("noted of the journal's past: %s", found)
        self._known.append((self._now(), event))
