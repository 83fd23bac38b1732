"""A hall in simulated time: the same seed the same day, and what must hold in every hall holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.cli.simulation.checks import Broken, Invariants
from shared.cli.simulation.figures import waits_by
from shared.cli.simulation.people import Shares
from shared.cli.simulation.rules import COMPARED, UnknownRule, named
from shared.cli.simulation.scenario.model import (
    Course,
    Habits,
    Scenario,
    ServiceTime,
    Source,
    Spell,
)
from shared.cli.simulation.world import Outcome, Result, Watcher, play, sample_scenario
from shared.domain import events as e
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import MINUTE, CounterId, Moment, ServiceCode
from shared.domain.plan import Plan
from shared.domain.roster import Roster
from shared.domain.rule import in_order
from shared.domain.states import CounterState, TicketState
from tests.unit.played_hall import two_agency_site

MONDAY = dt.date(2026, 11, 23)
ENDED = {TicketState.DONE, TicketState.CANCELLED, TicketState.UNSERVED, TicketState.NO_SHOW}


def small(seed: int = 1, **changes: object) -> Scenario:
    """Three services, three counters, some 90 visitors on a day."""
    site = two_agency_site()
    codes = tuple(service.code for service in site.services)
    scenario = Scenario(
        site=site,
        sources=(
            Source(
                name="all",
                services=codes,
                weights=(4.0, 1.0, 2.0),
                per_hour=Course(((0, 0.0), (450, 18.0), (600, 12.0))),
            ),
        ),
        times=dict.fromkeys(codes, ServiceTime(minutes=8, spread=0.6)),
        roster={counter.id: (Spell(),) for counter in site.counters},
        seed=seed,
        first=MONDAY,
    )
    return replace(scenario, **changes)  # type: ignore[arg-type]


def without_quotas(scenario: Scenario) -> Scenario:
    services = tuple(replace(service, quota=None) for service in scenario.site.services)
    return replace(scenario, site=replace(scenario.site, services=services))


class Book(Watcher):
    """Keeps all it is told."""

    def __init__(self) -> None:
        self.entries: list[e.Recorded] = []
        self.issued: list[tuple[str, Moment]] = []
        self.days: list[dt.date] = []
        self.ended = 0

    def on_day(self, hall: Hall, date: dt.date) -> None:
        assert hall.date == date.isoformat()
        self.days.append(date)

    def on_event(self, hall: Hall, recorded: e.Recorded) -> None:
        assert hall.seq == recorded.seq
        self.entries.append(recorded)

    def on_issue(self, hall: Hall, ticket: Ticket, now: Moment) -> None:
        assert hall.tickets[ticket.id] is ticket
        assert ticket.arrival == now
        assert isinstance(self.entries[-1].event, e.TicketIssued)
        self.issued.append((ticket.number, now))

    def on_end(self, hall: Hall) -> None:
        assert hall.deserted
        self.ended += 1


def played(scenario: Scenario, **options: object) -> tuple[Result, Book]:
    book = Book()
    result = play(scenario, watch=[book, Invariants(scenario.seed)], **options)  # type: ignore[arg-type]
    return result, book


def test_a_seed_means_the_same_day_to_the_last_entry() -> None:
    (once, first), (again, second), (other, third) = (played(small(seed)) for seed in (1, 1, 2))
    assert first.entries == second.entries
    assert once.outcomes == again.outcomes
    assert first.entries != third.entries
    assert once.outcomes != other.outcomes


def test_those_who_look_on_are_told_of_everything_and_in_order() -> None:
    result, book = played(small(days=2))
    assert book.days == [MONDAY, MONDAY + dt.timedelta(days=1)]
    assert book.ended == 1
    assert len(book.issued) == len(result.outcomes) > 100
    assert all(a.seq + 1 == b.seq and a.at <= b.at for a, b in pairwise(book.entries))
    kinds = Counter(type(one.event) for one in book.entries)
    assert kinds[e.DayOpened] == kinds[e.DayClosed] + 1 == 3
    assert kinds[e.TicketIssued] == len(result.outcomes)
    for kind in (e.TicketMissed, e.TicketHeld, e.TicketTransferred, e.TicketRejoined):
        assert kinds[kind] > 0
    assert kinds[e.CounterPaused] > 0
    assert kinds[e.TicketRecalled] > 0


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    per_hour=st.floats(2, 40),
    shares=st.builds(
        Shares,
        **{
            name: st.floats(0, 0.3)
            for name in ("priority", "second_errand", "gives_up", "absent", "held", "transferred")
        },
        pauses=st.floats(0, 0.2),
    ),
    rule=st.sampled_from(COMPARED),
)
def test_what_must_hold_holds(seed: int, per_hour: float, shares: Shares, rule: str) -> None:
    """`Invariants` looks at every entry; here, at what is left of it."""
    base = small(seed)
    course = Course(((0, 0.0), (450, per_hour)))
    scenario = replace(base, sources=(replace(base.sources[0], per_hour=course),), shares=shares)
    result, _ = played(scenario, rule=named(rule).make())
    assert len({one.number for one in result.outcomes}) == len(result.outcomes)
    assert {one.state for one in result.outcomes} <= ENDED
    assert all(one.wait is None or one.wait >= 0 for one in result.outcomes)
    served = [one for one in result.outcomes if one.state is TicketState.DONE]
    assert all(one.called is not None and one.ended is not None for one in served)
    for use in result.use.values():
        assert 0 <= use.busy <= use.open


def overtaken(outcomes: list[Outcome]) -> Iterator[int]:
    """By how much those were passed who came earlier for the same service, in ms."""
    called = sorted((o for o in outcomes if o.called is not None), key=lambda o: o.called or 0)
    latest: dict[ServiceCode, int] = {}
    for one in called:
        yield latest.get(one.service, 0) - one.arrival
        latest[one.service] = max(latest.get(one.service, 0), one.arrival)


def test_nobody_is_passed_by_one_who_came_later_than_the_head_start() -> None:
    alone = Shares(second_errand=0, absent=0, held=0, transferred=0, gives_up=0)
    result, _ = played(small(days=3, shares=alone))
    most = max(overtaken(result.outcomes))
    assert 0 < most <= 30 * MINUTE
    nobody, _ = played(small(days=3, shares=replace(alone, priority=0.0)))
    assert max(overtaken(nobody.outcomes)) <= 0


def test_with_one_counter_more_the_same_people_come_and_wait_less() -> None:
    """Not on every day and not for everybody: called by another counter, somebody may hold others
    up there. Over some days it is beyond doubt. A quota would refuse others than before."""
    for seed in (1, 2):
        scenario = without_quotas(small(seed, days=4))
        fewer = replace(scenario, roster={CounterId("2"): (Spell(),), CounterId("1"): (Spell(),)})
        before, after = play(fewer), play(scenario)
        people = [[(o.ticket, o.arrival, o.group) for o in r.outcomes] for r in (before, after)]
        assert people[0] == people[1]
        waits = [waits_by(result, scenario.site)["all"] for result in (before, after)]
        assert waits[1].mean < waits[0].mean
        assert waits[1].over_target <= waits[0].over_target


def test_in_the_break_numbers_are_given_and_nobody_is_called() -> None:
    document = {"hours": {"weekly": {"mon": MONDAY_WITH_BREAK}, "holidays": None}}
    scenario = replace(small(), site=two_agency_site(**document))
    result, book = played(scenario)
    noon = [one for one in book.entries if in_break(one.at)]
    kinds = Counter(type(one.event) for one in noon)
    assert kinds[e.TicketIssued] > 0
    assert kinds[e.TicketCalled] == 0
    working, _ = played(replace(scenario, habits=Habits(keep_breaks=False)))
    assert any(one.called and in_break(one.called) for one in working.outcomes)
    assert not any(one.called and in_break(one.called) for one in result.outcomes)


MONDAY_WITH_BREAK = {
    "opens": "08:00",
    "closes": "15:00",
    "breaks": [{"opens": "12:00", "closes": "13:00"}],
}


def in_break(at: int) -> bool:
    """From 12.00 to 13.00 in Jakarta."""
    return at // MINUTE % (24 * 60) // 60 == 5


class Idlers(Watcher):
    """Looks for open counters that call nobody though somebody could have come for a minute."""

    def __init__(self) -> None:
        self.idle_since: dict[str, int] = {}
        self.free_since: dict[str, int] = {}
        self.looked = 0

    def on_event(self, hall: Hall, recorded: e.Recorded) -> None:
        at = recorded.at
        for ticket in hall.tickets.values():
            if ticket.state is TicketState.WAITING and ticket.visit not in hall.busy:
                self.free_since.setdefault(ticket.id, at)
            else:
                self.free_since.pop(ticket.id, None)
        for desk in hall.desks.values():
            if desk.state is not CounterState.OPEN or desk.ticket is not None:
                self.idle_since.pop(desk.id, None)
            elif self.idle_since.setdefault(desk.id, at) < at - MINUTE:
                self.looked += 1
                line = [one for one in in_order(hall, desk.id) if one.id in self.free_since]
                assert all(self.free_since[one.id] >= at - MINUTE for one in line)


def test_no_officer_sits_idle_while_somebody_could_come() -> None:
    """All that may bring somebody into reach wakes an officer: coming, coming back, being sent on,
    and being free again of another desk."""
    idlers = Idlers()
    shares = Shares(second_errand=0.4, held=0.15, transferred=0.15, absent=0.2, comes_back=0.9)
    for seed in range(2):
        play(small(seed, days=2, shares=shares), watch=[idlers])
    assert idlers.looked > 100


def test_it_ends_with_the_day_on_which_so_many_numbers_were_reached() -> None:
    enough = play(small(tickets=250))
    assert len(enough.outcomes) >= 250
    last = enough.outcomes[-1].date
    assert sum(one.date < last for one in enough.outcomes) < 250


def test_a_hall_that_is_never_open_cannot_be_played() -> None:
    with pytest.raises(ValueError, match="not open on any of the days"):
        play(small(weekdays=()))


def test_the_sample_day_is_a_busy_day_of_the_sample_site() -> None:
    scenario = sample_scenario()
    checks = Invariants()
    result = play(scenario, watch=[checks])
    assert checks.checked == result.entries
    assert 600 < result.visitors < 1_000
    waits = waits_by(result, scenario.site)
    assert 10 < waits["priority"].mean < waits["others"].mean < 60
    assert waits["all"].unserved < 20


@pytest.mark.parametrize("name", ["fifo", "strict", "accumulating:3", "ratio:2:1"])
def test_another_rule_calls_the_same_people_in_another_order(name: str) -> None:
    scenario = without_quotas(small(days=2))
    ours, _ = played(scenario)
    theirs, book = played(scenario, rule=named(name).make())
    assert [one.ticket for one in ours.outcomes] == [one.ticket for one in theirs.outcomes]
    calls = [one.event for one in book.entries if isinstance(one.event, e.TicketCalled)]
    assert all(call.choice.reason and not call.choice.by_rule for call in calls)
    means = [waits_by(result, small().site) for result in (ours, theirs)]
    if name == "fifo":
        assert means[1]["priority"].mean > means[0]["priority"].mean
    else:
        assert means[1]["priority"].mean < means[1]["others"].mean


@pytest.mark.parametrize("name", ["lifo", "ratio:x", "accumulating:0"])
def test_a_rule_that_there_is_not_is_named(name: str) -> None:
    with pytest.raises(UnknownRule, match=name.partition(":")[0]):
        named(name)


def test_what_cannot_be_is_found_and_named() -> None:
    """A call beside the order, and a number given twice: each in an otherwise sound day."""
    _, book = played(small())
    calls = [n for n, one in enumerate(book.entries) if isinstance(one.event, e.TicketCalled)]
    late = next(n for n in calls[5:] if book.entries[n].event.choice.runner_up)  # type: ignore[attr-defined]
    event = book.entries[late].event
    assert isinstance(event, e.TicketCalled)
    wrong = next(
        one.event.ticket
        for one in reversed(book.entries[:late])
        if isinstance(one.event, e.TicketIssued) and one.event.ticket != event.ticket
    )
    forged = book.entries[late]._replace(event=replace(event, ticket=wrong))
    with pytest.raises(Broken, match=rf"entry {forged.seq}, TicketCalled .*\(seed 7\)"):
        watch_again([*book.entries[:late], forged])
    first = next(one for one in book.entries if isinstance(one.event, e.TicketIssued))
    twice = book.entries[-1]._replace(seq=len(book.entries) + 1, event=first.event, at=first.at)
    with pytest.raises(Broken, match="it does not follow"):
        watch_again([*book.entries, twice])


def watch_again(entries: list[e.Recorded]) -> None:
    hall = Hall()
    site = small().site
    hall.plan, hall.roster = Plan.of(site), Roster.of(site, {})
    checks = Invariants(7)
    for one in entries:
        checks.on_event(hall, one)


@pytest.mark.long
@pytest.mark.timeout(1_800)
def test_two_hundred_thousand_numbers_without_a_fault() -> None:
    checks = Invariants(1)
    result = play(sample_scenario(tickets=200_000), watch=[checks])
    assert len(result.outcomes) >= 200_000
    assert checks.checked == result.entries > 900_000
