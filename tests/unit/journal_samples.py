"""Entries for tests of the journal, and a journal full of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from shared.hub.journal.chain import head_after
from shared.hub.journal.port import Draft, Entry
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.protocol.messages import Head

Result = TypeVar("Result")


def draft(n: int = 1, type_: str = "TicketIssued") -> Draft:
    """One entry to be, told apart by `n`."""
    body = f'{{"ticket":"t{n}","number":"A-{n:03}","nama":"antrean ke-{n} · ★"}}'
    return Draft(1_772_416_800_000 + n, type_, 1, body.encode(), "kiosk-1", f"command-{n}", "ab12")


def drafts(count: int, first: int = 1) -> list[Draft]:
    """`count` different entries to be."""
    return [draft(n) for n in range(first, first + count)]


async def extend(journal: SqliteJournal, count: int) -> list[Entry]:
    """Append `count` entries in one go at the journal's present head."""
    head = await journal.head()
    return await journal.append(head, drafts(count, head.seq + 1))


def with_journal(path: Path, work: Callable[[SqliteJournal], Awaitable[Result]]) -> Result:
    """Run `work` on the journal at `path` in an event loop of its own, and close the journal."""

    async def run() -> Result:
        journal = await SqliteJournal.open(path)
        try:
            return await work(journal)
        finally:
            await journal.close()

    return asyncio.run(run())


def playable(count: int) -> list[Draft]:
    """`count` entries that a queue can be played from: the clock was set, again and again."""
    bodies = (f'{{"before":{n},"after":{n}}}'.encode() for n in range(1, count + 1))
    return [Draft(n, "ClockStepped", 1, body) for n, body in enumerate(bodies, 1)]


def filled(
    directory: Path, count: int, make: Callable[[int], list[Draft]] = drafts
) -> tuple[Path, list[Entry], Head]:
    """A closed journal with `count` entries: its path, the entries, its head."""
    path = directory / JOURNAL_FILE

    async def fill(journal: SqliteJournal) -> tuple[list[Entry], Head]:
        origin = await journal.head()
        entries = await journal.append(origin, make(count))
        return entries, head_after(origin, entries)

    return path, *with_journal(path, fill)
