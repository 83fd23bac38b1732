"""Opening a damaged data directory, as a hub does, and repairing it, as a technician does."""

from __future__ import annotations

import asyncio
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from shared.cli.environment import environment, python
from shared.cli.exits import ExitCode
from shared.cli.torture.hub import Hub, HubEnded
from shared.domain.hall import Hall
from shared.hub.codec import Foreign
from shared.hub.journal.port import Unreadable
from shared.hub.journal.reading import Reader
from shared.hub.journal.salvage.repair import Repaired, repair
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.replay import replay
from shared.hub.snapshots.store import Store

ALL = 10_000_000
REPAIR_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Opened:
    """The hub answers; these are the hashes of its entries."""

    hashes: dict[int, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """The hub does not start, and says why."""

    words: str


def opened(directory: Path) -> Opened | Refused:
    """By the hub's own code: the journal, the snapshot, the replay."""
    try:
        return asyncio.run(_opened(directory))
    except (Unreadable, Foreign) as error:
        return Refused(str(error))


async def _opened(directory: Path) -> Opened:
    journal = await SqliteJournal.open(directory / JOURNAL_FILE)
    try:
        hall = Hall(always_open=True)
        await replay(journal, hall, await Store(directory).restore(journal, hall))
        return Opened({entry.seq: entry.hash for entry in await journal.read(0, ALL)})
    finally:
        await journal.close()


def opened_by_hub(directory: Path) -> Opened | Refused:
    """By a process. Raises `HubEnded` where it ends in another way than it should."""
    try:
        with Hub(directory, "--always-open"):
            pass
    except HubEnded as ended:
        if ended.status != ExitCode.DAMAGED or "giliran journal repair" not in ended.said:
            raise
        return Refused(ended.said)
    with closing(Reader(directory / JOURNAL_FILE)) as reader:
        return Opened({entry.seq: entry.hash for entry in reader.read(0, ALL)})


def repaired(directory: Path) -> Repaired | None:
    """By the command's own code; None where it says that nothing can be done."""
    try:
        return repair(directory)
    except Unreadable:
        return None


def repaired_by_command(directory: Path) -> Repaired | None:
    """By `giliran journal repair`."""
    command = python("shared.cli", "journal", "repair", "--json", "--data", str(directory))
    done = subprocess.run(
        command, capture_output=True, env=environment(), timeout=REPAIR_SECONDS, check=False
    )
    if done.returncode not in (ExitCode.OK, ExitCode.DAMAGED):
        raise RuntimeError(f"repair ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return msgspec.json.decode(done.stdout, type=Repaired) if done.stdout else None
