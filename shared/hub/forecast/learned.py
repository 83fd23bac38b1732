"""What the journal tells of how this hall works: taken in entry by entry, in their order.

Pure sums, cheap enough for every entry of a month. Nobody's name or ticket stays in them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.domain import events as e
from shared.domain.hours import day_begins
from shared.domain.ids import MINUTE, SECOND, CounterId, Moment, ServiceCode, TicketId
from shared.domain.plan import Plan
from shared.domain.promise import Waits
from shared.domain.site import Site
from shared.hub.forecast.bands import Bands
from shared.hub.forecast.measures import Curve, Mean
from shared.hub.forecast.passing import Passing
from shared.hub.forecast.staffing import Staffing
from shared.hub.forecast.turns import Turns

ABSENT_SHARE, ABSENT_TIME = 0.05, 90 * SECOND
"""Believed of visitors who do not come, and of how long they keep a counter, before any is seen."""

LONGEST_GAP = 15 * MINUTE
"""Between two visitors while somebody waits; after more the counter was away."""

PAUSE = 12 * MINUTE

ReadSite = Callable[[dict[str, Any]], Site]


@dataclass(slots=True)
class _Live:
    """A ticket that is not over."""

    service: ServiceCode
    place: int
    joined: Moment
    """When it last came into a line."""
    issued: Moment
    promise: Waits | None = None
    """Until its first call."""


@dataclass(slots=True)
class _AtDesk:
    ticket: TicketId
    service: ServiceCode
    called: Moment


class Learned:
    """`take` every entry; the properties are what a forecast asks."""

    def __init__(self, read_site: ReadSite) -> None:
        self._read_site = read_site
        self.plan: Plan | None = None
        self.seq = 0
        self.turns = Turns()
        self.staffing = Staffing()
        self.passing = Passing()
        self.bands = Bands()
        self.gap = Mean(memory=300)
        self.pickup = Mean(memory=300)
        self.absent_time = Mean(memory=100)
        self._absent = Mean(memory=1000)
        self._absent_by: dict[ServiceCode, Mean] = {}
        self._pauses: dict[str, Mean] = {}
        self._live: dict[TicketId, _Live] = {}
        self._desks: dict[CounterId, _AtDesk] = {}
        self._freed: dict[CounterId, Moment] = {}
        self._paused: dict[CounterId, tuple[Moment, str]] = {}

    def take(self, recorded: e.Recorded) -> None:
        self.seq = recorded.seq
        handler = _HANDLERS.get(type(recorded.event))
        if handler is not None:
            handler(self, recorded.event, recorded.at)

    def absent(self, service: ServiceCode) -> float:
        """The share of calls that nobody follows."""
        hall = self._absent.shrunk(ABSENT_SHARE, 20)
        mean = self._absent_by.get(service)
        return min(0.9, mean.shrunk(hall, 30) if mean is not None else hall)

    def pause(self, reason: str) -> float:
        """ms that a pause for it takes."""
        mean = self._pauses.get(reason)
        return mean.shrunk(PAUSE, 3) if mean is not None else PAUSE

    def curve(self, service: ServiceCode) -> Curve:
        assert self.plan is not None
        return self.turns.curve(self.plan, service)

    def promised(self, ticket: TicketId, promise: Waits) -> None:
        """Of a promise that the entry does not hold."""
        live = self._live.get(ticket)
        if live is not None:
            live.promise = promise

    # The hall and its days ------------------------------------------------------------------

    def site(self, event: e.SiteLoaded | e.Carried, at: Moment) -> None:
        self.plan = Plan.of(self._read_site(event.site))

    def day(self, event: e.DayOpened, at: Moment) -> None:
        if self.plan is not None:
            self.staffing.day(day_begins(self.plan.site, event.date))
        self.turns.night()
        self.passing.night()
        self._freed.clear()

    def day_closed(self, event: e.DayClosed, at: Moment) -> None:
        for ticket in event.unserved:
            self._live.pop(ticket, None)

    def stepped(self, event: e.ClockStepped, at: Moment) -> None:
        """What is under way has no length that could be told."""
        self._desks.clear()
        self._freed.clear()
        for live in self._live.values():
            live.promise = None

    # Into a line ----------------------------------------------------------------------------

    def issued(self, event: e.TicketIssued, at: Moment) -> None:
        if event.date:
            return
        promise = Waits(*event.promise) if event.promise is not None else None
        self._live[event.ticket] = _Live(event.service, event.place, at, at, promise)
        self.passing.enters(event.service, at, event.place)

    def back(self, event: e.TicketResumed | e.TicketRejoined, at: Moment) -> None:
        live = self._live.get(event.ticket)
        if live is not None:
            live.place = getattr(event, "place", live.place)
            self._joins(live, at)

    def sent(
        self,
        event: e.TicketTransferred | e.TicketMoved | e.TicketReturned | e.VisitContinued,
        at: Moment,
    ) -> None:
        self._frees(event, at, counts=True)
        live = self._live.get(event.ticket)
        if live is None:
            return
        live.service, live.promise = event.service, None
        if isinstance(event, e.VisitContinued) and event.here:
            self._desks[event.counter] = _AtDesk(event.ticket, event.service, at)
        else:
            self._joins(live, at)

    def placed(self, event: e.PriorityChanged, at: Moment) -> None:
        live = self._live.get(event.ticket)
        if live is not None:
            live.place = event.place

    def _joins(self, live: _Live, at: Moment) -> None:
        live.joined = at
        self.passing.enters(live.service, at, live.place)

    # At a counter ---------------------------------------------------------------------------

    def called(self, event: e.TicketCalled, at: Moment) -> None:
        live = self._live.get(event.ticket)
        freed = self._freed.pop(event.counter, None)
        if live is None:
            return
        self._desks[event.counter] = _AtDesk(event.ticket, live.service, at)
        if freed is not None and live.joined <= freed:
            if at - freed <= LONGEST_GAP:
                self.gap.add(at - freed)
        elif at - live.joined < 5 * MINUTE:
            self.pickup.add(at - live.joined)
        if live.promise is not None and event.choice.by_rule:
            self.bands.turned_out(live.promise, at - live.issued)
        live.promise = None

    def missed(self, event: e.TicketMissed, at: Moment) -> None:
        desk = self._desks.pop(event.counter, None)
        if desk is not None and desk.ticket == event.ticket:
            self.absent_time.add(at - desk.called)
            self._count(desk.service, absent=True)
        self._freed[event.counter] = at

    def finished(self, event: e.ServiceFinished | e.TicketHeld, at: Moment) -> None:
        self._frees(event, at, counts=True)
        if isinstance(event, e.ServiceFinished):
            self._live.pop(event.ticket, None)

    def undone(self, event: e.ActionUndone, at: Moment) -> None:
        """The visitor is at the desk again; from when on is not told."""
        self._freed.pop(event.counter, None)
        self._desks.pop(event.counter, None)

    def over(self, event: e.TicketCancelled | e.TicketPostponed, at: Moment) -> None:
        self._live.pop(event.ticket, None)

    def _frees(self, event: Any, at: Moment, *, counts: bool) -> None:
        counter = getattr(event, "counter", None)
        desk = self._desks.get(counter) if counter is not None else None
        if counter is None or desk is None or desk.ticket != event.ticket:
            return
        del self._desks[counter]
        self._freed[counter] = at
        if self.plan is not None and counts:
            self.turns.add(self.plan, desk.service, counter, at - desk.called)
            self._count(desk.service, absent=False)

    def _count(self, service: ServiceCode, *, absent: bool) -> None:
        self._absent.add(float(absent))
        self._absent_by.setdefault(service, Mean(memory=300)).add(float(absent))

    # Counters -------------------------------------------------------------------------------

    def opened(self, event: e.CounterOpened | e.CounterTakenOver, at: Moment) -> None:
        self.staffing.at_work(event.counter, at, works=True)
        paused = self._paused.pop(event.counter, None)
        if paused is not None and at - paused[0] <= 180 * MINUTE:
            self._pauses.setdefault(paused[1], Mean(memory=60)).add(at - paused[0])

    def paused(self, event: e.CounterPaused, at: Moment) -> None:
        self.staffing.at_work(event.counter, at, works=False)
        self._paused[event.counter] = (at, event.reason)

    def closed(self, event: e.CounterClosed, at: Moment) -> None:
        self.staffing.at_work(event.counter, at, works=False)
        self._paused.pop(event.counter, None)
        self._freed.pop(event.counter, None)


_HANDLERS: dict[type[e.Event], Callable[[Learned, Any, Moment], None]] = {
    e.SiteLoaded: Learned.site,
    e.Carried: Learned.site,
    e.DayOpened: Learned.day,
    e.DayClosed: Learned.day_closed,
    e.ClockStepped: Learned.stepped,
    e.TicketIssued: Learned.issued,
    e.TicketResumed: Learned.back,
    e.TicketRejoined: Learned.back,
    e.TicketTransferred: Learned.sent,
    e.TicketMoved: Learned.sent,
    e.TicketReturned: Learned.sent,
    e.VisitContinued: Learned.sent,
    e.PriorityChanged: Learned.placed,
    e.TicketCalled: Learned.called,
    e.TicketMissed: Learned.missed,
    e.ServiceFinished: Learned.finished,
    e.TicketHeld: Learned.finished,
    e.ActionUndone: Learned.undone,
    e.TicketCancelled: Learned.over,
    e.TicketPostponed: Learned.over,
    e.CounterOpened: Learned.opened,
    e.CounterTakenOver: Learned.opened,
    e.CounterPaused: Learned.paused,
    e.CounterClosed: Learned.closed,
}

TELLING = frozenset(kind.__name__ for kind in _HANDLERS)
"""Names of the entries that anything is learnt from."""
