"""A process that appends to a journal until it is killed: says each head once it is on disk."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import msgspec

from shared.hub.journal.chain import head_after
from shared.hub.journal.sqlite import SqliteJournal
from tests.unit.journal_samples import drafts


async def append_for_ever(path: Path) -> None:
    """Append groups of 1 to 9 entries, one after the other."""
    journal = await SqliteJournal.open(path)
    head = await journal.head()
    while True:
        head = head_after(head, await journal.append(head, drafts(1 + head.seq % 9, head.seq + 1)))
        sys.stdout.buffer.write(msgspec.json.encode(head) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    asyncio.run(append_for_ever(Path(sys.argv[1])))
