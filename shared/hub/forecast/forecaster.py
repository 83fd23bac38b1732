"""The hub's end: asks the process beside it, keeps what it last foresaw, and makes promises of it.

The hub works without it. Then nothing is foreseen, and nobody is told a time: never an old one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path

import shared
from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import MINUTE, SECOND, Moment, ServiceCode
from shared.domain.promise import Waits
from shared.hub.forecast.between import Between
from shared.hub.forecast.messages import LENGTH_BYTES, foreseen_from, packed
from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.scene import Scene, describe
from shared.protocol.messages import Head

log = logging.getLogger(__name__)

START_SECONDS = 0.5
"""After the hub's own start, which goes first."""

BETWEEN_SECONDS = 1.0
"""Two questions are at least so far apart."""

AT_LEAST_SECONDS = 0.1
"""The same where it is not to wait: another counter is at work, or one less, or for others."""

NOT_TO_WAIT = (
    e.CounterOpened,
    e.CounterTakenOver,
    e.CounterPaused,
    e.CounterClosed,
    e.ProfileChanged,
    e.ServiceSuspended,
    e.ServiceRestored,
    e.SiteLoaded,
    e.DayOpened,
)

AT_REST_SECONDS = 5.0
"""With nothing new it is asked all the same: services go on while nobody presses a key."""

PATIENCE_SECONDS = 5.0
"""An answer that takes longer never comes: the process is ended, and another one started."""

AGAIN_SECONDS = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Before a new start, the first time, the second time and so on."""

OLD = 12 * SECOND
"""What was foreseen before that is told to nobody any more."""


class Forecaster:
    """Runs while the hub does: `start` and `stop` it, and let it see each commit."""

    def __init__(self, directory: Path, hall: Hall, now: Callable[[], Moment]) -> None:
        self._directory = directory
        self._hall = hall
        self._now = now
        self._last: Between | None = None
        self._news, self._at_once = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._watchers: list[Callable[[], None]] = []
        self.process: Process | None = None
        self.answers = 0

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run(), name="forecast")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def watch(self, watcher: Callable[[], None]) -> None:
        """Called whenever something new is foreseen."""
        self._watchers.append(watcher)

    def committed(self, recorded: Sequence[e.Recorded], head: Head) -> None:
        self._news.set()
        if any(isinstance(one.event, NOT_TO_WAIT) for one in recorded):
            self._at_once.set()

    def answered(self, scene: Scene, foreseen: Foreseen) -> None:
        """What has come of a scene."""
        self._last = Between(scene, foreseen)
        self.answers += 1
        self._tell()

    # What is foreseen -----------------------------------------------------------------------

    def of_ticket(self, ticket: Ticket) -> Waits | None:
        """ms from now until the call of one who waits."""
        last = self._fresh(self._now())
        return last.of_ticket(self._hall, ticket, self._now()) if last is not None else None

    def of_service(self, service: ServiceCode, head_start: int = 0) -> Waits | None:
        """ms until the call of a ticket taken now."""
        last = self._fresh(self._now())
        if last is None:
            return None
        return last.of_service(self._hall, service, head_start, self._now())

    def promising(self, order: c.Order, hall: Hall, now: Moment) -> c.Order:
        """The same order; one for a number with what its visitor is promised, in the hall that it
        is decided in: calls and closings that are not on disk yet count as well."""
        last = self._fresh(now)
        if not isinstance(order.command, c.IssueTicket) or last is None or hall.plan is None:
            return order
        try:
            return _with_promise(order, order.command, last, hall, now)
        except Exception:  # a number is given out, whatever is foreseen
            log.exception("nothing is promised to a visitor of %s", order.command.service)
            return order

    def _fresh(self, now: Moment) -> Between | None:
        """The last answer, unless it is old."""
        last = self._last
        if last is None or last.knows_nothing or not -OLD <= now - last.foreseen.now <= OLD:
            return None
        if last.counters_differ:
            self._at_once.set()
            self._news.set()
        return last

    # The process ----------------------------------------------------------------------------

    async def _run(self) -> None:
        await asyncio.sleep(START_SECONDS)
        failures = 0
        while True:
            before = self.answers
            try:
                await self._serve()
            except Exception as error:  # whatever it is: the hall goes on without being foreseen
                log.warning("nothing is foreseen for now: %s", str(error) or type(error).__name__)
            failures = 0 if self.answers > before else failures + 1
            await asyncio.sleep(AGAIN_SECONDS[min(failures, len(AGAIN_SECONDS) - 1)])

    async def _serve(self) -> None:
        """One process, until it fails or the hub ends."""
        self.process = process = await _start(self._directory)
        ended = asyncio.create_task(process.wait())
        try:
            while not ended.done():
                await self._ask(process)
                await _any(ended, timeout=AT_LEAST_SECONDS)
                await _any(ended, self._at_once.wait(), timeout=BETWEEN_SECONDS)
                await _any(ended, self._news.wait(), timeout=AT_REST_SECONDS - BETWEEN_SECONDS)
            raise EOFError(f"its process ended with status {process.returncode}")
        finally:
            self._forget()
            if process.returncode is None:
                process.kill()
            await asyncio.shield(ended)

    def _forget(self) -> None:
        """Rather nothing than what nobody looks after."""
        self.process = self._last = None
        self._tell()

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher()

    async def _ask(self, process: Process) -> None:
        self._news.clear()
        self._at_once.clear()
        if self._hall.plan is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        scene = describe(self._hall, self._now())
        async with asyncio.timeout(PATIENCE_SECONDS):
            process.stdin.write(packed(scene))
            await process.stdin.drain()
            size = int.from_bytes(await process.stdout.readexactly(LENGTH_BYTES), "big")
            foreseen = foreseen_from(await process.stdout.readexactly(size))
        self.answered(scene, foreseen)


def _with_promise(
    order: c.Order, command: c.IssueTicket, last: Between, hall: Hall, now: Moment
) -> c.Order:
    assert hall.plan is not None
    group = hall.plan.priority.get(command.priority) if command.priority else None
    lead = group.minutes * MINUTE if group else 0
    promise = last.of_service(hall, command.service, lead, now)
    return order if promise is None else replace(order, command=replace(command, promise=promise))


async def _any(
    ended: asyncio.Task[int], what: Coroutine[None, None, object] | None = None, *, timeout: float
) -> None:
    """Until the process has ended, or something else has come, or the time is over."""
    tasks: set[asyncio.Task[object]] = {ended}
    other = asyncio.create_task(what) if what is not None else None
    await asyncio.wait(
        tasks | ({other} if other is not None else set()),
        timeout=timeout,
        return_when=asyncio.FIRST_COMPLETED,
    )
    if other is not None:
        other.cancel()


async def _start(directory: Path) -> Process:
    """Our own Python, with our own program; its stdin tells it when we are gone."""
    root = str(Path(shared.__file__).parents[1])
    paths = dict.fromkeys((root, *os.environ.get("PYTHONPATH", "").split(os.pathsep)))
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "shared.hub.forecast", str(directory)),
        stdin=PIPE,
        stdout=PIPE,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
        | {"OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
    )
