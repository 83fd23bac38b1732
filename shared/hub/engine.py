"""The engine: takes orders, decides, appends, and only then answers and tells the hall.

While an append is under way it decides the next batch on the *tip*, a second copy of the state
that runs ahead of the disk. Everyone else reads `hall`, which holds what is committed and no more.
A failed append throws the tip away, and whatever was decided on it is decided anew.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from shared.domain.commands import Order, TurnDay
from shared.domain.decide import answer_to, day_events, decide, earlier_answer
from shared.domain.events import Event, Recorded
from shared.domain.evolve import evolve
from shared.domain.hall import Hall, Receipt
from shared.domain.ids import Moment
from shared.domain.refusal import Refusal
from shared.hub.clock import Clock
from shared.hub.codec import draft_of, recorded_of
from shared.hub.journal.port import (
    APPEND_LIMIT,
    Conflict,
    Draft,
    Entry,
    Journal,
    JournalError,
    Unknown,
)
from shared.protocol.messages import Head
from shared.protocol.site_file import kept_site, site_document

log = logging.getLogger(__name__)

BATCH = 256
"""Orders decided for one append; with their events they stay below the journal's limit."""

_SYSTEM = Order(command=TurnDay(), sender="hub")

Listener = Callable[[Sequence[Recorded], Head], None]
"""Told of each commit, in order, after the committed state has moved on."""


