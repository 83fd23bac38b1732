"""The queue once more, as plainly as it can be written, to hold the real one against.

It knows nothing of sorted lines or head starts kept on tickets: it reads the entries, remembers
from when each visitor counts, and looks through everybody for the one who must be next.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.domain import events as e
from shared.domain.site import Site
from tests.unit.plain_duty import PlainDuty

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
    arrival: int = 0
    group: str | None = None
    only_at: str | None = None
    only_for: str | None = None
    """An officer, wherever they sit."""
    back_to: str | None = None
    missed_at: int = 0
    held_until: int | None = None
    over: bool = False

    @property
    def returned(self) -> bool:
        """Came back after the grace: the arrival does not count any more."""
        return self.counts_from != self.arrival

    @property
    def for_all(self) -> bool:
        """Whether it waits in the line of its service, and not for somebody alone."""
        return self.only_at is None and self.only_for is None

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
        self.duty = PlainDuty(site)
        self._people: dict[str, Waiting] = {}
        self._late_behind = site.rules.late_behind
        self._seats: dict[str, str] = {}
        """Who is signed on at which counter."""

    def free_for(self, counter: str, now: int) -> list[Waiting]:
        """Who may be called to a counter, the next one first."""
        serves = self.duty.own(counter) | self.helped(counter, now)
        able = [one for one in self._free() if self._may(one, counter, serves)]
        return sorted(able, key=lambda one: one.key)

    def helped(self, counter: str, now: int) -> set[str]:
        """The services that a counter serves then beside its own."""
        own = self.duty.own(counter)
        has_work = any(self._may(one, counter, own) for one in self._free())
        in_lines = [one for one in self._people.values() if one.where == "line" and one.for_all]
        return self.duty.helped(counter, in_lines, now, has_work=has_work)

    def _free(self) -> list[Waiting]:
        """Who waits, and is at no desk with another errand."""
        busy = {one.visit for one in self._people.values() if one.where.startswith("[")}
        return [o for o in self._people.values() if o.where == "line" and o.visit not in busy]

    def _may(self, one: Waiting, counter: str, serves: set[str]) -> bool:
        if one.service in self.duty.out:
            return False
        if one.only_for is not None:
            return one.only_for == self._seats.get(counter)
        if one.only_at is not None:
            return one.only_at == counter
        return one.service in serves

    def take(self, recorded: e.Recorded) -> None:
        """One entry; `OutOfOrder` when it calls the wrong one."""
        event = recorded.event
        self.duty.take(event)
        self._take_seat(event)
        if isinstance(event, e.TicketCalled):
            self._check_call(event, recorded.at)
        if isinstance(event, e.TicketIssued):
            self._come(event, recorded)
        elif isinstance(event, e.DayClosed):
            for ticket in event.unserved:
                del self._people[ticket]
        elif isinstance(event, e.TicketEvent):
            self._go_on(event, recorded)

    def _take_seat(self, event: e.Event) -> None:
        match event:
            case e.SiteLoaded():
                self._late_behind = event.site.get("rules", {}).get("late_behind")
            case e.CounterOpened() | e.CounterTakenOver():
                self._seats[event.counter] = event.officer
            case e.CounterClosed():
                del self._seats[event.counter]
            case e.Carried():
                self._seats = {desk["id"]: desk["officer"] for desk in event.counters}

    def _come(self, event: e.TicketIssued, recorded: e.Recorded) -> None:
        if event.date:
            return  # of a day that is over: it never waits
        arrival = recorded.at if event.arrival is None else event.arrival
        self._people[event.ticket] = Waiting(
            number=event.number,
            service=event.service,
            visit=event.visit,
            counts_from=arrival,
            minutes=self._minutes[event.group] if event.group else 0,
            seq=recorded.seq,
            arrival=arrival,
            group=event.group,
        )

    def _go_on(self, event: e.TicketEvent, recorded: e.Recorded) -> None:
        match event:
            case e.TicketCalled() | e.ActionUndone():
                self._people[event.ticket].where = f"[{event.counter}]"
                self._people[event.ticket].over = False
                self._people[event.ticket].missed_at = 0
            case e.TicketMerged():
                self._merge(self._people[event.ticket], event, recorded.seq)
            case e.TicketMissed():
                self._people[event.ticket].where = "away"
                self._people[event.ticket].missed_at = recorded.at
            case e.TicketHeld():
                self._people[event.ticket].where = "away"
                self._people[event.ticket].held_until = event.until
            case e.TicketPostponed():
                self._send(self._people[event.ticket], self._people[event.ticket].service)
                self._people[event.ticket].where = "away"
            case e.ServiceFinished() | e.TicketCancelled():
                self._people[event.ticket].where = "away"
                self._people[event.ticket].over = True
                self._check_end(event)
            case e.TicketResumed():
                self._check_due(event, self._people[event.ticket], recorded.at)
                self._people[event.ticket].where = "line"
            case e.VisitContinued() | e.TicketReturned() | e.TicketTransferred() | e.TicketMoved():
                self._send_on(event, self._people[event.ticket])
            case e.TicketRejoined():
                self._back(self._people[event.ticket], event, recorded)
            case e.PriorityChanged() if event.group != self._people[event.ticket].group:
                changed, before = self._people[event.ticket], self._people[event.ticket].key[0]
                changed.minutes = self._minutes[event.group] if event.group else 0
                changed.group = event.group
                changed.seq = recorded.seq if changed.key[0] != before else changed.seq

    def _send(
        self, one: Waiting, service: str, only_at: str | None = None, only_for: str | None = None
    ) -> None:
        one.where, one.service = "line", service
        one.only_at, one.only_for = only_at, only_for

    def _send_on(
        self,
        event: e.VisitContinued | e.TicketReturned | e.TicketTransferred | e.TicketMoved,
        one: Waiting,
    ) -> None:
        match event:
            case e.VisitContinued():
                self._send(one, event.service)
                one.where = f"[{event.counter}]" if event.here else "line"
            case e.TicketMoved():
                self._send(one, event.service, event.to_counter)
            case e.TicketTransferred():
                self._send(one, event.service, event.to_counter, event.to_officer)
                one.back_to = event.back_to
            case e.TicketReturned():
                expected = one.back_to if one.back_to in self._seats.values() else None
                if one.back_to is None or event.to_officer != expected:
                    raise OutOfOrder(f"{one.number} goes back to {expected}, not as {event}")
                self._send(one, event.service, only_for=event.to_officer)
                one.back_to = None

    def _check_end(self, event: e.ServiceFinished | e.TicketCancelled) -> None:
        """Nothing ends at one officer's desk that another wants back."""
        wanted = self._people[event.ticket].back_to
        if isinstance(event, e.TicketCancelled) or wanted in (None, self._seats[event.counter]):
            return
        raise OutOfOrder(f"{wanted} wanted {event.ticket} back")

    def _check_due(self, event: e.TicketResumed, one: Waiting, now: int) -> None:
        if event.due and (one.held_until is None or one.held_until > now):
            raise OutOfOrder(f"{one.number} is held until {one.held_until}, and it is {now}")

    def _merge(self, one: Waiting, event: e.TicketMerged, seq: int) -> None:
        before = one.key[0]
        if not one.over and not one.returned:
            one.counts_from = event.arrival
            one.minutes = self._minutes[event.group] if event.group else 0
        one.arrival, one.group = event.arrival, event.group
        if one.key[0] != before:
            one.seq = seq
        if not one.where.startswith("["):
            one.visit = event.visit

    def _back(self, one: Waiting, event: e.TicketRejoined, recorded: e.Recorded) -> None:
        missed, one.missed_at = one.missed_at, 0
        late = recorded.at - missed > self._site.rules.grace_minutes * MINUTE
        before = self._neighbours(one) if late and self._late_behind is not None else []
        one.where = "line"
        if not late or not missed:  # within the grace, or left for the next day
            return
        if self._late_behind is None:
            one.counts_from, one.minutes, one.seq = recorded.at, 0, recorded.seq
            return
        nth = before[min(self._late_behind, len(before)) - 1] if before else None
        if nth is not None and self._late_behind and nth.key > one.key:
            one.counts_from, one.minutes, one.seq = nth.key[0], 0, recorded.seq
            if event.behind != nth.number:
                raise OutOfOrder(f"{one.number} comes behind {nth.number}, not {event.behind}")

    def _neighbours(self, one: Waiting) -> list[Waiting]:
        """Who waits in the lines of the counters whose own its service is."""
        serving = [self.duty.own(counter.id) for counter in self._site.counters]
        shared = {one.service}.union(*(own for own in serving if one.service in own))
        shared -= self.duty.out - {one.service}
        people = self._people.values()
        near = [o for o in people if o.where == "line" and o.for_all and o.service in shared]
        return sorted(near, key=lambda other: other.key)

    def _check_call(self, event: e.TicketCalled, now: int) -> None:
        free = self.free_for(event.counter, now)
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
        self._check_helped(event, now)
        self._check_passed_over(event, called, now)

    def _check_helped(self, event: e.TicketCalled, now: int) -> None:
        waited_for = {o.service for o in self._people.values() if o.where == "line" and o.for_all}
        expected = (self.helped(event.counter, now) & waited_for) - self.duty.out
        if {*event.choice.helped} != expected:
            raise OutOfOrder(f"it helped with {sorted(expected)}, not {event.choice.helped}")

    def _check_passed_over(self, event: e.TicketCalled, called: Waiting, now: int) -> None:
        serves = self.duty.own(event.counter) | self.helped(event.counter, now)
        earlier = [
            one
            for one in self._people.values()
            if one.where == "line"
            and one.key < called.key
            and self._may(one, event.counter, serves)
        ]
        expected = [one.number for one in sorted(earlier, key=lambda one: one.key)]
        if list(event.choice.passed_over) != expected:
            raise OutOfOrder(f"{expected} were passed over, not {event.choice.passed_over}")
