"""Random commands against the decider: whatever the order, the queue's promises hold.

No number twice, no ticket lost, no order violated without a recorded reason, one ticket at one
counter, one visitor at one desk, and a replay that gives the same state.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.hours import business_date
from shared.domain.ids import DAY, CounterId, Moment, TicketId, VisitId
from shared.domain.refusal import Code, Refusal
from shared.domain.site import Site
from shared.domain.states import AT_A_COUNTER, CounterState, TicketState
from tests.unit.any_command import AnyCommand, Option, Pick
from tests.unit.kiosks_alone import Kiosk, Kiosks
from tests.unit.plain_queue import PlainQueue
from tests.unit.played_hall import PlayedHall, helpful, two_agency_site

_PAUSES = [0.0] * 8 + [0.1, 0.5, 1.0, 2.0] * 4 + [8.0, 16.0]
"""Minutes between two commands; the last is longer than the grace after a missed call."""


def narrow_site(emergency_numbers: int = 3, late_behind: int | None = 2) -> Site:
    """Few digits and a late start, so that normal numbers reach the kiosks' and go around them."""
    return two_agency_site(
        **helpful(),
        series=[
            {"code": "A", "prefix": "A", "width": 2, "start": 80},
            {"code": "K", "prefix": "K", "width": 2, "start": 85},
        ],
        rules={"emergency_numbers": emergency_numbers, "late_behind": late_behind},
    )


RARELY = st.sampled_from([False] * 5 + [True])


