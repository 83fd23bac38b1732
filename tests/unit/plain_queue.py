"""The queue once more, as plainly as it can be written, to hold the real one against.

It knows nothing of sorted lines or head starts kept on tickets: it reads the entries, remembers
from when each visitor counts, and looks through everybody for the one who must be next.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain import events as e
from shared.domain.site import Site

MINUTE = 60_000


@dataclass
class Waiting:
    number: str
    service: str
    visit: str
    counts_from: int
    """The arrival, or the return after the grace."""
    minutes: int
    """The group's head start."""
    seq: int
    """Of the entry that set its place."""
    where: str = "line"
    """``line``, a counter's id in brackets, or ``away``"""
    only_at: str | None = None
    missed_at: int = 0
    returned: bool = False
    """Came back after the grace: the arrival does not count any more."""
    over: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return self.counts_from - self.minutes * MINUTE, self.seq


class OutOfOrder(AssertionError):
    """Somebody was called who was not next, and no reason stands beside it."""


class PlainQueue:
    """Reads every entry (`take`) and objects to a call out of order."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._minutes = {group.code: group.minutes for group in site.priority}
        self._services: dict[str, tuple[str, ...]] = {c.id: c.services for c in site.counters}
        self._people: dict[str, Waiting] = {}

    def free_for(self, counter: str) -> list[Waiting]:
        """Who may be called to a counter, the next one first."""
        busy = {one.visit for one in self._people.values() if one.where.startswith("[")}
        able = [
            one
            for one in self._people.values()
            if one.where == "line" and one.visit not in busy and self._may(one, counter)
        ]
        return sorted(able, key=lambda one: one.key)

    def _may(self, one: Waiting, counter: str) -> bool:
        if one.only_at is not None:
            return one.only_at == counter
        return one.service in self._services[counter]

    def take(self, recorded: e.Recorded) -> None:
        """One entry; `OutOfOrder` when it calls the wrong one."""
        event = recorded.event
        if isinstance(event, e.TicketCalled):
            self._check_call(event, recorded.at)
        if isinstance(event, e.TicketIssued):
            self._come(event, recorded)
        elif isinstance(event, e.DayClosed):
            for ticket in event.unserved:
                del self._people[ticket]
        elif isinstance(event, e.TicketEvent):
            self._go_on(event, recorded)

    def _come(self, event: e.TicketIssued, recorded: e.Recorded) -> None:
        if event.date:
            return  # of a day that is over: it never waits
        self._people[event.ticket] = Waiting(
            number=event.number,
            service=event.service,
            visit=event.visit,
            counts_from=recorded.at if event.arrival is None else event.arrival,
            minutes=self._minutes[event.group] if event.group else 0,
            seq=recorded.seq,
        )

    def _go_on(self, event: e.TicketEvent, recorded: e.Recorded) -> None:
        match event:
            case e.TicketCalled() | e.ActionUndone():
                self._people[event.ticket].where = f"[{event.counter}]"
                self._people[event.ticket].over = False
            case e.TicketMerged():
                self._merge(self._people[event.ticket], event, recorded.seq)
            case e.TicketMissed():
                self._people[event.ticket].where = "away"
                self._people[event.ticket].missed_at = recorded.at
            case e.TicketHeld():
                self._people[event.ticket].where = "away"
            case e.ServiceFinished() | e.TicketCancelled():
                self._people[event.ticket].where = "away"
                self._people[event.ticket].over = True
            case e.TicketResumed():
                self._people[event.ticket].where = "line"
            case e.TicketTransferred():
                moved = self._people[event.ticket]
                moved.where, moved.service = "line", event.service
                moved.only_at = event.to_counter
            case e.TicketRejoined():
                self._back(self._people[event.ticket], recorded)
            case e.PriorityChanged():
                changed = self._people[event.ticket]
                changed.minutes = self._minutes[event.group] if event.group else 0
                changed.seq = recorded.seq

    def _merge(self, one: Waiting, event: e.TicketMerged, seq: int) -> None:
        before = one.key[0]
        if not one.over and not one.returned:
            one.counts_from = event.arrival
            one.minutes = self._minutes[event.group] if event.group else 0
        if one.key[0] != before:
            one.seq = seq
        if not one.where.startswith("["):
            one.visit = event.visit

    def _back(self, one: Waiting, recorded: e.Recorded) -> None:
        one.where = "line"
        if recorded.at - one.missed_at > self._site.rules.grace_minutes * MINUTE:
            one.counts_from, one.minutes, one.seq = recorded.at, 0, recorded.seq
            one.returned = True

    def _check_call(self, event: e.TicketCalled, now: int) -> None:
        free = self.free_for(event.counter)
        called = self._people[event.ticket]
        choice = event.choice
        score = now - called.key[0]
        if choice.head_start != called.minutes * MINUTE:
            raise OutOfOrder(f"{called.number}: its reason says another head start")
        if choice.waited + choice.head_start != score:
            raise OutOfOrder(f"{called.number}: its reason says another waiting time than {score}")
        if not choice.by_rule:
            if not choice.reason:
                raise OutOfOrder(f"{called.number} was called beside the rule without a reason")
            return
        if not free or free[0] is not called:
            raise OutOfOrder(f"{called.number} was called, but {[o.number for o in free]} wait")
        runner_up = (free[1].number, now - free[1].key[0]) if len(free) > 1 else ("", 0)
        if (choice.runner_up, choice.runner_up_score) != runner_up:
            raise OutOfOrder(f"the next would have been {runner_up}, not {choice.runner_up}")
        self._check_passed_over(event, called)

    def _check_passed_over(self, event: e.TicketCalled, called: Waiting) -> None:
        earlier = [
            one
            for one in self._people.values()
            if one.where == "line" and one.key < called.key and self._may(one, event.counter)
        ]
        expected = [one.number for one in sorted(earlier, key=lambda one: one.key)]
        if list(event.choice.passed_over) != expected:
            raise OutOfOrder(f"{expected} were passed over, not {event.choice.passed_over}")
