"""From the journal to the state: at a hub's start, and as a proof that both ways agree."""

from __future__ import annotations

from collections.abc import Callable

from shared.domain.events import Recorded
from shared.domain.evolve import RECEIPT_LIFE, evolve
from shared.domain.hall import Hall
from shared.hub.codec import Foreign, recorded_of
from shared.hub.journal.chain import continued
from shared.hub.journal.port import Entry, Journal, Unreadable
from shared.protocol.messages import Head
from shared.protocol.site_file import kept_site

OPENING = "DayOpened"
"""The entry that a replay may begin with: `Carried` follows it in the same append."""

Find = Callable[[str, int, str], None]
"""Told of a finding: its kind, the entry concerned, and words for people."""

Look = Callable[[Hall, Recorded], None]
"""Shown each entry with the state before it, by a replay from the beginning."""


async def replay(journal: Journal, hall: Hall, after: Head | None = None) -> Head:
    """Brings a fresh state up to the journal's end, and gives the head.

    Begins after the entry that a snapshot has brought the state to, else with the last opening of
    a day that is a whole day old, so that every command id of the last 24 hours is known again.
    What it plays it holds against the chain: raises `Unreadable` where that is broken, and
    `Foreign` for an entry that this program cannot read.
    """
    head = after or await _beginning(journal, await journal.head())
    first = after is None and head.seq > 0
    while entries := await journal.read(head.seq):
        head = continued(head, entries)
        if first and entries[0].type != OPENING:
            raise Unreadable("damaged", f"The index by type names entry {entries[0].seq} wrongly.")
        first = False
        for entry in entries:
            evolve(hall, recorded_of(entry), kept_site)
    return head


async def _beginning(journal: Journal, head: Head) -> Head:
    """The entry after which a replay begins."""
    whole = await journal.whole_after()
    newest = await journal.read(head.seq - 1, 1) if head.seq else []
    opening = await journal.last(OPENING) if newest else None
    while opening is not None and opening.at > newest[0].at - RECEIPT_LIFE:
        earlier = await journal.last(OPENING, before=opening.seq)
        if whole.seq and (earlier is None or earlier.seq <= whole.seq):
            break  # what is older cannot be played: entries are missing
        opening = earlier
    if opening is None or opening.seq == whole.seq + 1:
        return whole
    before = await journal.read(opening.seq - 2, 1)
    return Head(head.journal, before[0].seq, before[0].hash)


class Retrace:
    """Plays a journal entry by entry, twice: from its beginning, and anew from each opening of a
    day. Where the two differ, what was carried over a night was not all there was.

    Give it every entry in order (`take`), then `end`.
    """

    def __init__(self, find: Find, look: Look | None = None) -> None:
        self._find = find
        self._look = look
        self._whole = Hall()
        self._day: Hall | None = None
        self._lost = False
        self._expected = 1
        self._waiting = False

    def take(self, entry: Entry) -> None:
        """Plays one entry; after an entry that cannot be played no later one can be judged.

        After a loss (the numbers jump) it goes on with the next opening.
        """
        if entry.seq != self._expected:
            self._whole, self._day, self._waiting = Hall(), None, True
        self._expected = entry.seq + 1
        if self._lost or (self._waiting and entry.type != OPENING):
            return
        self._waiting = False
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
        if self._look is not None:
            self._look(self._whole, recorded)
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
