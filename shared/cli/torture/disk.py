"""A full disk under load: commands are refused with a code, nothing is lost, and it goes on."""

from __future__ import annotations

import asyncio
import os
import random
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from shared.cli.torture.asking import Reply
from shared.cli.torture.hub import Hub, HubEnded, free_port
from shared.cli.torture.load import Crowd, Scene
from shared.cli.torture.trial import Findings, Say, Trial, dice
from shared.hub.journal.schema import JOURNAL_FILE

TIMES = 2
"""How often the disk fills up for one data directory."""

DIRECTORIES = 30
"""So many, one after the other, in the long form: the disk is small, and a journal grows."""

SIZE = "16m"
BEFORE_SECONDS = (0.1, 0.5)
FULL_SECONDS = (0.1, 0.5)
REFUSALS = 5
"""So many must be heard while the disk is full."""

PATIENCE_SECONDS = 15.0


class Disk(Protocol):
    """A disk that can be filled and emptied."""

    codes: frozenset[str]
    """What a refusal may say."""

    @property
    def folder(self) -> Path: ...

    def fill(self, hub: Hub) -> None: ...

    def empty(self, hub: Hub) -> None: ...


class SmallDisk:
    """A file system of its own, in memory."""

    codes = frozenset({"disk-full"})

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, hub: Hub) -> None:
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (65_536, 4_096):
                try:
                    while True:
                        ballast.write(bytes(size))
                except OSError:
                    continue

    def empty(self, hub: Hub) -> None:
        self._ballast.unlink(missing_ok=True)


class SmallFiles:
    """Without root: the hub's own limit on the size of its files. SQLite calls that an I/O error,
    and does not know how the commit ended: the harder case for the hub."""

    codes = frozenset({"disk-full", "io-error", "unknown"})

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, hub: Hub) -> None:
        log = hub.directory / f"{JOURNAL_FILE}-wal"
        self._limit(hub, log.stat().st_size if log.exists() else 0)

    def empty(self, hub: Hub) -> None:
        if hub.running:
            self._limit(hub, resource.RLIM_INFINITY)

    def _limit(self, hub: Hub, size: int) -> None:
        _, hard = resource.prlimit(hub.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(hub.pid, resource.RLIMIT_FSIZE, (size, hard))


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    with _disk(directory / "disk", say, findings) as disk:
        directories = 1 if short else DIRECTORIES
        for number in range(directories):
            data = disk.folder / f"data-{number}"
            filling = _Filling(disk, data, directory / f"hub-{number}.log", findings)
            asyncio.run(filling.live(TIMES))
            say(f"full {TIMES} times, {data.name}", (number + 1) / directories)
            if findings.broken:
                break
            shutil.rmtree(data)


@contextmanager
def _disk(folder: Path, say: Say, findings: Findings) -> Iterator[Disk]:
    folder.mkdir()
    refused = _mounted(folder)
    if refused:
        say(f"no small disk here ({refused}): the hub's files are limited instead")
        findings.figures["disk"] = "a limit on the files' size"
        yield SmallFiles(folder)
        return
    findings.figures["disk"] = f"tmpfs of {SIZE}"
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mounted(folder: Path) -> str:
    """Why there is no small disk at `folder`; empty where there is one."""
    if os.geteuid() != 0:
        return "mounting needs root"
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "giliran-torture", str(folder)]
    done = subprocess.run(mount, check=False, capture_output=True, text=True)
    return done.stderr.strip() if done.returncode else ""


class _Filling:
    """One hub and its crowd, on a disk that fills up again and again."""

    def __init__(self, disk: Disk, data: Path, log: Path, findings: Findings) -> None:
        self._disk = disk
        self._findings = findings
        self._chance = dice(f"disk {data.name}")
        listen = f"127.0.0.1:{free_port()}"
        self._hub = Hub(data, "--always-open", "--listen", listen)
        self._hub.log = log  # not on the disk that fills up
        self._scene = Scene(f"http://{listen}", random.Random(self._chance.random()))
        self._crowd = Crowd(self._scene)

    async def live(self, times: int) -> None:
        try:
            await asyncio.to_thread(self._hub.start)
            self._crowd.come()
            for number in range(times):
                await self._once(killed=number % 2 == 1)
            await self._crowd.leave()
        finally:
            self._hub.end()
            await self._crowd.scatter()
        self._judge()

    async def _once(self, *, killed: bool) -> None:
        await asyncio.sleep(self._chance.uniform(*BEFORE_SECONDS))
        self._disk.fill(self._hub)
        self._findings.count("times full")
        heard = len(self._scene.turned_away) + REFUSALS
        await self._until(lambda: len(self._scene.turned_away) >= heard, "nobody was refused")
        await asyncio.sleep(self._chance.uniform(*FULL_SECONDS))
        if killed:
            self._hub.kill()
            self._findings.count("killed when full")
            await self._start_when_full()
        done = len(self._scene.ledger.acknowledged)
        self._disk.empty(self._hub)
        if not self._hub.running:
            await asyncio.to_thread(self._hub.start)
        began = time.monotonic()
        await self._until(
            lambda: len(self._scene.ledger.acknowledged) > done, "no service with room again"
        )
        self._findings.most("longest until service again (s)", time.monotonic() - began)

    async def _start_when_full(self) -> None:
        """It may start, or end with words; what it must not do is to harm the journal."""
        try:
            await asyncio.to_thread(self._hub.start)
            self._findings.count("started when full")
        except HubEnded as ended:
            self._findings.require("the disk is full" in ended.said, f"on a full disk: {ended}")

    async def _until(self, there: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not there():
            failed = self._crowd.failed()
            if failed is not None:
                raise failed
            if time.monotonic() > deadline:
                raise AssertionError(otherwise)
            await asyncio.sleep(0.01)

    def _judge(self) -> None:
        self._scene.ledger.judge(self._hub.directory / JOURNAL_FILE, self._findings)
        self._findings.count("refused", len(self._scene.turned_away))
        for code in sorted({reply.code for reply in self._scene.turned_away} - self._disk.codes):
            self._findings.broken.append(f"refused with the code '{code}'")
        over_http = [reply for reply in self._scene.turned_away if reply.over_http]
        helpless = [reply for reply in over_http if not _says_when(reply)]
        self._findings.require(not helpless, f"without Retry-After: {helpless[:1]}")


def _says_when(reply: Reply) -> bool:
    return reply.retry_after.isdecimal() and int(reply.retry_after) > 0


TRIALS = (Trial("disk", 1, run, short_seconds=90, long_seconds=1_200),)
