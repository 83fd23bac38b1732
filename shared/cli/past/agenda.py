"""Who does what when: acts in the order of their time, asked of the engine step by step."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from shared.cli.past.clock import GivenClock
from shared.domain import commands as c
from shared.domain.hall import Receipt
from shared.domain.ids import Moment
from shared.domain.refusal import Refusal
from shared.hub.engine import Engine, Outcome
from shared.hub.orders import order_of

Act = Callable[[], None]

Then = Callable[[Receipt | None], None]
"""What follows an answer; None stands for a refusal."""


class Agenda:
    """Acts that are due within one `step` (ms) are asked together, as a busy hall does."""

    def __init__(self, engine: Engine, clock: GivenClock, step: int) -> None:
        self.refused: Counter[str] = Counter()
        """Refusals by their code."""
        self._engine = engine
        self._clock = clock
        self._step = step
        self._acts: list[tuple[Moment, int, Act]] = []
        self._numbers = itertools.count(1)
        self._open = 0
        self._answered = asyncio.Event()
        self._fault: Exception | None = None

    @property
    def now(self) -> Moment:
        return self._clock.at

    def at(self, moment: int, act: Act) -> None:
        """Lets something happen at a moment (ms since the epoch)."""
        heapq.heappush(self._acts, (Moment(moment), next(self._numbers), act))

    def after(self, seconds: float, act: Act) -> None:
        self.at(self.now + round(seconds * 1000), act)

    def ask(self, name: str, sender: str, body: dict[str, Any], then: Then | None = None) -> None:
        """Sends an order like an app does; `then` gets the receipt."""
        id_ = f"{self.now:x}-{next(self._numbers):x}"
        self._send(order_of(name, body, sender=sender, id_=id_), then)

    def ask_for_hub(self, command: c.Command) -> None:
        """What the hub does of its own accord."""
        self._send(c.Order(command=command, sender="hub"), None)

    async def run(self, until: int, enough: Callable[[], bool] = lambda: False) -> None:
        """Until nothing is due before `until`, or `enough` says so after a step."""
        while self._acts and self._acts[0][0] < until and not enough():
            self._clock.at = self._step_after(self._acts[0][0])
            while self._acts and self._acts[0][0] <= self.now:
                heapq.heappop(self._acts)[2]()
            while self._open:
                self._answered.clear()
                await self._answered.wait()
            if self._fault is not None:
                raise self._fault

    def _step_after(self, moment: Moment) -> Moment:
        return Moment(max(self.now, -(-moment // self._step) * self._step))

    def _send(self, order: c.Order, then: Then | None) -> None:
        self._open += 1
        self._engine.ask(order, partial(self._take, then))

    def _take(self, then: Then | None, outcome: Outcome) -> None:
        self._open -= 1
        self._answered.set()
        receipt = outcome if isinstance(outcome, Receipt) else None
        if isinstance(outcome, Refusal):
            self.refused[outcome.code] += 1
        elif isinstance(outcome, Exception):
            self._fault = outcome
        if then is not None:
            then(receipt)
