"""What must hold in every hall, watched while it is played: by the entries alone, with a book of
its own, so that a fault of the state is not checked against itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sortedcontainers import SortedList

from shared.cli.simulation.watcher import Watcher
from shared.domain import events as e
from shared.domain.hall import Hall, Key
from shared.domain.ids import CounterId, Moment, ServiceCode, TicketId, VisitId
from shared.domain.states import CounterState, TicketState

_S = TicketState
_LIVING = {_S.WAITING, _S.HELD}


class Broken(Exception):
    """An invariant does not hold; the message names the entry and the number."""


class _Paper:
    """What the book says of one number."""

    __slots__ = ("counter", "id", "key", "number", "service", "since", "state", "visit")

    def __init__(self, event: e.TicketIssued, recorded: e.Recorded) -> None:
        self.id, self.number, self.visit = event.ticket, event.number, event.visit
        self.service = event.service
        self.state = _S.WAITING
        self.key: Key = (event.place, recorded.seq, event.ticket)
        self.since = event.place + event.head_start
        self.counter: CounterId | None = None


class Invariants(Watcher):
    """Raises `Broken` at the first entry that cannot be: no number twice a day, nobody at two
    desks, every call the rule's choice or with a reason, no wait below zero, every number ended
    in exactly one way, no time that goes back."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._papers: dict[TicketId, _Paper] = {}
        self._numbers: set[str] = set()
        self._lines: dict[ServiceCode, SortedList[Key]] = {}
        self._at_desk: dict[VisitId, _Paper] = {}
        self._serves: dict[CounterId, _Paper | None] = {}
        self._open: set[CounterId] = set()
        self._last = e.Recorded(0, Moment(0), e.DayOpened(date=""))
        self.checked = 0
        """Entries."""

    def on_event(self, hall: Hall, recorded: e.Recorded) -> None:
        if recorded.seq != self._last.seq + 1 or recorded.at < self._last.at:
            self._fail(recorded, "it does not follow the entry before it")
        self._last = recorded
        self.checked += 1
        check = _CHECKS.get(type(recorded.event))
        if check is not None:
            check(self, hall, recorded, recorded.event)

    def on_end(self, hall: Hall) -> None:
        if self._at_desk:
            one = next(iter(self._at_desk.values()))
            self._fail(self._last, f"{one.number} is still at counter {one.counter} at the end")

    def _fail(self, recorded: e.Recorded, what: str) -> None:
        at = dt.datetime.fromtimestamp(recorded.at / 1000, dt.UTC).isoformat(" ", "seconds")
        name = type(recorded.event).__name__
        raise Broken(f"entry {recorded.seq}, {name} at {at}: {what} (seed {self._seed})")

    # Into the line and out of it ---------------------------------------------------------------

    def _enter(self, paper: _Paper) -> None:
        paper.state = _S.WAITING
        self._lines.setdefault(paper.service, SortedList()).add(paper.key)

    def _leave(self, recorded: e.Recorded, paper: _Paper, *allowed: TicketState) -> None:
        if paper.state not in allowed:
            self._fail(recorded, f"{paper.number} is {paper.state}, not {' or '.join(allowed)}")
        if paper.state is _S.WAITING:
            self._lines[paper.service].remove(paper.key)
        elif paper.counter is not None:
            self._serves[paper.counter] = None
            self._at_desk.pop(paper.visit, None)

    def issued(self, hall: Hall, recorded: e.Recorded, event: e.TicketIssued) -> None:
        if event.number in self._numbers:
            self._fail(recorded, f"{event.number} was given out twice on one day")
        if event.place != recorded.at - event.head_start:
            self._fail(recorded, f"{event.number} does not stand where its arrival puts it")
        self._numbers.add(event.number)
        paper = self._papers[event.ticket] = _Paper(event, recorded)
        self._enter(paper)

    def called(self, hall: Hall, recorded: e.Recorded, event: e.TicketCalled) -> None:
        paper = self._papers[event.ticket]
        if event.counter not in self._open:
            self._fail(recorded, f"{paper.number} is called to counter {event.counter}: not open")
        if self._serves.get(event.counter) is not None:
            self._fail(recorded, f"counter {event.counter} already has somebody")
        if paper.visit in self._at_desk:
            other = self._at_desk[paper.visit]
            self._fail(recorded, f"{paper.number}: its visitor is at counter {other.counter}")
        if event.choice.waited < 0 or recorded.at < paper.since:
            self._fail(recorded, f"{paper.number} has waited less than nothing")
        if event.choice.by_rule:
            self._check_choice(hall, recorded, event, paper)
        elif not event.choice.reason:
            self._fail(recorded, f"{paper.number} was called beside the rule without a reason")
        self._leave(recorded, paper, _S.WAITING)
        paper.state, paper.counter = _S.CALLED, event.counter
        self._serves[event.counter] = self._at_desk[paper.visit] = paper

    def _check_choice(
        self, hall: Hall, recorded: e.Recorded, event: e.TicketCalled, paper: _Paper
    ) -> None:
        """Nobody with an earlier place could have come to this counter."""
        for service in (*hall.roster.own[event.counter], *event.choice.helped):
            for key in self._lines.get(service, ()):
                if key >= paper.key:
                    break
                other = self._papers[key[2]]
                if other.visit not in self._at_desk:
                    self._fail(recorded, f"{other.number} was to be called before {paper.number}")

    # At the desk -------------------------------------------------------------------------------

    def started(self, hall: Hall, recorded: e.Recorded, event: e.ServiceStarted) -> None:
        paper = self._papers[event.ticket]
        if paper.state is not _S.CALLED or paper.counter != event.counter:
            self._fail(recorded, f"{paper.number} was not called to counter {event.counter}")
        paper.state = _S.SERVING

    def finished(self, hall: Hall, recorded: e.Recorded, event: e.ServiceFinished) -> None:
        self._ends_at_desk(recorded, event.ticket, _S.DONE, _S.SERVING)

    def missed(self, hall: Hall, recorded: e.Recorded, event: e.TicketMissed) -> None:
        self._ends_at_desk(recorded, event.ticket, _S.NO_SHOW, _S.CALLED)

    def held(self, hall: Hall, recorded: e.Recorded, event: e.TicketHeld) -> None:
        self._ends_at_desk(recorded, event.ticket, _S.HELD, _S.CALLED, _S.SERVING)

    def _ends_at_desk(
        self, recorded: e.Recorded, ticket: TicketId, state: TicketState, *allowed: TicketState
    ) -> None:
        paper = self._papers[ticket]
        self._leave(recorded, paper, *allowed)
        paper.state = state

    def transferred(self, hall: Hall, recorded: e.Recorded, event: e.TicketTransferred) -> None:
        paper = self._papers[event.ticket]
        self._leave(recorded, paper, _S.WAITING, _S.HELD, _S.CALLED, _S.SERVING)
        paper.service = event.service
        self._enter(paper)

    def resumed(self, hall: Hall, recorded: e.Recorded, event: e.TicketResumed) -> None:
        paper = self._papers[event.ticket]
        if paper.state is not _S.HELD:
            self._fail(recorded, f"{paper.number} is {paper.state}, not held")
        self._enter(paper)

    def rejoined(self, hall: Hall, recorded: e.Recorded, event: e.TicketRejoined) -> None:
        paper = self._papers[event.ticket]
        if paper.state is not _S.NO_SHOW:
            self._fail(recorded, f"{paper.number} is {paper.state}, it was not missed")
        if not event.kept:
            paper.key, paper.since = (event.place, recorded.seq, paper.id), event.place
        elif event.place != paper.key[0]:
            self._fail(recorded, f"{paper.number} does not keep its place")
        self._enter(paper)

    def cancelled(self, hall: Hall, recorded: e.Recorded, event: e.TicketCancelled) -> None:
        paper = self._papers[event.ticket]
        self._leave(recorded, paper, _S.WAITING, _S.HELD, _S.NO_SHOW)
        paper.state = _S.CANCELLED

    # Counters and days -------------------------------------------------------------------------

    def opened(self, hall: Hall, recorded: e.Recorded, event: e.CounterOpened) -> None:
        self._open.add(event.counter)

    def shut(
        self, hall: Hall, recorded: e.Recorded, event: e.CounterClosed | e.CounterPaused
    ) -> None:
        if self._serves.get(event.counter) is not None:
            self._fail(recorded, f"counter {event.counter} goes while it has somebody")
        self._open.discard(event.counter)

    def day_closed(self, hall: Hall, recorded: e.Recorded, event: e.DayClosed) -> None:
        left = {paper.id for paper in self._papers.values() if paper.state in _LIVING}
        if left != set(event.unserved) or len(left) != len(event.unserved):
            self._fail(recorded, "it does not end exactly those whom nobody has served")
        for paper in self._at_desk.values():
            self._fail(recorded, f"{paper.number} is still at counter {paper.counter}")
        self._papers.clear()
        self._numbers.clear()
        self._lines.clear()
        self._open = {id_ for id_, desk in hall.desks.items() if desk.state is CounterState.OPEN}


_CHECKS: dict[type[e.Event], Callable[[Invariants, Hall, e.Recorded, Any], None]] = {
    e.TicketIssued: Invariants.issued,
    e.TicketCalled: Invariants.called,
    e.ServiceStarted: Invariants.started,
    e.ServiceFinished: Invariants.finished,
    e.TicketMissed: Invariants.missed,
    e.TicketHeld: Invariants.held,
    e.TicketTransferred: Invariants.transferred,
    e.TicketResumed: Invariants.resumed,
    e.TicketRejoined: Invariants.rejoined,
    e.TicketCancelled: Invariants.cancelled,
    e.CounterOpened: Invariants.opened,
    e.CounterPaused: Invariants.shut,
    e.CounterClosed: Invariants.shut,
    e.DayClosed: Invariants.day_closed,
}
