"""Leaving very many for tomorrow: as one append carries only so many, it goes on by itself."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from shared.domain.commands import DecideEnd, Order
from shared.domain.decide import end
from shared.domain.events import EndDecided, Recorded, TicketPostponed
from shared.domain.hall import Hall, Receipt
from shared.domain.ids import ServiceCode
from shared.domain.refusal import Refusal
from shared.hub.engine import Unavailable

log = logging.getLogger(__name__)

Submit = Callable[[Order], Awaitable[Receipt]]


class Postponing:
    """Goes on for whoever chose *tomorrow* until nobody waits for the service any more.

    Should the hub die in between, the others still wait, and the supervisor sees them.
    """

    def __init__(self, hall: Hall, submit: Submit) -> None:
        self._hall = hall
        self._submit = submit
        self._tasks: set[asyncio.Task[None]] = set()

    def committed(self, recorded: Sequence[Recorded]) -> None:
        """Asks for more where an order was as large as one may be."""
        left: Counter[ServiceCode] = Counter()
        for one in recorded:
            if isinstance(one.event, TicketPostponed):
                left[self._hall.tickets[one.event.ticket].service] += 1
        for one in recorded:
            event = one.event
            if isinstance(event, EndDecided) and left[event.service] >= end.POSTPONED_AT_ONCE:
                order = Order(
                    command=DecideEnd(
                        service=event.service, choice=event.choice, reason=_reason(recorded)
                    ),
                    sender="hub",
                    actor=one.actor,
                )
                task = asyncio.get_running_loop().create_task(self._go_on(order))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _go_on(self, order: Order) -> None:
        try:
            await self._submit(order)
        except (Refusal, Unavailable) as error:
            log.error("not all are left for tomorrow, choose it once more: %s", error.detail)


def _reason(recorded: Sequence[Recorded]) -> str:
    return next(one.event.reason for one in recorded if isinstance(one.event, TicketPostponed))
