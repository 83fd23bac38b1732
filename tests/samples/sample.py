"""A kept sample: what a version wrote, and what it said of it."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from shared.domain.hall import Hall
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.replay import replay
from shared.hub.snapshots.reading import JournalReading

SAMPLES = Path(__file__).resolve().parent
FACTS_FILE = "facts.json"
"""What the version that wrote it made of it: later ones must say the same."""


def samples() -> list[Path]:
    """One folder for each version, oldest first."""
    found = [path.parent for path in SAMPLES.glob(f"*/{JOURNAL_FILE}")]
    return sorted(found, key=lambda path: [int(part) for part in path.name.split(".")])


@dataclass(frozen=True)
class Sample:
    """The folder of a version."""

    folder: Path

    def types(self) -> set[str]:
        """The types of its entries."""
        with closing(Reader(self.folder / JOURNAL_FILE)) as reader:
            return {entry.type for entry in reader.read(0, 1_000_000)}

    def facts(self) -> dict[str, Any]:
        """As they were noted."""
        found: dict[str, Any] = msgspec.json.decode((self.folder / FACTS_FILE).read_bytes())
        return found

    def note_facts(self) -> None:
        text = msgspec.json.format(msgspec.json.encode(facts_of(self.folder)), indent=1)
        (self.folder / FACTS_FILE).write_bytes(text + b"\n")


def facts_of(directory: Path) -> dict[str, Any]:
    """What this program makes of the journal in a directory, in few words."""
    hall = asyncio.run(_replayed(directory))
    return {
        "seq": hall.seq,
        "date": hall.date,
        "tickets": {one.number: str(one.state) for one in hall.tickets.values()},
        "places": [one.number for one in sorted(hall.waiting_tickets(), key=lambda t: t.key)],
        "counters": {str(one.id): str(one.state) for one in hall.desks.values()},
        "devices": sorted(str(one) for one in hall.devices),
        "ordinals": {str(code): ordinal for code, ordinal in hall.ordinals.items()},
        "grants": {
            str(kiosk): {str(code): list(block) for code, block in grant.ranges.items()}
            for kiosk, grant in hall.grants.items()
        },
    }


async def _replayed(directory: Path) -> Hall:
    journal = JournalReading(directory / JOURNAL_FILE)
    hall = Hall(always_open=True)
    try:
        await replay(journal, hall)
    finally:
        await journal.close()
    return hall
