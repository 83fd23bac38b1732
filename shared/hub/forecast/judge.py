"""How good promises were: each against its first call, beside two estimates without a play.

The plain estimate is people ahead × average ÷ counters. The other is the wait of the last one who
entered service (LES: Ibrahim & Whitt 2009), which says much where a hall is steadily full. Both
are made at the very moment of the promise, from what was known then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shared.domain import events as e
from shared.domain.hall import Hall
from shared.domain.ids import MINUTE, CounterId, Moment, ServiceCode, TicketId
from shared.domain.promise import Waits
from shared.domain.states import CounterState
from shared.hub.forecast.measures import Mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A promise and what became of it. Waits are ms from the issue."""

    ticket: TicketId
    service: ServiceCode
    issued: Moment
    counters: int
    """At work for the service when it was called."""
    promise: Waits
    waited: int
    plain: int
    les: int | None
    """None: nobody of its line had entered service yet."""
    by_rule: bool


@dataclass(slots=True, kw_only=True)
class _Pending:
    service: ServiceCode
    issued: Moment
    promise: Waits
    plain: int
    les: int | None


@dataclass(slots=True)
class Judge:
    """`take` every entry after the state has taken it in. `verdicts` grows with first calls."""

    verdicts: list[Verdict] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Promises that no call can be held against, and why: ``cancelled``, ``suspended`` (their
    service was, while they waited), ``moved`` (sent elsewhere before a call), ``unserved``."""
    unpromised: int = 0
    _waiting: dict[TicketId, _Pending] = field(default_factory=dict)
    _turns: dict[ServiceCode, Mean] = field(default_factory=lambda: defaultdict(Mean))
    _last_waits: dict[ServiceCode, tuple[Moment, int]] = field(default_factory=dict)
    _called: dict[CounterId, tuple[TicketId, Moment]] = field(default_factory=dict)

    def take(self, hall: Hall, recorded: e.Recorded) -> None:
        handler = _HANDLERS.get(type(recorded.event))
        if handler is not None and hall.plan is not None:
            handler(self, hall, recorded.event, recorded.at)

    def promised(self, hall: Hall, ticket: TicketId, promise: Waits, at: Moment) -> None:
        """A promise that the entry does not hold itself."""
        found = hall.tickets[ticket]
        self._waiting[ticket] = _Pending(
            service=found.service,
            issued=at,
            promise=promise,
            plain=self._plain(hall, found.service, found.ahead),
            les=self._les(hall, found.service),
        )

    def _issued(self, hall: Hall, event: e.TicketIssued, at: Moment) -> None:
        if event.promise is not None:
            self.promised(hall, event.ticket, Waits(*event.promise), at)
        else:
            self.unpromised += 1

    def _was_called(self, hall: Hall, event: e.TicketCalled, at: Moment) -> None:
        self._called[event.counter] = (event.ticket, at)
        ticket = hall.tickets[event.ticket]
        self._last_waits[ticket.service] = (at, max(0, at - ticket.arrival))
        pending = self._waiting.pop(event.ticket, None)
        if pending is not None:
            verdict = Verdict(
                ticket=event.ticket,
                service=pending.service,
                issued=pending.issued,
                counters=_at_work(hall, pending.service),
                promise=pending.promise,
                waited=at - pending.issued,
                plain=pending.plain,
                les=pending.les,
                by_rule=event.choice.by_rule,
            )
            self.verdicts.append(verdict)

    def _finished(self, hall: Hall, event: e.ServiceFinished, at: Moment) -> None:
        called = self._called.pop(event.counter, None)
        if called is not None and called[0] == event.ticket:
            self._turns[hall.tickets[event.ticket].service].add(at - called[1])

    def _suspended(self, hall: Hall, event: e.ServiceSuspended, at: Moment) -> None:
        touched = [t for t, one in self._waiting.items() if one.service == event.service]
        for ticket in touched:
            self._drop(ticket, "suspended")

    def _cancelled(self, hall: Hall, event: e.TicketCancelled, at: Moment) -> None:
        self._drop(event.ticket, "cancelled")

    def _moved(self, hall: Hall, event: Any, at: Moment) -> None:
        self._drop(event.ticket, "moved")

    def _closed(self, hall: Hall, event: e.DayClosed, at: Moment) -> None:
        for ticket in list(self._waiting):
            self._drop(ticket, "unserved")
        self._last_waits.clear()
        self._called.clear()

    def _drop(self, ticket: TicketId, why: str) -> None:
        if self._waiting.pop(ticket, None) is not None:
            self.left_out[why] += 1

    def _plain(self, hall: Hall, service: ServiceCode, ahead: int) -> int:
        assert hall.plan is not None
        rivals = hall.roster.rivals.get(service, (service,))
        seen = [self._turns[rival] for rival in rivals if rival in self._turns]
        typical = hall.plan.services[service].minutes * MINUTE
        weight = sum(mean.weight for mean in seen)
        average = (sum(mean.total for mean in seen) + typical) / (weight + 1)
        counters = _at_work(hall, service) or len(hall.roster.counters_of(service))
        return round(ahead * average / max(1, counters))

    def _les(self, hall: Hall, service: ServiceCode) -> int | None:
        rivals = hall.roster.rivals.get(service, (service,))
        known = [self._last_waits[rival] for rival in rivals if rival in self._last_waits]
        return max(known)[1] if known else None


def _at_work(hall: Hall, service: ServiceCode) -> int:
    desks = (hall.desks.get(counter) for counter in hall.roster.counters_of(service))
    return sum(desk is not None and desk.state is CounterState.OPEN for desk in desks)


_HANDLERS: dict[type[e.Event], Callable[[Judge, Hall, Any, Moment], None]] = {
    e.TicketIssued: Judge._issued,
    e.TicketCalled: Judge._was_called,
    e.ServiceFinished: Judge._finished,
    e.ServiceSuspended: Judge._suspended,
    e.TicketCancelled: Judge._cancelled,
    e.TicketPostponed: Judge._cancelled,
    e.TicketTransferred: Judge._moved,
    e.TicketMoved: Judge._moved,
    e.DayClosed: Judge._closed,
}