class QueueMachine(RuleBasedStateMachine):
    """Drives a hall the way kiosks, officers and the clock would, well and badly."""

    def __init__(self) -> None:
        super().__init__()
        self.play = PlayedHall(narrow_site(), always_open=True)
        self.kiosks = Kiosks(self.play)
        self.marks = [len(self.play.entries)]
        """Where the journal may be cut: after a whole command."""
        self.oldest_mark = 0
        """A kiosk that was wiped since cannot tell what it had printed before."""
        assert self.play.hall.plan is not None
        self.site = self.play.hall.plan.site
        self.plain = PlainQueue(self.site)
        self.read = 0
        self.count = 0
        self.ever: list[e.Event] = []
        """All that happened, be it lost since."""

    @initialize(strict=RARELY)
    def morning(self, strict: bool) -> None:
        """Three officers sign on; now and then the hall keeps its hours and quotas."""
        self.play.hall.always_open = not strict
        self.play.open("1", "2", "3")
        for kiosk in self.kiosks.all:
            self.kiosks.come(kiosk)

    @rule(data=st.data())
    def one_command(self, data: st.DataObject) -> None:
        def pick(options: Sequence[Option]) -> Option:
            return data.draw(st.sampled_from(options))

        self.something(pick)

    @rule(seed=st.integers(0, 2**32), many=st.integers(10, 60))
    def a_busy_while(self, seed: int, many: int) -> None:
        """Many commands from one seed: a search by single draws hardly ever fills a hall."""
        chance = random.Random(seed)
        for _ in range(many):
            self.something(chance.choice)
            self.play.wait(chance.choice(_PAUSES))
            self.one_desk_each()

    def something(self, pick: Pick) -> None:
        """A command, at a kiosk if it is a visitor's; now and then a line breaks or comes back."""
        command = self.next_command(pick)
        kiosk = pick(self.kiosks.all)
        if isinstance(command, c.IssueTicket):
            self.visitor(kiosk, command, pick)
        else:
            self.attempt(command)
        if isinstance(command, c.FinishService | c.RecordNoShow) and pick([True] + [False] * 5):
            self.attempt(c.UndoLast(counter=command.counter, reason="mistake"))
        if pick([False] * 19 + [True]):
            self.trouble(kiosk, pick)
        elif not kiosk.there and pick([False] * 5 + [True]):
            self.kiosks.come(kiosk, twice=pick([True, False]))
        self.hold_against_the_plain_queue()
        self.marks.append(len(self.play.entries))

    def visitor(self, kiosk: Kiosk, command: c.IssueTicket, pick: Pick) -> None:
        try:
            if not kiosk.there:
                self.kiosks.take_alone(kiosk, command)
            elif pick([False] * 15 + [True]):
                self.kiosks.line_breaks(kiosk, command, arrived=pick([True, False]))
            else:
                self.kiosks.take(kiosk, command)
        except Refusal as refusal:
            self.judge(refusal, command)

    def trouble(self, kiosk: Kiosk, pick: Pick) -> None:
        """What happens to a kiosk and its line."""
        what = pick(["line"] * 9 + ["wiped", "site", "restored", "restored"])
        if not kiosk.there:
            self.officer_types(kiosk, pick)
        elif what == "line":
            self.kiosks.go(kiosk)
        elif what == "wiped" and not self.kiosks.waiting:
            self.kiosks.wipe(kiosk)
            self.oldest_mark = len(self.play.entries)
        elif what == "site" and not self.kiosks.waiting:
            self.kiosks.site_changes(narrow_site(pick([0, 2, 3, 3]), pick([None, 0, 1, 2])))
        elif what == "restored":
            possible = [mark for mark in self.marks if mark >= self.oldest_mark]
            self.restore(pick([*possible[:3], *possible[-20:]]))

    def officer_types(self, kiosk: Kiosk, pick: Pick) -> None:
        """While a kiosk is cut off, somebody with its paper stands at a counter."""
        owed = [paper for paper in kiosk.owed() if paper.date == self.play.hall.date]
        if not owed:
            return
        paper = pick(owed)
        self.count += 1
        self.attempt(
            c.EnterPaper(
                counter=pick([CounterId("1"), CounterId("2"), CounterId("3"), None]),
                ticket=TicketId(f"typed-{self.count}"),
                new_visit=VisitId(f"typed-visit-{self.count}"),
                number=paper.number,
                service=paper.service,
            )
        )

    def restore(self, mark: int) -> None:
        """The hub goes on from a copy of its journal that was made earlier."""
        del self.play.entries[mark:]
        self.marks = [one for one in self.marks if one <= mark]
        self.play.hall = self.play.replayed()
        self.plain, self.read = PlainQueue(self.site), 0
        self.kiosks.after_restore()

    def next_command(self, pick: Pick) -> c.Command:
        self.count += 1
        return AnyCommand(self.play.hall, pick, self.count).make()

    @rule(data=st.data(), digest=st.sampled_from(["", "another"]))
    def an_id_comes_again(self, data: st.DataObject, digest: str) -> None:
        known = [id_ for sender, id_ in self.play.hall.receipts if sender == "test"]
        if known and self.play.entries[-1].at == self.play.now:
            before = self.play.hall.seq
            id_ = data.draw(st.sampled_from(known))
            self.attempt(c.CallNext(counter=CounterId("1")), id_=id_, digest=digest)
            assert self.play.hall.seq == before

    @rule(minutes=st.sampled_from([0.1, 1.0, 16.0]))
    def time_passes(self, minutes: float) -> None:
        self.play.wait(minutes)

    @rule(midnight=RARELY)
    def night_falls(self, midnight: bool) -> None:
        if midnight:
            self.play.now = Moment(self.play.now + DAY)

    def attempt(self, command: c.Command, *, id_: str | None = None, digest: str = "") -> None:
        """A refusal is a good answer, and must change nothing."""
        before = self.play.hall.seq
        refusal: Refusal | None = None
        try:
            self.play.do(command, id_=id_, digest=digest)
        except Refusal as refused:
            refusal = refused
        self.hold_against_the_plain_queue()
        if refusal is not None:
            events = self.play.entries[before:]
            assert all(isinstance(x.event, e.DayClosed | e.DayOpened | e.Carried) for x in events)
            self.judge(refusal, command)

    def judge(self, refusal: Refusal, command: c.Command) -> None:
        assert refusal.code in Code
        assert refusal.detail
        if refusal.code is Code.NOBODY_WAITS and isinstance(command, c.CallNext):
            assert self.plain.free_for(command.counter, self.play.now) == []

    # Promises -------------------------------------------------------------------------------

    def hold_against_the_plain_queue(self) -> None:
        """Every call by the rule was of the one who had to be next; others have a reason."""
        for recorded in self.play.entries[self.read :]:
            self.plain.take(recorded)
            self.ever.append(recorded.event)
        self.read = len(self.play.entries)

    @invariant()
    def no_number_twice(self) -> None:
        seen: set[str] = set()
        typed: set[str] = set()
        alive: set[str] = set()
        for recorded in self.play.entries:
            event = recorded.event
            if isinstance(event, e.Carried):
                seen, typed = set(), set()
                alive = {document["number"] for document in event.tickets}
            if isinstance(event, e.TicketIssued) and not event.date:
                # A kiosk without the hub cannot know which numbers are alive from yesterday; and
                # what an officer mistyped may be printed later, for the one who waits there.
                late = event.emergency or event.arrival is not None
                others = typed if event.entered else set()
                assert event.number not in seen | others | (set() if late else alive)
                (typed if event.entered else seen).add(event.number)
        self.kiosks.no_number_twice()
        self.kiosks.blocks_apart()

    @invariant()
    def no_ticket_lost(self) -> None:
        """Each ticket issued today is known, and waits in exactly the line its state says."""
        hall = self.play.hall
        lines = [*hall.lines.values(), *hall.reserved.values(), *hall.for_officers.values()]
        standing = Counter(key[2] for line in lines for key in line)
        waiting = {t.id for t in hall.tickets.values() if t.state is TicketState.WAITING}
        assert standing == Counter(waiting)
        for line in lines:
            assert all(hall.tickets[key[2]].key == key for key in line)

    @invariant()
    def nobody_waits_for_who_is_not_there(self) -> None:
        hall = self.play.hall
        for officer, line in hall.for_officers.items():
            assert not line or hall.seat_of(officer) is not None
        for counter, line in hall.reserved.items():
            assert not line or hall.desks[counter].state is not CounterState.CLOSED

    @invariant()
    def on_hold_until_known_moments(self) -> None:
        tickets = self.play.hall.tickets.values()
        timed = [(t.held_until, t.id) for t in tickets if t.held_until is not None]
        assert list(self.play.hall.timed) == sorted(timed)
        assert all(self.play.hall.tickets[id_].state is TicketState.HELD for _, id_ in timed)

    @invariant()
    def one_desk_each(self) -> None:
        hall = self.play.hall
        held = [desk.ticket for desk in hall.desks.values() if desk.ticket is not None]
        assert len(held) == len(set(held))
        at_desk = [t for t in hall.tickets.values() if t.state in AT_A_COUNTER]
        assert {t.id for t in at_desk} == set(held)
        visits = [t.visit for t in at_desk]
        assert len(visits) == len(set(visits))
        assert set(visits) == set(hall.busy)
        for desk in hall.desks.values():
            assert desk.ticket is None or desk.state is not CounterState.CLOSED
        officers = [desk.officer for desk in hall.desks.values() if desk.officer]
        assert len(officers) == len(set(officers))

    @invariant()
    def the_quota_counts_today_s(self) -> None:
        """Whoever came today and still wants it or was served; cancelled ones do not count."""
        hall = self.play.hall
        counted = Counter(
            ticket.service
            for ticket in hall.tickets.values()
            if ticket.state is not TicketState.CANCELLED
            and business_date(self.site, ticket.arrival).isoformat() == hall.date
        )
        assert {code: n for code, n in hall.taken.items() if n} == dict(counted)

    def teardown(self) -> None:
        assert self.play.replayed() == self.play.hall
        openings = [i for i, x in enumerate(self.play.entries) if isinstance(x.event, e.DayOpened)]
        if openings:
            later = self.play.replayed(after=openings[-1])
            later.receipts = self.play.hall.receipts
            assert later == self.play.hall


