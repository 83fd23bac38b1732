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
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import shared
from shared.domain import commands as c
from shared.domain.events import Recorded, TicketIssued
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import MINUTE, SECOND, Moment, ServiceCode
from shared.domain.promise import Waits
from shared.hub.forecast.messages import LENGTH_BYTES, foreseen_from, packed
from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.scene import describe
from shared.protocol.messages import Head

log = logging.getLogger(__name__)

START_SECONDS = 0.5
"""After the hub's own start, which goes first."""

BETWEEN_SECONDS = 1.0
"""Two questions are at least so far apart."""

AT_REST_SECONDS = 5.0
"""With nothing new it is asked all the same: services go on while nobody presses a key."""

PATIENCE_SECONDS = 5.0
"""An answer that takes longer never comes: the process is ended, and another one started."""

AGAIN_SECONDS = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Before a new start, the first time, the second time and so on."""

OLD = 12 * SECOND
"""What was foreseen before that is told to nobody any more."""

BUSY = MINUTE
"""A longer wait shrinks as time passes; a shorter one is an officer who looks up."""


class Forecaster:
    """Runs while the hub does: `start` and `stop` it, and let it see each commit."""

    def __init__(self, directory: Path, hall: Hall, now: Callable[[], Moment]) -> None:
        self._directory = directory
        self._hall = hall
        self._now = now
        self._foreseen: Foreseen | None = None
        self._since: Counter[ServiceCode] = Counter()
        """Numbers given since the hall that the answer is about; likewise `_asked_since`."""
        self._asked_since: Counter[ServiceCode] = Counter()
        self._news = asyncio.Event()
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

    def committed(self, recorded: Sequence[Recorded], head: Head) -> None:
        self._news.set()
        for one in recorded:
            if isinstance(one.event, TicketIssued):
                self._since[one.event.service] += 1
                self._asked_since[one.event.service] += 1

    # What is foreseen -----------------------------------------------------------------------

    def foreseen(self) -> Foreseen | None:
        """The last answer, unless it is old."""
        last = self._foreseen
        if last is None or not -OLD <= self._now() - last.now <= OLD:
            return None
        return last

    def of_ticket(self, ticket: Ticket) -> Waits | None:
        """ms from now until the call of one who waits; of one who came since the last answer, by
        what was promised."""
        last = self.foreseen()
        if last is None:
            return None
        waits, at = last.tickets.get(ticket.id), last.now
        if waits is None and ticket.arrival >= last.now:
            waits, at = ticket.promise, ticket.arrival
        return Waits(*waits).later(max(0, self._now() - at)) if waits is not None else None

    def of_service(self, service: ServiceCode, head_start: int = 0) -> Waits | None:
        """ms until the call of a ticket taken now; those who came since the answer count."""
        last = self.foreseen()
        waits = last.services.get(service, {}).get(head_start) if last is not None else None
        if last is None or waits is None:
            return None
        found = Waits(*waits)
        if found.expected > BUSY:
            found = found.later(max(0, self._now() - last.now))
        return Waits(*(wait + self._more(last, service, head_start) for wait in found))

    def promising(self, order: c.Order) -> c.Order:
        """The same order; one for a number with what its visitor is promised."""
        command = order.command
        if not isinstance(command, c.IssueTicket) or self._hall.plan is None:
            return order
        group = self._hall.plan.priority.get(command.priority) if command.priority else None
        promise = self.of_service(command.service, group.minutes * MINUTE if group else 0)
        if promise is None:
            return order
        return replace(order, command=replace(command, promise=promise))

    def _more(self, last: Foreseen, service: ServiceCode, head_start: int) -> int:
        if head_start or not self._since:
            return 0
        rivals = self._hall.roster.rivals.get(service, (service,))
        return sum(self._since[rival] for rival in rivals) * last.steps.get(service, 0)

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
                await asyncio.wait({ended}, timeout=BETWEEN_SECONDS)
                news = asyncio.create_task(self._news.wait())
                await asyncio.wait(
                    {ended, news},
                    timeout=AT_REST_SECONDS - BETWEEN_SECONDS,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                news.cancel()
            raise EOFError(f"its process ended with status {process.returncode}")
        finally:
            self._forget()
            if process.returncode is None:
                process.kill()
            await asyncio.shield(ended)

    def _forget(self) -> None:
        """Rather nothing than what nobody looks after."""
        self.process = self._foreseen = None
        self._tell()

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher()

    async def _ask(self, process: Process) -> None:
        self._news.clear()
        if self._hall.plan is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        self._asked_since.clear()
        async with asyncio.timeout(PATIENCE_SECONDS):
            process.stdin.write(packed(describe(self._hall, self._now())))
            await process.stdin.drain()
            size = int.from_bytes(await process.stdout.readexactly(LENGTH_BYTES), "big")
            foreseen = foreseen_from(await process.stdout.readexactly(size))
        self._foreseen, self._since = foreseen, Counter(self._asked_since)
        self.answers += 1
        self._tell()


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
