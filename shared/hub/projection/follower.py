"""The follower that keeps the reports' tables up to date, behind the hall and never in its way."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import aclosing
from pathlib import Path
from time import monotonic

from shared.hub.journal.chain import head_after
from shared.hub.journal.lane import Lane
from shared.hub.journal.port import Entry, Journal
from shared.hub.projection.reports import Reports
from shared.protocol.messages import Head

log = logging.getLogger(__name__)

REST_SECONDS = 0.25
"""Between two batches: many commits become one, and the hub's own work goes first."""

REST_SHARE = 4.0
"""At least so many times as long as the last batch took: a fifth of one core at the most."""

MEND_SECONDS = 5.0
"""After an error of the reports' file (a full disk), before it is tried again."""


class Projection:
    """Fills the tables from a journal; `run` it as a task of the hub. Make one with `open`."""

    def __init__(self, journal: Journal, reports: Lane[Reports], position: Head) -> None:
        self._journal = journal
        self._reports = reports
        self.position = position
        """The last entry that the tables contain."""

    @classmethod
    async def open(cls, journal: Journal, path: Path) -> Projection:
        """The tables at `path`, begun anew where they are not of this journal's present course.

        Raises sqlite3.Error and JournalError.
        """
        reports = await Lane.start("reports", lambda: Reports(path))
        try:
            position = await reports.call(Reports.position)
            if position is None or not await _stands_in(journal, position):
                head = await journal.head()
                position = await reports.call(lambda r: r.begin(head.journal))
        except BaseException:
            await reports.close()
            raise
        return cls(journal, reports, position)

    async def run(self) -> None:
        """Follow the journal until it is closed or this task is cancelled.

        Trouble with the reports' file is logged and tried again: it must not stop the hall.
        Raises JournalError.
        """
        while True:
            try:
                await self._follow()
                return
            except sqlite3.Error as error:
                log.error("The reports stand still at entry %d: %s", self.position.seq, error)
                await asyncio.sleep(MEND_SECONDS)

    async def close(self) -> None:
        """Let go of the file, after the batch that is under way."""
        await self._reports.close()

    async def _follow(self) -> None:
        # Asked again after an error: a failed commit may have been one after all.
        told = await self._reports.call(Reports.position)
        if told is not None:
            self.position = told
        async with aclosing(self._journal.follow(self.position.seq)) as batches:
            async for entries in batches:
                began = monotonic()
                await self._add(entries)
                await asyncio.sleep(max(REST_SECONDS, REST_SHARE * (monotonic() - began)))

    async def _add(self, entries: list[Entry]) -> None:
        journal = self.position.journal
        await self._reports.call(lambda reports: reports.add(journal, entries))
        self.position = head_after(self.position, entries)


async def opened(journal: Journal, path: Path) -> Projection | None:
    """The reports at `path`; None where the file cannot be opened now, which is logged. Raises
    JournalError."""
    try:
        return await Projection.open(journal, path)
    except (sqlite3.Error, OSError) as error:
        log.error("%s cannot be opened, and the hall goes on without reports: %s", path, error)
        return None


async def keep(journal: Journal, path: Path, projection: Projection | None) -> None:
    """Runs the reports that were `opened`, or tries again until they can be; closes them."""
    while projection is None:
        await asyncio.sleep(MEND_SECONDS)
        projection = await opened(journal, path)
    try:
        await projection.run()
    finally:
        await projection.close()


async def _stands_in(journal: Journal, position: Head) -> bool:
    """Whether the journal has that very entry: it may have been restored from an older copy."""
    head = await journal.head()
    if head.journal != position.journal or head.seq < position.seq:
        return False
    if position.seq == 0:
        return True
    return any(entry.hash == position.hash for entry in await journal.read(position.seq - 1, 1))
