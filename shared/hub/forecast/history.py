"""The journal's last weeks, read by a process beside the hub to learn from them."""

from __future__ import annotations

from pathlib import Path

from shared.domain.ids import DAY
from shared.hub.codec import Foreign, recorded_of
from shared.hub.forecast.learned import TELLING, Learned
from shared.hub.journal.port import APPEND_LIMIT, Entry
from shared.hub.journal.reading import Reader
from shared.protocol.site_file import kept_site

MEMORY = 30 * DAY
"""What is older says little of today's hall."""

OPENING = "DayOpened"


class History:
    """What has been learnt from a journal so far; `read_on` reads what has come since.

    Raises JournalError like the reader.
    """

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path)
        self.learned = Learned(kept_site)
        self._seq = self._beginning()

    @property
    def seq(self) -> int:
        """The last entry that was read."""
        return self._seq

    def read_on(self, most: int = APPEND_LIMIT) -> int:
        """Takes in entries after the last one, not more than `most`; how many there were."""
        entries = self._reader.read(self._seq, most)
        for entry in entries:
            self._take(entry)
        if entries:
            self._seq = entries[-1].seq
        return len(entries)

    def close(self) -> None:
        self._reader.close()

    def _take(self, entry: Entry) -> None:
        if entry.type not in TELLING:
            return
        try:
            self.learned.take(recorded_of(entry))
        except Foreign:
            return  # the hub itself says so, and loudly

    def _beginning(self) -> int:
        """The entry before an opening of a day that is a month old; before the first, if none is.

        A day's opening is followed by the site, which everything else rests on.
        """
        reader = self._reader
        head = reader.head()
        whole = reader.whole_after()
        newest = reader.read(head.seq - 1, 1) if head.seq else []
        opening = reader.last(OPENING, None) if newest else None
        while opening is not None and opening.at > newest[0].at - MEMORY:
            earlier = reader.last(OPENING, opening.seq)
            if earlier is None or earlier.seq <= whole.seq:
                break
            opening = earlier
        if opening is None or reader.last(OPENING, opening.seq) is None:
            return whole.seq
        return opening.seq - 1