class Unavailable(Exception):
    """The hub cannot decide now, and nothing was written; `code` says why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Fault(Exception):
    """A fault of ours in deciding; nothing was written, and the next order is decided as ever."""


@dataclass(slots=True)
class _Request:
    order: Order
    answer: asyncio.Future[Receipt]


@dataclass(slots=True)
class _Batch:
    """Orders decided together: what to append, and what to answer once it is on disk."""

    requests: list[_Request] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)
    answers: list[tuple[_Request, Receipt | Exception]] = field(default_factory=list)
    landing: asyncio.Task[list[Entry]] | None = None


class Engine:
    """One queue, one journal. `hall` is the committed state: read it, never write it."""

    def __init__(self, journal: Journal, hall: Hall, head: Head, clock: Clock) -> None:
        self.hall = hall
        self.head = head
        self.clock = clock
        self.commits = 0
        self.orders = 0
        self._journal = journal
        self._tip = deepcopy(hall)
        self._pending: deque[_Request] = deque()
        self._wake = asyncio.Event()
        self._listeners: list[Listener] = []
        self._stopping = False

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def submit(self, order: Order) -> Receipt:
        """Carries out an order, and returns once it is on disk.

        Raises `Refusal` (the hall says no), `Unavailable` (the world failed) and `Fault`.
        """
        if self._stopping:
            raise Unavailable("stopping", "The hub is stopping.")
        request = _Request(order, asyncio.get_running_loop().create_future())
        self._pending.append(request)
        self._wake.set()
        return await request.answer

    async def run(self) -> None:
        """Decides and appends until `stop`; then what was accepted is still carried out."""
        flying: _Batch | None = None
        while True:
            if self._pending:
                batch = self._decide_batch()
                redo = await self._land(flying)
                if redo is None:
                    flying = self._launch(batch)
                    continue
                redo += batch.requests
            elif flying is not None:
                redo = await self._land(flying) or []
            elif self._stopping:
                return
            else:
                self._wake.clear()
                await self._wake.wait()
                continue
            flying = None
            self._pending.extendleft(reversed(redo))

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    # Deciding -------------------------------------------------------------------------------

    def _decide_batch(self) -> _Batch:
        batch = _Batch()
        while self._pending and self._fits(batch):
            request = self._pending.popleft()
            batch.requests.append(request)
            batch.answers.append((request, self._decide(request.order, batch)))
        return batch

    def _fits(self, batch: _Batch) -> bool:
        return len(batch.requests) < BATCH and len(batch.drafts) < APPEND_LIMIT // 2

    def _decide(self, order: Order, batch: _Batch) -> Receipt | Exception:
        tip = self._tip
        try:
            earlier = earlier_answer(tip, order)
            if earlier is not None:
                return earlier
            now = self._time_after(tip.at)
            for event in day_events(tip, now, site_document):
                self._record(event, _SYSTEM, now, batch)
            for event in _decided(tip, order, now):
                self._record(event, order, now, batch)
        except (Refusal, Unavailable, Fault) as no:
            return no
        return answer_to(tip, order)

    def _time_after(self, last: Moment) -> Moment:
        if self.clock.behind(last):
            raise Unavailable(
                "clock-behind",
                "This machine's clock stands more than a day before the last entry: set it right.",
            )
        return self.clock.now(last)

    def _record(self, event: Event, order: Order, at: Moment, batch: _Batch) -> None:
        recorded = Recorded(
            seq=self._tip.seq + 1,
            at=at,
            event=event,
            actor=order.actor,
            sender=order.sender,
            command=order.id,
            digest=order.digest,
        )
        batch.drafts.append(draft_of(event, order, at))
        batch.recorded.append(recorded)
        evolve(self._tip, recorded, kept_site)

    # Landing --------------------------------------------------------------------------------

    def _launch(self, batch: _Batch) -> _Batch | None:
        """Hands a batch to the journal; one without entries is answered at once."""
        if not batch.drafts:
            _answer(batch)
            return None
        append = self._journal.append(self.head, batch.drafts)
        batch.landing = asyncio.get_running_loop().create_task(append)
        return batch

    async def _land(self, batch: _Batch | None) -> list[_Request] | None:
        """Waits for a batch to be on disk: None when all is well.

        Otherwise the tip was thrown away, and what comes back is to be decided again.
        """
        if batch is None or batch.landing is None:
            return None
        try:
            entries = await batch.landing
        except (Conflict, Unknown) as error:
            return await self._reconcile(batch, error)
        except JournalError as error:
            log.error("The journal took nothing: %s. Make room or mend the disk.", error)
            return self._give_up(batch, error)
        self._commit(batch.recorded, entries[-1])
        # First who asked, then everyone else: with a hundred lines to tell, that is what counts.
        _answer(batch)
        self._tell(batch.recorded)
        return None

    def _commit(self, recorded: Sequence[Recorded], last: Entry) -> None:
        for one in recorded:
            evolve(self.hall, one, kept_site)
        self.head = Head(self.head.journal, last.seq, last.hash)
        self.commits += 1

    def _tell(self, recorded: Sequence[Recorded]) -> None:
        for listener in self._listeners:
            try:
                listener(recorded, self.head)
            except Exception:  # it is on disk, and whoever asked for it has the answer
                log.exception("Entry %s could not be told to everyone", self.head.seq)

    async def _reconcile(self, batch: _Batch, error: JournalError) -> list[_Request]:
        """Reads what stands on disk after our head; what is there is answered by its receipt."""
        log.warning("Reading the journal's tail: %s", error)
        try:
            while entries := await self._journal.read(self.head.seq):
                recorded = [recorded_of(entry) for entry in entries]
                self._commit(recorded, entries[-1])
                self._tell(recorded)
        except JournalError as unreadable:
            return self._give_up(batch, unreadable)
        self._throw_away_tip()
        return batch.requests

    def _give_up(self, batch: _Batch, error: JournalError) -> list[_Request]:
        self._throw_away_tip()
        for request in batch.requests:
            if not request.answer.done():
                request.answer.set_exception(Unavailable(error.code, str(error)))
        return []

    def _throw_away_tip(self) -> None:
        self._tip = deepcopy(self.hall)


def _decided(tip: Hall, order: Order, now: Moment) -> list[Event]:
    try:
        return decide(tip, order, now)
    except Refusal:
        raise
    except Exception as error:
        raise Fault(f"{type(order.command).__name__} met {error!r}") from error


def _answer(batch: _Batch) -> None:
    for request, answer in batch.answers:
        if request.answer.done():
            continue
        if isinstance(answer, Exception):
            request.answer.set_exception(answer)
        else:
            request.answer.set_result(answer)
