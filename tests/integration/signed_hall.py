"""A hall of some days on disk, each signed by its hub; and somebody with the file in hand."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.journal import app
from shared.domain import commands as c
from shared.domain.events import DaySigned, Recorded
from shared.domain.ids import DAY, MINUTE, CounterId, Moment
from shared.hub.codec import recorded_of
from shared.hub.journal.chain import origin, place
from shared.hub.journal.port import Draft, Entry
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.witness.daily import Witness
from shared.protocol.messages import Head
from tests.unit.running_engine import Desk, SetClock, running

DAYS = 3


@dataclass
class Alive:
    """A hub's engine and its witness, as long as the test's own clock lets them be."""

    desk: Desk
    clock: SetClock
    witness: Witness

    async def day(self) -> None:
        """Two come, one is called and served, the night falls, and the hub signs."""
        for _ in range(2):
            await self.desk.issue(f"at-{self.clock.at}")
            self.clock.at = Moment(self.clock.at + MINUTE)
        await self.desk.open("1")
        await self.desk.call_next("1")
        await self.desk.do(c.FinishService(counter=CounterId("1")))
        self.clock.at = Moment(self.clock.at + DAY)
        await self.turn()

    async def turn(self) -> None:
        await self.desk.do(c.TurnDay(), sender="hub")
        await self.witness.settle()


def lived(directory: Path, clock: SetClock, work: Callable[[Alive], Awaitable[None]]) -> None:
    """Runs a signing engine on the journal of a directory."""

    async def run() -> None:
        journal = await SqliteJournal.open(directory / JOURNAL_FILE)
        try:
            async with running(journal, clock) as desk:
                engine = desk.engine
                witness = Witness(directory, journal, engine, lambda: clock.at)

                def committed(recorded: Sequence[Recorded], head: Head) -> None:
                    witness.committed(recorded)

                engine.listen(committed)
                await witness.begin()
                await work(Alive(desk, clock, witness))
        finally:
            await journal.close()

    asyncio.run(run())


async def some_days(hall: Alive) -> None:
    for _ in range(DAYS):
        await hall.day()


def entries_of(directory: Path) -> list[Entry]:
    with closing(Reader(directory / JOURNAL_FILE)) as reader:
        return reader.read(0, 1_000_000)


def signed_in(directory: Path) -> list[tuple[int, DaySigned]]:
    """The signatures of a journal with their entries."""
    found = [(one.seq, recorded_of(one).event) for one in entries_of(directory)]
    return [(seq, event) for seq, event in found if isinstance(event, DaySigned)]


def journal(*arguments: str | Path) -> Result:
    """`giliran journal …`"""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def verified(directory: Path, *arguments: str | Path) -> list[tuple[str, int]]:
    """Kind and entry of each fault that `verify` finds; its exit status fits."""
    result = journal("verify", "--data", directory, "--json", *arguments)
    report = json.loads(result.stdout)
    assert result.exit_code == (ExitCode.OK if report["sound"] else ExitCode.DAMAGED)
    return [(fault["kind"], fault["seq"]) for fault in report["faults"]]


class Forger:
    """Rewrites a journal's file, with or without fitting hashes."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / JOURNAL_FILE
        self.entries = entries_of(directory)
        with closing(Reader(self.path)) as reader:
            self.journal = reader.journal

    def put(self, entries: list[Entry]) -> None:
        """What stands in the file from now on, just so."""
        with closing(sqlite3.connect(self.path)) as file, file:
            file.execute("PRAGMA synchronous = OFF")
            file.execute("DELETE FROM entries")
            file.executemany(
                "INSERT INTO entries VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)",
                [msgspec.structs.astuple(one) for one in entries],
            )

    def chain(self, drafts: list[Draft]) -> None:
        """The same with a chain that fits throughout."""
        self.put(place(origin(self.journal), drafts))

    @property
    def drafts(self) -> list[Draft]:
        return [Draft(*msgspec.structs.astuple(entry)[1:-1]) for entry in self.entries]
