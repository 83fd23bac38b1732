"""A journal written by a real hub under load and left by SIGKILL, to be damaged in many ways."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from shared.cli.torture.hub import Hub, free_port
from shared.cli.torture.load import Crowd, Scene
from shared.cli.torture.trial import dice
from shared.hub.journal.fitness import log_of
from shared.hub.journal.reading import Reader
from shared.hub.journal.salvage.wal import FRAME_HEADER, WAL_HEADER
from shared.hub.journal.schema import JOURNAL_FILE

PAGE = 4_096
FRAME = FRAME_HEADER + PAGE

ALL = 10_000_000


@dataclass(slots=True)
class Sample:
    """The bytes of a whole journal, and what it says."""

    main: bytes
    log: bytes
    older: bytes
    """The main file as it stood when the hub was stopped earlier."""
    older_entries: int = 0
    hashes: list[str] = field(default_factory=list)
    """Of each entry, the first one's first."""
    commits: list[tuple[int, int]] = field(default_factory=list)
    """Where in the log each commit ends, and how many entries there are by then; the first stands
    for the main file alone."""

    @property
    def before_last(self) -> int:
        """Entries without the last commit: what a torn last write may cost."""
        return self.commits[-2][1]

    def committed(self, at: int) -> int:
        """Entries that are still whole where the log ends at byte `at`."""
        return max(entries for end, entries in self.commits if end <= at or not end)

    def frames(self) -> range:
        """Where the log may be cut between two frames."""
        return range(WAL_HEADER, len(self.log) + 1, FRAME)

    def pages(self) -> range:
        return range(0, len(self.main), PAGE)


def make_sample(directory: Path, orders: int) -> Sample:
    """Two lives of a hub: the first is stopped, the second killed, each after so many orders."""
    return asyncio.run(_made(directory, orders))


async def _made(directory: Path, orders: int) -> Sample:
    directory.mkdir()
    chance = dice("sample")
    listen = f"127.0.0.1:{free_port()}"
    hub = Hub(directory / "data", "--always-open", "--listen", listen)
    path = hub.directory / JOURNAL_FILE
    try:
        await _lived(hub, Scene(f"http://{listen}", chance), orders)
        await asyncio.to_thread(hub.stop)
        older = path.read_bytes()
        await _lived(hub, Scene(f"http://{listen}", chance), orders)
    finally:
        hub.end()
    sample = Sample(path.read_bytes(), log_of(path).read_bytes(), older)
    _read(directory / "read", sample)
    return sample


async def _lived(hub: Hub, scene: Scene, orders: int) -> None:
    await asyncio.to_thread(hub.start)
    crowd = Crowd(scene)
    crowd.come()
    try:
        while len(scene.ledger.orders) < orders:
            await asyncio.sleep(0.01)
            if (failed := crowd.failed()) is not None:
                raise failed
    finally:
        await crowd.scatter()


def _read(directory: Path, sample: Sample) -> None:
    sample.hashes = [hash_ for _, hash_ in _entries(directory, sample.main, sample.log)]
    sample.older_entries = len(list(_entries(directory, sample.older, None)))
    ends = [0, *_ends_of_commits(sample)]
    logs = [(end, sample.log[:end] if end else None) for end in ends]
    sample.commits = [
        (end, sum(1 for _ in _entries(directory, sample.main, log))) for end, log in logs
    ]


def _ends_of_commits(sample: Sample) -> Iterator[int]:
    """Where the log's present course has a commit's last frame: it names the database's size.

    Behind the course lie frames of an earlier one, with other salts.
    """
    salts = sample.log[16:24]
    for end in sample.frames()[1:]:
        frame = sample.log[end - FRAME : end]
        if frame[8:16] != salts:
            return
        if any(frame[4:8]):
            yield end


def _entries(directory: Path, main: bytes, log: bytes | None) -> Iterator[tuple[int, str]]:
    lay(directory, main, log)
    with closing(Reader(directory / JOURNAL_FILE)) as reader:
        yield from ((entry.seq, entry.hash) for entry in reader.read(0, ALL))


def lay(directory: Path, main: bytes | None, log: bytes | None) -> None:
    """A data directory with these files and nothing else."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    path = directory / JOURNAL_FILE
    for file, content in ((path, main), (log_of(path), log)):
        if content is not None:
            file.write_bytes(content)


def changed(data: bytes, at: int, chance: random.Random) -> bytes:
    """`data` with another byte at a place."""
    other = data[at] ^ chance.randrange(1, 256)
    return data[:at] + bytes([other]) + data[at + 1 :]
