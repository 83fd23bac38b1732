"""A snapshot that is damaged, cut, or of a longer history: passed over, never believed."""

from __future__ import annotations

import asyncio
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.cli.environment import environment, python
from shared.cli.torture.sample import Sample, changed, lay
from shared.cli.torture.trial import Findings
from shared.domain.hall import Hall
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.replay import replay
from shared.hub.snapshots.parts import FOLDER, STATE_FILE
from shared.hub.snapshots.store import Store

Files = dict[str, bytes]
"""What lies in the folder of snapshots."""

SNAPSHOT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    files: Files
    log: bytes
    fits: bool = False
    """The snapshot is whole and of this history: then it must be used."""


def judge_caches(
    sample: Sample, directory: Path, each: int, chance: random.Random, findings: Findings
) -> None:
    """`each` cases of a kind; what a hub then begins with is what it would be without snapshot."""
    early = _taken(directory, sample.older, b"")
    late = _taken(directory, sample.main, sample.log)
    for case in _cases(sample, early, late, each, chance):
        lay(directory, sample.main, case.log)
        folder = directory / FOLDER
        folder.mkdir()
        for name, content in case.files.items():
            (folder / name).write_bytes(content)
        used, hall, plain = asyncio.run(_begun(directory))
        findings.count("snapshots")
        findings.count("of them used", int(used))
        findings.require(hall == plain, f"{case.name}: another state than without it")
        findings.require(used == case.fits, f"{case.name}: used is {used}")


def _cases(
    sample: Sample, early: Files, late: Files, each: int, chance: random.Random
) -> Iterator[_Case]:
    yield _Case("snapshot of now", late, sample.log, fits=True)
    yield _Case("snapshot of before", early, sample.log, fits=True)
    mixed = early | {STATE_FILE: late[STATE_FILE]}
    yield _Case("snapshot of now, receipts of before", mixed, sample.log)
    for name, content in late.items():
        yield _Case(f"{name} gone", {n: c for n, c in late.items() if n != name}, sample.log)
        for _ in range(each):
            at = chance.randrange(len(content))
            yield _Case(
                f"{name}, byte {at}", late | {name: changed(content, at, chance)}, sample.log
            )
            yield _Case(f"{name} cut at {at}", late | {name: content[:at]}, sample.log)
    cuts = sample.frames()
    for at in chance.sample(cuts[: len(cuts) // 2], min(each, len(cuts) // 2)):
        # Behind the log's present course lie frames of an earlier one: a cut there takes nothing.
        whole = sample.committed(at) == len(sample.hashes)
        yield _Case(f"history cut at {at}", late, sample.log[:at], fits=whole)


def _taken(directory: Path, main: bytes, log: bytes) -> Files:
    """A snapshot of this history, by the process that the hub has beside it."""
    lay(directory, main, log)
    command = python("shared.hub.snapshots", str(directory))
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=nowhere, env=environment()) as process:
        try:  # its stdin stays open meanwhile: it ends with whoever started it
            status = process.wait(SNAPSHOT_SECONDS)
        except BaseException:
            process.kill()
            raise
    if status != 0:
        raise RuntimeError(f"the taking of a snapshot ended with status {status}")
    files = {path.name: path.read_bytes() for path in (directory / FOLDER).iterdir()}
    shutil.rmtree(directory)
    return dict(sorted(files.items()))


async def _begun(directory: Path) -> tuple[bool, Hall, Hall]:
    """Whether the snapshot was used, the state with it, and the state without it."""
    journal = await SqliteJournal.open(directory / JOURNAL_FILE)
    try:
        hall, plain = Hall(always_open=True), Hall(always_open=True)
        head = await Store(directory).restore(journal, hall)
        await replay(journal, hall, head)
        await replay(journal, plain)
        return head is not None, hall, plain
    finally:
        await journal.close()
