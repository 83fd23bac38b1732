"""From the journal to the state: at a hub's start, and as a proof that both ways agree."""

from __future__ import annotations

from collections.abc import Callable

from shared.domain.evolve import RECEIPT_LIFE, evolve
from shared.domain.hall import Hall
from shared.hub.codec import Foreign, recorded_of
from shared.hub.journal.port import Entry, Journal
from shared.protocol.messages import Head
from shared.protocol.site_file import kept_site

OPENING = "DayOpened"
"""The entry that a replay may begin with: `Carried` follows it in the same append."""

Find = Callable[[str, int, str], None]
"""Told of a finding: its kind, the entry concerned, and words for people."""


async def replay(journal: Journal, hall: Hall) -> Head:
    """Brings a fresh state up to the journal's end, and gives the head.

    Begins with the last opening of a day that is a whole day old, so that every command id of the
    last 24 hours is known again. Raises `Foreign` for an entry that this program cannot read.
    """
    head = await journal.head()
    after = await _beginning(journal, head)
    while entries := await journal.read(after):
        for entry in entries:
            evolve(hall, recorded_of(entry), kept_site)
        after = entries[-1].seq
        head = Head(head.journal, after, entries[-1].hash)
    return head


async def _beginning(journal: Journal, head: Head) -> int:
    """The sequence after which a replay begins; 0 is the beginning."""
    newest = await journal.read(head.seq - 1, 1) if head.seq else []
    opening = await journal.last(OPENING) if newest else None
    while opening is not None and opening.at > newest[0].at - RECEIPT_LIFE:
        opening = await journal.last(OPENING, before=opening.seq)
    return opening.seq - 1 if opening is not None else 0


class Retrace:
    """Plays a journal entry by entry, twice: from its beginning, and anew from each opening of a
    day. Where the two differ, what was carried over a night was not all there was.

    Give it every entry in order (`take`), then `end`.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._whole = Hall()
        self._day: Hall | None = None
        self._lost = False

    def take(self, entry: Entry) -> None:
        """Plays one entry; after an entry that cannot be played no later one can be judged."""
        if self._lost or (self._whole.seq and entry.seq != self._whole.seq + 1):
            self._lost = True
            return
        if entry.type == OPENING:
            self._compare()
            self._day = Hall()
        try:
            self._play(entry)
        except Foreign as foreign:
            self._lose("foreign", entry, str(foreign))
        except Exception as error:  # whatever the fault: the report must name the entry
            words = f"Entry {entry.seq} ({entry.type}) cannot follow the one before: {error!r}."
            self._lose("replay", entry, words)

    def end(self) -> None:
        """After the last entry."""
        if not self._lost:
            self._compare()

    def _play(self, entry: Entry) -> None:
        recorded = recorded_of(entry)
        for hall in (self._whole, self._day):
            if hall is not None:
                evolve(hall, recorded, kept_site)

    def _compare(self) -> None:
        if self._day is None:
            return
        self._day.receipts = self._whole.receipts  # a day's replay knows no older command ids
        if self._day != self._whole:
            words = f"A replay from the opening of {self._day.date} differs from one of everything."
            self._find("replay", self._whole.seq, words)

    def _lose(self, kind: str, entry: Entry, words: str) -> None:
        self._lost = True
        self._find(kind, entry.seq, words)
