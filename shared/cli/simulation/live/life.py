"""The life of a simulated hall: opens its lines, lets people act, and ends in order."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from shared.cli.simulation.live.door import DEVICE, Door
from shared.cli.simulation.live.line import Line
from shared.cli.simulation.live.officer import Officer
from shared.cli.simulation.live.tally import Tally
from shared.cli.simulation.people import Scene, scene
from shared.domain.ids import CounterId
from shared.protocol.messages import Snapshot
from shared.protocol.site_file import kept_site

FAREWELL_SECONDS = 1.5
"""What the officers get to finish and close their counters."""

Show = Callable[[Tally, float], None]
"""Shows the counts so far and the seconds since the beginning."""


class NobodyAtWork(Exception):
    """No officer could sign on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the hall is to live."""

    url: str
    token: str
    visitors_per_minute: float
    waiting: int = 0
    """Visitors who are there already when the hall opens."""
    counters: int
    leave: frozenset[str]
    """Counters that are somebody else's, though they are closed now."""
    seconds: float
    seed: int
    pin: str
    show: Show
    every: float
    """Seconds between two shows."""


async def live(wishes: Wishes) -> Tally:
    """Until the time is over or SIGTERM comes. Raises `HubGone`, `NobodyAtWork`, ValueError."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with asyncio.TaskGroup() as group:
            hall = _Hall(wishes, group)
            await hall.run(stop)
    except* Exception as several:
        raise several.exceptions[0] from None
    return hall.tally


class _Hall:
    def __init__(self, wishes: Wishes, group: asyncio.TaskGroup) -> None:
        self.tally = Tally()
        self._wishes = wishes
        self._group = group
        self._lines: list[asyncio.Task[None]] = []
        self._acts: set[asyncio.Task[object]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        door = self._line("kiosk", DEVICE)
        watch = await self._line("counter", "simulation").ready()
        assert watch.snapshot is not None
        play = _scene(watch.snapshot, self._wishes)
        officers = await self._sign_on(play)
        entrance = Door(play, door, self.tally, self._later, self._wishes.waiting)
        lives = [entrance.live(), *(o.live() for o in officers)]
        acting = [self._group.create_task(life) for life in lives]
        await self._watch(stop)
        for act in (*acting, *self._acts):
            act.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                await asyncio.gather(*(officer.leave() for officer in officers))
        for line in self._lines:
            line.cancel()

    def _line(self, role: str, device: str) -> Line:
        line = Line(self._wishes.url, role, device, self._wishes.token)
        self._lines.append(self._group.create_task(line.run()))
        return line

    async def _sign_on(self, play: Scene) -> list[Officer]:
        officers = []
        for counter in play.counters:
            line = self._line("counter", f"simulation-{counter.id}")
            officer = Officer(play, counter, line, self.tally, self._later)
            if await officer.sign_on(self._wishes.pin):
                officers.append(officer)
        if not officers:
            codes = ", ".join(self.tally.refused)
            raise NobodyAtWork(f"No officer could sign on ({codes}): is --pin right?")
        return officers

    async def _watch(self, stop: asyncio.Event) -> None:
        """Shows how it goes until it is over."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        ends = began + self._wishes.seconds if self._wishes.seconds else None
        while not stop.is_set() and (ends is None or loop.time() < ends):
            until_end = self._wishes.every if ends is None else ends - loop.time()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(self._wishes.every, until_end)):
                    await stop.wait()
            self._wishes.show(self.tally, loop.time() - began)

    def _later(self, seconds: float, act: Awaitable[object]) -> None:
        task: asyncio.Task[object] = self._group.create_task(_after(seconds, act))
        self._acts.add(task)
        task.add_done_callback(self._acts.discard)


def _scene(snapshot: Snapshot, wishes: Wishes) -> Scene:
    free = [
        CounterId(one.id)
        for one in snapshot.counters
        if one.state == "closed" and one.id not in wishes.leave
    ]
    site = kept_site(snapshot.site)
    return scene(site, free, wishes.counters, wishes.visitors_per_minute, wishes.seed)


async def _after(seconds: float, act: Awaitable[object]) -> object:
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        if asyncio.iscoroutine(act):
            act.close()
        raise
    return await act
