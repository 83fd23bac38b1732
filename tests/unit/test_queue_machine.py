"""Random commands against the decider: whatever the order, the queue's promises hold.

No number twice, no ticket lost, no order violated without a recorded reason, one ticket at one
counter, one visitor at one desk, and a replay that gives the same state.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.ids import (
    DAY,
    AssistCode,
    CommandId,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    OfficerId,
    ServiceCode,
    TicketId,
    VisitId,
)
from shared.domain.hours import business_date
from shared.domain.refusal import Code, Refusal
from shared.domain.states import (
    AT_A_COUNTER,
    TRANSITIONS,
    CounterState,
    TicketAction,
    TicketState,
)
from tests.unit.plain_queue import PlainQueue
from tests.unit.played_hall import PlayedHall

OFTEN = 12
"""What is wrong must be tried, but what is right has to happen most of the time."""

COUNTERS = st.sampled_from(["1", "2", "3"] * OFTEN + ["no such"]).map(CounterId)
SERVICES = st.sampled_from(["KTP-BARU", "KTP-CETAK", "KK"] * OFTEN + ["no such"]).map(ServiceCode)
REASONS = st.sampled_from(["other"] * OFTEN + [""])
RARELY = st.sampled_from([False] * OFTEN + [True])
GROUPS = st.sampled_from([None, "elderly"]).map(lambda g: GroupCode(g) if g else None)


class QueueMachine(RuleBasedStateMachine):
    """Drives a hall the way kiosks, officers and the clock would, well and badly."""

    def __init__(self) -> None:
        super().__init__()
        self.play = PlayedHall(always_open=True)
        self.plain = PlainQueue(self.play.hall.plan.site)  # type: ignore[union-attr]
        self.read = 0
        self.count = 0

    @initialize(strict=RARELY)
    def morning(self, strict: bool) -> None:
        """Three officers sign on; now and then the hall keeps its hours and quotas."""
        self.play.hall.always_open = not strict
        self.play.open("1", "2", "3")

    def attempt(self, command: c.Command, **more: Any) -> None:
        """A refusal is a good answer, and must change nothing."""
        before = self.play.hall.seq
        try:
            self.play.do(command, **more)
        except Refusal as refusal:
            events = self.play.entries[before:]
            assert all(isinstance(x.event, e.DayClosed | e.DayOpened | e.Carried) for x in events)
            assert refusal.code in Code
            assert refusal.detail
            self.hold_against_the_plain_queue()
            if refusal.code is Code.NOBODY_WAITS and isinstance(command, c.CallNext):
                assert self.plain.free_for(command.counter) == []
        self.hold_against_the_plain_queue()

    def hold_against_the_plain_queue(self) -> None:
        """Every call by the rule was of the one who had to be next; others have a reason."""
        for recorded in self.play.entries[self.read :]:
            self.plain.take(recorded)
        self.read = len(self.play.entries)

    def some_ticket(self, data: st.DataObject, *states: TicketState) -> TicketId:
        """Mostly one in a state that suits the command."""
        tickets = self.play.hall.tickets
        fit = [id_ for id_, ticket in tickets.items() if ticket.state in states]
        if fit and not data.draw(RARELY):
            return data.draw(st.sampled_from(fit))
        return data.draw(st.sampled_from([*tickets, TicketId("no such")]))

    @rule(
        services=st.lists(SERVICES, min_size=1, max_size=5),
        group=GROUPS,
        people=st.sampled_from([1, 1, 1, 1, 0, 4, 5]),
        together=st.booleans(),
        data=st.data(),
    )
    def visitors_come(
        self,
        services: list[ServiceCode],
        group: GroupCode | None,
        people: int,
        together: bool,
        data: st.DataObject,
    ) -> None:
        """Some at once; `together`: all errands of one visitor."""
        visit: VisitId | None = None
        for service in services:
            self.take(service, group, people, visit)
            if together:
                visit = next(reversed(self.play.hall.visits), None)
            self.play.wait(data.draw(st.sampled_from([0.0, 0.5])))

    def take(
        self, service: ServiceCode, group: GroupCode | None, people: int, visit: VisitId | None
    ) -> None:
        self.count += 1
        command = c.IssueTicket(
            ticket=TicketId(f"t{self.count}"),
            new_visit=VisitId(f"v{self.count}"),
            service=service,
            priority=group,
            people=people,
            visit=visit,
            assist=(AssistCode("deaf"),) if people == 1 else (),
        )
        self.attempt(command)

    @rule(data=st.data(), group=GROUPS, reason=REASONS)
    def change_priority(self, data: st.DataObject, group: GroupCode | None, reason: str) -> None:
        ticket = self.some_ticket(data, TicketState.WAITING)
        self.attempt(c.SetPriority(ticket=ticket, priority=group, reason=reason))

    @rule(data=st.data(), kind=st.sampled_from([c.CancelTicket, c.RequestReprint]))
    def visitor_acts(self, data: st.DataObject, kind: type[Any]) -> None:
        self.attempt(kind(ticket=self.some_ticket(data)))

    @rule(data=st.data(), late=st.booleans())
    def missed_visitor_returns(self, data: st.DataObject, late: bool) -> None:
        self.play.wait(20 if late else 1)
        self.attempt(c.RejoinTicket(ticket=self.some_ticket(data, TicketState.NO_SHOW)))

    @rule(data=st.data(), outcome=st.sampled_from(["printed", "failed"]), half=st.booleans())
    def print_ends(self, data: st.DataObject, outcome: str, half: bool) -> None:
        self.attempt(c.RecordPrint(ticket=self.some_ticket(data), outcome=outcome, half=half))

    @rule(counter=COUNTERS, officer=st.sampled_from(["ani", "budi", "citra"]).map(OfficerId))
    def sign_on(self, counter: CounterId, officer: OfficerId) -> None:
        self.attempt(c.OpenCounter(counter=counter, officer=officer))

    @rule(
        counter=COUNTERS,
        kind=st.sampled_from(
            [c.PauseCounter, c.CloseCounter, c.Recall, c.StartService, c.RecordNoShow, c.UndoLast]
        ),
    )
    def officer_acts(self, counter: CounterId, kind: type[Any]) -> None:
        self.attempt(kind(counter=counter))

    @rule(counter=COUNTERS)
    def call_next(self, counter: CounterId) -> None:
        self.attempt(c.CallNext(counter=counter))

    @rule(counter=COUNTERS)
    def call_next_again(self, counter: CounterId) -> None:
        """Twice as often as the rest: it is what officers do."""
        self.attempt(c.CallNext(counter=counter))

    @rule(counter=COUNTERS, kind=st.sampled_from([c.FinishService, c.HoldTicket]))
    def let_go(self, counter: CounterId, kind: type[Any]) -> None:
        self.attempt(kind(counter=counter))

    @rule(counter=COUNTERS)
    def sign_on_again(self, counter: CounterId) -> None:
        self.attempt(c.OpenCounter(counter=counter, officer=OfficerId(f"officer-{counter}")))

    @rule(counter=COUNTERS)
    def finish_and_call(self, counter: CounterId) -> None:
        self.attempt(c.FinishService(counter=counter, then_call=True))

    @rule(counter=COUNTERS, reason=REASONS, data=st.data())
    def call_by_number(self, counter: CounterId, reason: str, data: st.DataObject) -> None:
        ticket = self.some_ticket(data, *TRANSITIONS[TicketAction.CALL_BY_NUMBER][0])
        self.attempt(c.CallTicket(counter=counter, ticket=ticket, reason=reason))

    @rule(counter=COUNTERS)
    def absent(self, counter: CounterId) -> None:
        self.attempt(c.RecordNoShow(counter=counter, reason="other"))

    @rule(counter=COUNTERS, data=st.data())
    def resume(self, counter: CounterId, data: st.DataObject) -> None:
        ticket = self.some_ticket(data, TicketState.HELD)
        self.attempt(c.ResumeTicket(counter=counter, ticket=ticket))

    @rule(counter=COUNTERS, service=SERVICES, other=COUNTERS, to_counter=st.booleans())
    def transfer(
        self, counter: CounterId, service: ServiceCode, other: CounterId, to_counter: bool
    ) -> None:
        target = other if to_counter else None
        self.attempt(c.TransferTicket(counter=counter, service=service, to_counter=target))

    @rule(counter=COUNTERS, service=SERVICES, data=st.data())
    def transfer_by_number(
        self, counter: CounterId, service: ServiceCode, data: st.DataObject
    ) -> None:
        ticket = self.some_ticket(data, TicketState.WAITING, TicketState.HELD)
        self.attempt(c.TransferTicket(counter=counter, service=service, ticket=ticket))

    @rule(data=st.data(), spoken=st.booleans())
    def delivered(self, data: st.DataObject, spoken: bool) -> None:
        ticket = self.some_ticket(data)
        kind = c.ReportSpoken if spoken else c.ReportShown
        calls = tuple(c.CallRef(ticket=ticket, call=call) for call in (1, 2))
        self.attempt(kind(display=DeviceId("tv"), calls=calls))

    @rule(service=SERVICES, suspend=RARELY)
    def suspend(self, service: ServiceCode, suspend: bool) -> None:
        if suspend:
            self.attempt(c.SuspendService(service=service, reason="other"))
        else:
            self.attempt(c.RestoreService(service=service))

    @rule(service=SERVICES, data=st.data())
    def retry(self, service: ServiceCode, data: st.DataObject) -> None:
        """The same id again, with the same or another content."""
        if not self.play.hall.receipts:
            return
        _, id_ = data.draw(st.sampled_from(list(self.play.hall.receipts)))
        digest = data.draw(st.sampled_from(["", "another"]))
        before = self.play.hall.seq
        command = c.CallNext(counter=CounterId("1"))
        self.attempt(command, id_=str(CommandId(id_)), digest=digest)
        assert self.play.hall.seq == before

    @rule(minutes=st.sampled_from([0.0, 0.1, 1.0, 20.0]))
    def time_passes(self, minutes: float) -> None:
        self.play.wait(minutes)

    @rule(midnight=RARELY)
    def night_falls(self, midnight: bool) -> None:
        if midnight:
            self.play.now = Moment(self.play.now + DAY)

    # Promises -------------------------------------------------------------------------------

    @invariant()
    def no_number_twice(self) -> None:
        seen: set[tuple[str, str]] = set()
        date, alive = "", set[str]()
        for recorded in self.play.entries:
            if isinstance(recorded.event, e.DayOpened):
                date = recorded.event.date
            if isinstance(recorded.event, e.Carried):
                alive = {document["number"] for document in recorded.event.tickets}
            if isinstance(recorded.event, e.TicketIssued):
                key = (date, recorded.event.number)
                assert key not in seen
                assert recorded.event.number not in alive
                seen.add(key)

    @invariant()
    def no_ticket_lost(self) -> None:
        """Each ticket issued today is known, and waits in exactly the line its state says."""
        hall = self.play.hall
        standing = [key[2] for line in hall.lines.values() for key in line]
        standing += [key[2] for line in hall.reserved.values() for key in line]
        assert len(standing) == len(set(standing))
        waiting = {t.id for t in hall.tickets.values() if t.state is TicketState.WAITING}
        assert set(standing) == waiting
        for line in [*hall.lines.values(), *hall.reserved.values()]:
            assert all(
                hall.tickets[ticket].key == (place, seq, ticket) for place, seq, ticket in line
            )

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
    def quota_counted(self) -> None:
        """Those who came today, and still want it or were served; cancelled ones do not count."""
        hall = self.play.hall
        assert hall.plan is not None
        for service in hall.plan.services:
            counted = [
                ticket
                for ticket in hall.tickets.values()
                if ticket.service == service
                and ticket.state is not TicketState.CANCELLED
                and business_date(hall.plan.site, ticket.arrival).isoformat() == hall.date
            ]
            assert hall.taken.get(service, 0) == len(counted), service

    def teardown(self) -> None:
        assert self.play.replayed() == self.play.hall
        openings = [i for i, x in enumerate(self.play.entries) if isinstance(x.event, e.DayOpened)]
        if openings:
            later = self.play.replayed(after=openings[-1])
            later.receipts = self.play.hall.receipts
            assert later == self.play.hall


QueueMachine.TestCase.settings = settings(max_examples=120, stateful_step_count=50, deadline=None)
TestQueueMachine = QueueMachine.TestCase
