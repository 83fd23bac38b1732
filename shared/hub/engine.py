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
from functools import partial

from shared.domain.commands import Order, TurnDay
from shared.domain.decide import answer_to, day_events, decide, earlier_answer
from shared.domain.events import ClockStepped, Event, Recorded
from shared.domain.evolve import evolve
from shared.domain.hall import Hall, Receipt
from shared.domain.ids import Moment
from shared.domain.receipts import Receipts
from shared.domain.refusal import Refusal
from shared.hub.clock import WORDS as CLOCK_WORDS
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

Outcome = Receipt | Exception
"""What became of an order: its receipt, or a `Refusal`, `Unavailable` or `Fault`."""

Answered = Callable[[Outcome], None]


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
    answered: Answered


@dataclass(slots=True)
class _Batch:
    """Orders decided together: what to append, and what to answer once it is on disk."""

    requests: list[_Request] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)
    answers: list[tuple[_Request, Outcome]] = field(default_factory=list)
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
        self._kept_steps = self._tip_steps = 0
        self._pending: deque[_Request] = deque()
        self._wake = asyncio.Event()
        self._listeners: list[Listener] = []
        self._stopping = False
        self.gate: Callable[[Order], None] = _open_to_all
        """Raises `Refusal` for an order that must wait; one that was answered is answered again."""
        self.filled: Callable[[Order, Hall, Moment], Order] = _as_given
        """An order with what only the state that it is decided in can tell."""

    @property
    def owed(self) -> int:
        """How far (ms) the clock was set forward since the last commit: the committed state does
        not know of it, and nobody in it has waited longer."""
        steps = self.clock.steps[self._kept_steps :]
        return sum(max(0, step.after - step.before) for step in steps)

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def submit(self, order: Order) -> Receipt:
        """Carries out an order, and returns once it is on disk.

        Raises `Refusal` (the hall says no), `Unavailable` (the world failed) and `Fault`.
        """
        answer: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self.ask(order, partial(_settle, answer))
        return await answer

    def ask(self, order: Order, answered: Answered) -> None:
        """The same for who does not wait: `answered` is called once it is on disk, or refused."""
        if self._stopping:
            raise Unavailable("stopping", "The hub is stopping.")
        self._pending.append(_Request(order, answered))
        self._wake.set()

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

    def _decide(self, order: Order, batch: _Batch) -> Outcome:
        tip = self._tip
        try:
            earlier = earlier_answer(tip, order)
            if earlier is not None:
                return earlier
            self.gate(order)
            now = self._time_after(tip)
            self._record_steps(now, batch)
            for event in day_events(tip, now, site_document):
                self._record(event, _SYSTEM, now, batch)
            for event in _decided(tip, self.filled(order, tip, now), now):
                self._record(event, order, now, batch)
        except (Refusal, Unavailable, Fault) as no:
            return no
        return answer_to(tip, order)

    def _time_after(self, tip: Hall) -> Moment:
        doubt = self.clock.doubt(tip.at)
        if doubt:
            raise Unavailable(doubt, CLOCK_WORDS[doubt])
        return self.clock.now(tip.at, lambda: tip.deserted)

    def _record_steps(self, now: Moment, batch: _Batch) -> None:
        """Whatever is decided after the machine's clock was set is decided on a state that knows
        of it."""
        for step in self.clock.steps[self._tip_steps :]:
            self._tip_steps += 1
            self._record(ClockStepped(before=step.before, after=step.after), _SYSTEM, now, batch)

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
        self._commit(batch.recorded, entries[-1], given=self._tip.receipts)
        # First who asked, then everyone else: with a hundred lines to tell, that is what counts.
        _answer(batch)
        self._tell(batch.recorded)
        return None

    def _commit(
        self, recorded: Sequence[Recorded], last: Entry, given: Receipts | None = None
    ) -> None:
        for one in recorded:
            evolve(self.hall, one, kept_site, given=given)
            self._kept_steps += isinstance(one.event, ClockStepped)
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
            _tell_one(request, Unavailable(error.code, str(error)))
        return []

    def _throw_away_tip(self) -> None:
        self._tip = deepcopy(self.hall)
        self._tip_steps = self._kept_steps


def _open_to_all(order: Order) -> None:
    """No hub is restored most of the time."""


def _as_given(order: Order, hall: Hall, now: Moment) -> Order:
    return order


def _decided(tip: Hall, order: Order, now: Moment) -> list[Event]:
    try:
        return decide(tip, order, now)
    except Refusal:
        raise
    except Exception as error:
        raise Fault(f"{type(order.command).__name__} met {error!r}") from error


def _answer(batch: _Batch) -> None:
    for request, outcome in batch.answers:
        _tell_one(request, outcome)


def _tell_one(request: _Request, outcome: Outcome) -> None:
    try:
        request.answered(outcome)
    except Exception:  # it is decided all the same, and the others want their answers
        log.exception("%s could not be answered", type(request.order.command).__name__)


def _settle(answer: asyncio.Future[Receipt], outcome: Outcome) -> None:
    if answer.done():  # whoever asked is gone
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
