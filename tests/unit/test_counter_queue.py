"""The counter's own view of the line: the same as the hub's rule, whatever happened before."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from counter import queue
from shared.domain import commands as c
from shared.domain.duty import helping
from shared.domain.ids import CounterId, Moment, OfficerId, ProfileCode, ServiceCode, TicketId
from shared.domain.refusal import Refusal
from shared.domain.rule import choose, in_order
from shared.hub.views import counter_view, staff_ticket
from shared.protocol.views import TicketView
from tests.unit.played_hall import PlayedHall, helpful, two_agency_site

COUNTERS = ("1", "2", "3")
SERVICES = ("KTP-BARU", "KTP-CETAK", "KK")

issues = st.tuples(st.just("issue"), st.sampled_from(SERVICES), st.booleans())
acts = st.tuples(
    st.sampled_from(
        (
            *("call", "start", "finish", "hold", "resume", "transfer", "no-show", "withdraw"),
            *("profile", "out", "colleague", "go-on", "back-in-ten", "rejoin"),
        )
    ),
    st.sampled_from(COUNTERS),
    st.integers(0, 20),
)
errands = st.tuples(st.just("errand"), st.integers(0, 20), st.just(False))
waits = st.tuples(st.just("wait"), st.integers(1, 40), st.just(False))
days = st.lists(st.one_of(issues, issues, acts, errands, waits), min_size=5, max_size=40)


def play(hall: PlayedHall, step: tuple[str, object, object]) -> None:
    kind, what, more = step
    tickets = list(hall.hall.tickets.values())
    if kind == "issue":
        hall.issue(str(what), "elderly" if more and what != "KK" else None)
    elif kind == "wait":
        hall.wait(float(str(what)))
    elif kind == "errand" and tickets:
        hall.issue("KTP-BARU", visit=tickets[int(str(what)) % len(tickets)].visit)
    elif kind != "errand" and tickets:
        act(hall, kind, CounterId(str(what)), tickets[int(str(more)) % len(tickets)].id)


def act(hall: PlayedHall, kind: str, counter: CounterId, ticket: TicketId) -> None:
    command: c.Command = {
        "call": c.CallNext(counter=counter),
        "start": c.StartService(counter=counter),
        "finish": c.FinishService(counter=counter, then_call=True),
        "hold": c.HoldTicket(counter=counter),
        "resume": c.ResumeTicket(counter=counter, ticket=ticket),
        "transfer": c.TransferTicket(counter=counter, service=ServiceCode("KK"), reason="other"),
        "no-show": c.RecordNoShow(counter=counter, reason="other"),
        "withdraw": c.SetPriority(ticket=ticket, priority=None, reason="other"),
        "colleague": c.TransferTicket(
            counter=counter, to_officer=OfficerId("officer-2"), reason="other", back=True
        ),
        "go-on": c.ContinueVisit(counter=counter, service=ServiceCode("KK")),
        "back-in-ten": c.HoldTicket(counter=counter, minutes=10),
        "rejoin": c.RejoinTicket(ticket=ticket),
        "profile": c.SetProfile(counter=counter, profile=ProfileCode("ktp")),
        "out": c.SuspendService(service=ServiceCode("KTP-CETAK"), reason="system"),
    }[kind]
    hall.do(command)


def views(hall: PlayedHall) -> dict[str, TicketView]:
    """The tickets as they would reach a counter, in no order."""
    live = reversed(list(hall.hall.tickets.values()))
    return {one.id: staff_ticket(hall.hall, one) for one in live}


@settings(max_examples=60, deadline=None)
@given(days, st.sampled_from([None, 1, 2]))
def test_the_line_is_the_hubs_line(
    day: list[tuple[str, object, object]], late_behind: int | None
) -> None:
    rules = {"late_behind": late_behind}
    hall = PlayedHall(two_agency_site(**helpful(), rules=rules), always_open=True)
    hall.open(*COUNTERS)
    for step in day:
        hall.wait(0.1)
        with contextlib.suppress(Refusal):
            play(hall, step)
    seen = views(hall)
    for counter in COUNTERS:
        here = counter_view(hall.hall, hall.hall.desks[CounterId(counter)])
        helped = helping(hall.hall, CounterId(counter), hall.now)
        here.helps = [str(code) for code in helped]
        line = queue.in_line(seen, here, hall.hall.suspended)
        expected = [one.number for one in in_order(hall.hall, CounterId(counter), helped)]
        assert [one.number for one in line] == expected
        chosen = choose(hall.hall, CounterId(counter), hall.now)
        following = queue.next_of(line)
        assert (following.number if following else None) == (chosen[0].number if chosen else None)
        if chosen is not None and following is not None:
            assert queue.waited(following, hall.now) == chosen[1].waited // 60_000


def test_who_comes_back_late_stands_behind_the_one_whose_place_it_shares() -> None:
    hall = PlayedHall(two_agency_site(rules={"late_behind": 1}), always_open=True)
    hall.open("1")
    late, first = hall.issue(), hall.issue()
    hall.call_next("1")
    hall.do(c.RecordNoShow(counter=CounterId("1"), reason="other"))
    hall.wait(16)
    hall.do(c.RejoinTicket(ticket=late.id))
    line = sorted(views(hall).values(), key=queue.order_key)
    assert line[0].place == line[1].place
    assert [one.number for one in line] == [first.number, late.number]


def test_waiting_counts_from_the_arrival_and_the_head_start_apart() -> None:
    hall = PlayedHall(always_open=True)
    ticket = hall.issue(priority="elderly")
    hall.wait(14.5)
    view = staff_ticket(hall.hall, ticket)
    assert (queue.waited(view, hall.now), view.head_start) == (14, 30)
    assert queue.longest([view], hall.now) == 14
    assert queue.longest([], hall.now) == 0


def test_held_and_missed_tickets_are_this_counters_own() -> None:
    hall = PlayedHall(always_open=True)
    hall.open("1", "2", "3")
    hall.issue()
    hall.issue("KK")
    hall.call_next("1")
    hall.do(c.HoldTicket(counter=CounterId("1")))
    hall.call_next("3")
    hall.do(c.RecordNoShow(counter=CounterId("3"), reason="other"))
    seen = views(hall)
    assert [one.number for one in queue.held_at(seen, "1")] == ["A-001"]
    assert queue.held_at(seen, "3") == []
    hall.wait(29)
    assert [one.number for one in queue.missed_at(seen, "3", hall.now, 30)] == ["K-001"]
    assert [one.number for one in queue.missed_at(seen, "2", hall.now, 30)] == ["K-001"]
    assert queue.missed_at(seen, "1", hall.now, 30) == []
    late = Moment(hall.now + 2 * 60_000)
    assert queue.missed_at(seen, "3", late, 30) == []
