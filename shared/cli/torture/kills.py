"""SIGKILL at random moments under mixed load: nothing acknowledged is lost, nothing done twice."""

from __future__ import annotations

import asyncio
import random
import shutil
from pathlib import Path

from shared.cli.torture.hub import Hub, free_port
from shared.cli.torture.load import Crowd, Scene
from shared.cli.torture.trial import Findings, Say, Trial, dice
from shared.hub.journal.schema import JOURNAL_FILE

SHORT, LONG = 12, 1_000
LANES = 2
"""Hubs side by side, each with its own directory and crowd."""

DIRECTORY_KILLS = 40
"""After so many a lane begins a new directory, so that the first start is killed as well."""

LIFE_SECONDS = (0.01, 0.6)
"""How long a hub answers before it is killed."""

IN_START = 0.15
"""The share of hubs that are killed before they answer."""

LONGEST_START = 0.8


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    count = (SHORT if short else LONG) // LANES
    asyncio.run(_lanes(count, directory, findings, say))


async def _lanes(count: int, directory: Path, findings: Findings, say: Say) -> None:
    async with asyncio.TaskGroup() as group:
        for number in range(LANES):
            lane = _Lane(directory / f"lane-{number}", findings, say)
            group.create_task(lane.live(count), name=f"lane-{number}")


class _Lane:
    """One hub after another, killed and started again."""

    def __init__(self, directory: Path, findings: Findings, say: Say) -> None:
        self._directory = directory
        self._findings = findings
        self._say = say
        self._chance = dice(f"kills {directory.name}")

    async def live(self, kills: int) -> None:
        """So many kills, over as many directories as they need; each is judged at its end."""
        done = 0
        self._say(f"{self._directory.name}: {kills} kills")
        while done < kills:
            some = min(kills - done, DIRECTORY_KILLS)
            life = _Life(self._directory / f"from-{done}", self._chance, self._findings)
            await life.live(some)
            done += some
            self._say(f"{self._directory.name}: {done} of {kills} kills", done / kills)


class _Life:
    """One data directory, from the first start to the judgement."""

    def __init__(self, directory: Path, chance: random.Random, findings: Findings) -> None:
        directory.mkdir(parents=True)
        self._directory = directory
        self._chance = chance
        self._findings = findings
        listen = f"127.0.0.1:{free_port()}"  # the same one after each kill, as in a hall
        self._hub = Hub(directory / "data", "--always-open", "--listen", listen)
        self._crowd = Crowd(Scene(f"http://{listen}", chance))

    async def live(self, kills: int) -> None:
        self._crowd.come()
        try:
            for _ in range(kills):
                await self._once()
            await self._start()
            await self._crowd.leave()
        finally:
            self._hub.end()
            await self._crowd.scatter()
        self._crowd.scene.ledger.judge(self._hub.directory / JOURNAL_FILE, self._findings)
        if not self._findings.broken:
            shutil.rmtree(self._directory)

    async def _once(self) -> None:
        """A hub that is started, and killed while it starts or answers."""
        self._findings.count("kills")
        if self._chance.random() < IN_START:
            self._hub.launch()
            await asyncio.sleep(self._chance.uniform(0.0, LONGEST_START))
        else:
            await self._start()
            await asyncio.sleep(self._chance.uniform(*LIFE_SECONDS))
        failed = self._crowd.failed()
        if failed is not None:
            raise failed
        self._hub.kill()

    async def _start(self) -> None:
        await asyncio.to_thread(self._hub.start)
        self._findings.most("slowest start (s)", round(self._hub.ready_seconds, 2))


TRIALS = (Trial("kills", 1, run, short_seconds=150, long_seconds=7_200),)
