"""A journal that can only be read, for a process beside the hub."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

from shared.hub.journal.port import APPEND_LIMIT, Draft, Entry, Refused
from shared.hub.journal.reading import Reader
from shared.protocol.messages import Head


class JournalReading:
    """The `Journal` in the file at `path`, read on the calling thread. Raises `Unreadable`."""

    def __init__(self, path: Path) -> None:
        self.reader = Reader(path)

    async def head(self) -> Head:
        return self.reader.head()

    async def whole_after(self) -> Head:
        return self.reader.whole_after()

    async def read(self, after: int, limit: int = APPEND_LIMIT) -> list[Entry]:
        return self.reader.read(after, limit)

    async def last(self, type_: str, *, before: int | None = None) -> Entry | None:
        return self.reader.last(type_, before)

    async def append(self, expected: Head, drafts: Sequence[Draft]) -> list[Entry]:
        raise Refused("read-only", "This process only reads the journal.")

    async def follow(self, after: int) -> AsyncGenerator[list[Entry], None]:
        while entries := await self.read(after):
            after = entries[-1].seq
            yield entries

    async def close(self) -> None:
        self.reader.close()
