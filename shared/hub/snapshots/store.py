"""A data directory's snapshot: found, put together, and replaced by a later one."""

from __future__ import annotations

import logging
from pathlib import Path

from shared.domain.evolve import RECEIPT_LIFE
from shared.domain.hall import Hall
from shared.domain.ids import Moment
from shared.hub.journal.port import Journal
from shared.hub.snapshots.parts import FOLDER, STATE_FILE, Segment, Unfit, read, write
from shared.hub.snapshots.sealed import SealedReceipts, receipts_bytes
from shared.hub.snapshots.state import fill, state_bytes
from shared.protocol.messages import Head

log = logging.getLogger(__name__)


class Store:
    """The snapshot beside the journal in `directory`; the last one only."""

    def __init__(self, directory: Path) -> None:
        self._folder = directory / FOLDER
        self._segments: list[Segment] = []
        """Those of the snapshot that was restored or saved last."""

    async def restore(self, journal: Journal, hall: Hall, *, receipts: bool = True) -> Head | None:
        """Brings a fresh state to where the snapshot was taken; None where none fits.

        Without `receipts` the state knows none: for one that only goes on to the next snapshot.
        """
        try:
            head, content = await self._fitting(journal)
            sealed = self._sealed() if receipts else None
            _fill(hall, head, content)
        except Unfit as unfit:
            if self._folder.exists():
                log.warning("the snapshot is passed over: %s", unfit)
            self._segments = []
            return None
        if sealed is not None:
            hall.receipts.adopt(sealed)
            hall.receipts.forget_before(Moment(hall.at - RECEIPT_LIFE))
        return head

    def save(self, hall: Hall, head: Head) -> None:
        """Replaces the snapshot by one at `head`. The state's own receipts, which are those since
        the one before, join the older ones. Raises OSError."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        since = hall.at - RECEIPT_LIFE
        segments = [segment for segment in self._segments if segment.newest >= since]
        given = list(hall.receipts.items())
        if given:
            name = f"receipts-{given[0][1].seq}-{head.seq}.snapshot"
            checksum = write(self._folder / name, head, receipts_bytes(given))
            segments.append(Segment(name, checksum, given[-1][1].at))
        write(self._folder / STATE_FILE, head, state_bytes(hall), segments)
        self._segments = segments
        self._tidy_up()

    async def _fitting(self, journal: Journal) -> tuple[Head, memoryview]:
        header, content = read(self._folder / STATE_FILE)
        head = header.head
        if head.journal != (await journal.head()).journal:
            raise Unfit("it is of another journal")
        if head.seq < (await journal.whole_after()).seq:
            raise Unfit(f"the journal misses entries after {head.seq}")
        found = await journal.read(head.seq - 1, 1)
        if not found or (found[0].seq, found[0].hash) != (head.seq, head.hash):
            raise Unfit(f"the journal holds no such entry {head.seq}: it was restored or cut")
        self._segments = header.segments
        return head, content

    def _sealed(self) -> SealedReceipts:
        sealed = SealedReceipts(Moment(max((one.newest for one in self._segments), default=0)))
        for segment in self._segments:
            _, content = read(self._folder / segment.name, segment.checksum)
            try:
                sealed.add(content)
            except ValueError as error:
                raise Unfit(f"{segment.name}: {error}") from None
        return sealed

    def _tidy_up(self) -> None:
        """Takes away what belongs to no snapshot any more."""
        kept = {STATE_FILE, *(segment.name for segment in self._segments)}
        for path in self._folder.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def _fill(hall: Hall, head: Head, content: memoryview) -> None:
    try:
        fill(hall, content, head.seq)
    except ValueError as error:
        raise Unfit(f"{STATE_FILE}: {error}") from None
