"""The journal in one SQLite file: one thread that writes, one that reads."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from shared.hub.journal.fitness import require_fit
from shared.hub.journal.lane import Lane
from shared.hub.journal.port import APPEND_LIMIT, Draft, Entry, Refused, Unknown
from shared.hub.journal.reading import Reader
from shared.hub.journal.writing import Writer
from shared.protocol.messages import Head

LOOK_SECONDS = 0.5
"""How often a follower looks for what another process may have appended."""

Result = TypeVar("Result")


class SqliteJournal:
    """A `Journal` (see there) in the file at `path`. Make one with `open`."""

    def __init__(self, journal: str, writer: Lane[Writer], reader: Lane[Reader]) -> None:
        self.id = journal
        """128 random bits in hex, made with the file."""
        self._writer = writer
        self._reader = reader
        self._closed = False
        self._in_doubt = False
        self._bells: set[asyncio.Event] = set()

    @classmethod
    async def open(cls, path: Path) -> SqliteJournal:
        """Open the journal at `path`, or begin a new one there. Raises `Unreadable`."""
        require_fit(path)
        writer = await Lane.start("journal-writer", lambda: Writer(path))
        try:
            reader = await Lane.start("journal-reader", lambda: Reader(path))
        except BaseException:
            await writer.close()
            raise
        return cls(await writer.call(lambda w: w.journal), writer, reader)

    async def append(self, expected: Head, drafts: Sequence[Draft]) -> list[Entry]:
        """See `Journal.append`."""
        self._refuse_when_closed()
        try:
            entries = await self._writer.call(lambda writer: writer.append(expected, drafts))
        except Unknown:
            self._in_doubt = True
            raise
        self._in_doubt = False
        for bell in self._bells:
            bell.set()
        return entries

    async def read(self, after: int, limit: int = APPEND_LIMIT) -> list[Entry]:
        """See `Journal.read`."""
        return await self._reading(lambda reader: reader.read(after, limit))

    async def last(self, type_: str, *, before: int | None = None) -> Entry | None:
        """See `Journal.last`."""
        return await self._reading(lambda reader: reader.last(type_, before))

    async def head(self) -> Head:
        """See `Journal.head`."""
        return await self._reading(lambda reader: reader.head())

    async def whole_after(self) -> Head:
        """See `Journal.whole_after`."""
        return await self._reading(lambda reader: reader.whole_after())

    async def follow(self, after: int) -> AsyncGenerator[list[Entry], None]:
        """See `Journal.follow`."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            while not self._closed:
                bell.clear()
                if entries := await self.read(after):
                    after = entries[-1].seq
                    yield entries
                else:
                    await _rings(bell)
        finally:
            self._bells.discard(bell)

    async def hold_log(self, held: bool) -> None:
        """Leaves it to a replica that reads along when the write-ahead log begins anew."""
        self._refuse_when_closed()
        await self._writer.call(lambda writer: writer.hold_log(held))

    def in_doubt(self) -> bool:
        """Whether it is not known how the last append ended; to find out, nobody else may read."""
        return self._in_doubt

    async def close(self) -> None:
        """See `Journal.close`."""
        if self._closed:
            return
        self._closed = True
        for bell in self._bells:
            bell.set()
        await self._reader.close()
        await self._writer.close()

    async def _reading(self, work: Callable[[Reader], Result]) -> Result:
        self._refuse_when_closed()
        if self._in_doubt:
            await self._writer.call(lambda writer: writer.settle())
            self._in_doubt = False
            self._refuse_when_closed()
        return await self._reader.call(work)

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise Refused("closed", "The journal is closed.")


async def _rings(bell: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LOOK_SECONDS):
            await bell.wait()
