"""Has a snapshot taken every so many entries, by a process beside the hub.

Not by the hub itself: the state changes with every commit, and to copy or to write a long day's
would stop it for tenths of a second. The journal is there for others to read.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path

import shared
from shared.domain.events import Recorded
from shared.protocol.messages import Head

log = logging.getLogger(__name__)

EVERY = 10_000
"""Entries between two snapshots: what a restart may have to replay."""

PATIENCE_SECONDS = 300.0
"""A snapshot that takes longer than that is given up."""


class Keeper:
    """Listens to the engine; `newest` is the entry of the snapshot that the hub began with."""

    def __init__(self, directory: Path, newest: int, every: int = EVERY) -> None:
        self._directory = directory
        self._newest = newest
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def committed(self, recorded: Sequence[Recorded], head: Head) -> None:
        if head.seq - self._newest >= self._every and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._take(head.seq))

    @property
    def at_work(self) -> bool:
        """Whether a snapshot is being taken."""
        return self._task is not None

    async def done(self) -> None:
        """Waits for the snapshot that is being taken, if there is one."""
        if self._task is not None:
            await asyncio.shield(self._task)

    async def stop(self) -> None:
        """Gives up what is under way."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _take(self, due: int) -> None:
        try:
            self._newest = await self._taken()
        except (OSError, ValueError, TimeoutError) as error:
            log.warning("no snapshot at entry %s: %s", due, error)
            self._newest = due  # the next one may fare better
        finally:
            self._task = None

    async def _taken(self) -> int:
        process = await _start(self._directory)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                assert process.stdout is not None
                said = await process.stdout.read()
                if await process.wait():
                    raise OSError(f"it ended with status {process.returncode}")
        finally:
            if process.returncode is None:
                process.kill()
                await asyncio.shield(process.wait())
        return int(said)


async def _start(directory: Path) -> Process:
    """Our own Python, with our own program; its stdin tells it when we are gone."""
    root = str(Path(shared.__file__).parents[1])
    paths = dict.fromkeys((root, *os.environ.get("PYTHONPATH", "").split(os.pathsep)))
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "shared.hub.snapshots", str(directory)),
        stdin=PIPE,
        stdout=PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)},
        start_new_session=True,
    )