QueueMachine.TestCase.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)
TestQueueMachine = QueueMachine.TestCase


def every_command() -> set[type[c.Command]]:
    kinds = {kind for kind in vars(c).values() if isinstance(kind, type)}
    named = {kind for kind in kinds if issubclass(kind, c.Command)}
    return named - {c.Command, c.CounterCommand}


def test_the_machine_tries_everything() -> None:
    """A search that never fills the hall would prove nothing: here is what three weeks saw."""
    machine = QueueMachine()
    machine.morning(strict=False)
    for seed in range(20):
        machine.a_busy_while(seed, many=150)
        machine.night_falls(midnight=True)
        machine.no_number_twice()
        machine.no_ticket_lost()
        machine.the_quota_counts_today_s()
    ever = machine.ever
    seen = Counter(type(event) for event in ever)
    assert {kind for kind in e.EVENTS.values() if not seen[kind]} == {e.ClockStepped}
    sent = machine.play.accepted
    assert not {kind.__name__ for kind in every_command() if not sent[kind]}
    assert seen[e.TicketCalled] > 120
    calls = [event for event in ever if isinstance(event, e.TicketCalled)]
    assert sum(bool(call.choice.passed_over) for call in calls) > 5
    assert sum(bool(call.choice.runner_up) for call in calls) > 50
    assert sum(not call.choice.by_rule for call in calls) > 5
    assert sum(bool(call.choice.helped) for call in calls) > 20
    carried = [event for event in ever if isinstance(event, e.Carried)]
    assert sum(len(event.tickets) for event in carried) > 3
    machine.teardown()


def test_the_machine_tries_kiosks_on_their_own() -> None:
    machine = QueueMachine()
    machine.morning(strict=False)
    for seed in range(20, 30):
        machine.a_busy_while(seed, many=200)
        machine.night_falls(midnight=True)
        machine.no_number_twice()
    given = [event for event in machine.ever if isinstance(event, e.TicketIssued)]
    granted = [event for event in machine.ever if isinstance(event, e.NumbersGranted)]
    found = {
        "emergency": sum(event.emergency for event in given),
        "of a day that is over": sum(bool(event.date) for event in given),
        "typed": sum(event.entered for event in given),
        "lost by the hub": sum(
            event.arrival is not None and not event.emergency for event in given
        ),
        "in place of a wish": sum(event.ghost is not None for event in given),
        "around the blocks": sum(event.ordinal >= 100 for event in given),
        "adopted": sum(event.adopted for event in granted),
    }
    assert all(found.values()), found
    machine.teardown()
