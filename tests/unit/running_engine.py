"""An engine on any journal, a clock that the test moves, and a journal that fails on demand."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager

from shared.domain import commands as c
from shared.domain.hall import Hall, Receipt, Ticket
from shared.domain.ids import (
    CommandId,
    CounterId,
    Moment,
    OfficerId,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.domain.site import Site
from shared.hub.clock import Clock
from shared.hub.engine import Engine
from shared.hub.journal.chain import head_after, origin, place
from shared.hub.journal.port import APPEND_LIMIT, Conflict, Draft, Entry, Journal
from shared.hub.replay import replay
from shared.protocol.messages import Head
from shared.protocol.site_file import site_document
from tests.unit.played_hall import MONDAY_9, two_agency_site


class SetClock(Clock):
    """Stands still until the test moves it."""

    def __init__(self, at: Moment = MONDAY_9) -> None:
        self.at = at
        self._set_by = 0
        super().__init__()

    def _read(self) -> Moment:
        return self.at

    def _elapsed(self) -> int:
        return self.at - self._set_by

    def wait(self, minutes: float) -> None:
        self.at = Moment(self.at + round(minutes * 60_000))

    def set_by(self, minutes: float) -> None:
        """Somebody sets the machine's clock; no time passes."""
        self._set_by += round(minutes * 60_000)
        self.wait(minutes)


class MemoryJournal:
    """A `Journal` in memory. Each append first does what stands next in `troubles`.

    A trouble is an exception to raise instead of writing, or ``("after", exception)`` to raise
    once it is written. `gate` holds appends back while it is cleared.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.troubles: deque[Exception | tuple[str, Exception] | None] = deque()
        self.unreadable: deque[Exception] = deque()
        self.gate = asyncio.Event()
        self.gate.set()
        self.appends = 0
        self._id = "0" * 32

    async def append(self, expected: Head, drafts: Sequence[Draft]) -> list[Entry]:
        await self.gate.wait()
        self.appends += 1
        trouble = self.troubles.popleft() if self.troubles else None
        if isinstance(trouble, Exception):
            raise trouble
        if expected != self._head():
            raise Conflict(self._head())
        assert 0 < len(drafts) <= APPEND_LIMIT
        written = place(expected, drafts)
        self.entries += written
        if trouble is not None:
            raise trouble[1]
        return written

    async def read(self, after: int, limit: int = APPEND_LIMIT) -> list[Entry]:
        if self.unreadable:
            raise self.unreadable.popleft()
        return self.entries[after : after + limit]

    async def last(self, type_: str, *, before: int | None = None) -> Entry | None:
        found = [e for e in self.entries if e.type == type_ and (before is None or e.seq < before)]
        return found[-1] if found else None

    async def whole_after(self) -> Head:
        return origin(self._id)

    async def follow(self, after: int) -> AsyncGenerator[list[Entry], None]:
        while entries := await self.read(after):
            after = entries[-1].seq
            yield entries

    async def head(self) -> Head:
        return self._head()

    async def close(self) -> None:
        pass

    def _head(self) -> Head:
        return head_after(origin(self._id), self.entries)


class Desk:
    """Sends orders to an engine under ids that count up."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._ids = itertools.count(1)

    async def do(self, command: c.Command, id_: str = "", sender: str = "test") -> Receipt:
        order = c.Order(
            command=command,
            sender=sender,
            id=CommandId(id_ or f"order-{sender}-{next(self._ids)}"),
        )
        return await self.engine.submit(order)

    async def issue(self, name: str, service: str = "KTP-BARU", id_: str = "") -> Ticket:
        command = c.IssueTicket(
            ticket=TicketId(name), new_visit=VisitId(f"v-{name}"), service=ServiceCode(service)
        )
        receipt = await self.do(command, id_ or f"issue-{name}")
        assert receipt.ticket is not None
        return receipt.ticket

    async def open(self, counter: str) -> None:
        officer = OfficerId(f"officer-{counter}")
        await self.do(c.OpenCounter(counter=CounterId(counter), officer=officer))

    async def call_next(self, counter: str) -> Ticket:
        receipt = await self.do(c.CallNext(counter=CounterId(counter)))
        assert receipt.ticket is not None
        return receipt.ticket


@asynccontextmanager
async def running(
    journal: Journal, clock: Clock, *, site: Site | None = None, always_open: bool = True
) -> AsyncIterator[Desk]:
    """An engine at work on what the journal holds; a fresh journal gets a site."""
    hall = Hall(always_open=always_open)
    head = await replay(journal, hall)
    engine = Engine(journal, hall, head, clock)
    working = asyncio.create_task(engine.run())
    desk = Desk(engine)
    try:
        if hall.plan is None:
            site = site or two_agency_site()
            await desk.do(c.LoadSite(site=site, document=site_document(site)))
        yield desk
    finally:
        engine.stop()
        await working
