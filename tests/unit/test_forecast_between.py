"""What is told between two plays: calls, ends, openings and closings count at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain import commands as c
from shared.domain.duty import served_by
from shared.domain.ids import MINUTE, CounterId, ProfileCode, ServiceCode
from shared.domain.promise import Waits
from shared.domain.refusal import Refusal
from shared.domain.states import CounterState
from shared.hub.forecast.bands import Bands
from shared.hub.forecast.between import Between
from shared.hub.forecast.corrected import AT_ONCE, corrected
from shared.hub.forecast.forecaster import Forecaster
from shared.hub.forecast.plain import plainly
from shared.hub.forecast.play import foresee
from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.scene import Scene, Seat, Waiting, describe
from tests.unit.foreseen_hall import SURE, TURN, line, pace, scene, seat
from tests.unit.played_hall import PlayedHall, helpful, two_agency_site
from tests.unit.running_engine import MemoryJournal, SetClock, running

SERVICES = ("KTP-BARU", "KTP-CETAK", "KK")
COUNTERS = ("1", "2", "3")
PICKUP = 8_000.0
NO_LEAD = 0

Deed = tuple[str, str]

_AT = [
    st.tuples(st.just(what), st.sampled_from(COUNTERS))
    for what in ("open", "call", "call", "finish", "close", "pause")
]
_TO = [st.tuples(st.just(what), st.sampled_from(SERVICES)) for what in ("take", "take", "suspend")]
_DEEDS = st.lists(st.one_of(*_AT, *_TO, st.just(("wait", "1"))), max_size=14)


def done(hall: PlayedHall, deeds: list[Deed]) -> PlayedHall:
    """What the hall refuses is left."""
    for what, whom in deeds:
        at = CounterId(whom)
        with suppress(Refusal):
            match what:
                case "take":
                    hall.issue(whom)
                case "open":
                    hall.open(whom)
                case "call":
                    hall.call_next(whom)
                case "finish":
                    hall.do(c.FinishService(counter=at))
                case "close":
                    hall.do(c.CloseCounter(counter=at))
                case "pause":
                    hall.do(c.PauseCounter(counter=at, reason="other"))
                case "suspend":
                    hall.do(c.SuspendService(service=ServiceCode(whom), reason="other"))
                case "wait":
                    hall.wait(0.3)
    return hall


def foreseen_of(scene: Scene, spread: float = SURE) -> Foreseen:
    figures = pace(scene, spread=spread, pickup=PICKUP, pauses=[15.0 * MINUTE] * len(scene.seats))
    return foresee(scene, figures, Bands())


def played(hall: PlayedHall, spread: float = SURE) -> Between:
    scene = describe(hall.hall, hall.now)
    return Between(scene, foreseen_of(scene, spread))


def told(hall: PlayedHall, last: Between, service: str = "KTP-BARU") -> Waits | None:
    return last.of_service(hall.hall, ServiceCode(service), NO_LEAD, hall.now)


def a_hall(*deeds: Deed) -> PlayedHall:
    return done(PlayedHall(always_open=True), list(deeds))


def _apart(deeds: list[Deed]) -> list[Deed]:
    """No two counters are free at the same moment, and none pauses."""
    return [one for deed in deeds if deed[0] != "pause" for one in (deed, ("wait", "1"))]


# Whatever happens -----------------------------------------------------------------------------


@given(_DEEDS, _DEEDS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_promised_where_no_counter_works(before: list[Deed], since: list[Deed]) -> None:
    hall = a_hall(*before)
    last = played(hall, spread=0.5)
    resting = {desk.id for desk in hall.hall.desks.values() if desk.state is CounterState.PAUSED}
    done(hall, since)
    for service in SERVICES:
        serve = {
            one for one in COUNTERS if service in served_by(hall.hall, CounterId(one), hall.now)
        }
        desks = [desk for desk in hall.hall.desks.values() if desk.id in serve]
        at_work = any(desk.state is CounterState.OPEN for desk in desks)
        back = any(desk.state is CounterState.PAUSED and desk.id in resting for desk in desks)
        if service in hall.hall.suspended or not (at_work or back):
            assert told(hall, last, service) is None


@given(_DEEDS, _DEEDS)
@settings(max_examples=60, deadline=None)
def test_with_nobody_ahead_a_free_counter_calls_about_now(
    before: list[Deed], since: list[Deed]
) -> None:
    hall = a_hall(*before)
    last = played(hall, spread=0.5)
    done(hall, since)
    for desk in hall.hall.desks.values():
        serves = served_by(hall.hall, desk.id, hall.now)
        idle = desk.state is CounterState.OPEN and desk.ticket is None
        if not idle or any(hall.hall.lines.get(service) for service in serves):
            continue
        for service in serves:
            if service not in hall.hall.suspended:
                waits = told(hall, last, service)
                assert waits is not None
                assert waits.expected <= PICKUP * 1.1
                assert waits.late <= AT_ONCE


@given(_DEEDS, _DEEDS, st.sampled_from(SERVICES))
@settings(max_examples=60, deadline=None)
def test_one_more_ahead_is_never_sooner(
    before: list[Deed], since: list[Deed], service: str
) -> None:
    hall = a_hall(*before)
    last = played(hall, spread=0.5)
    done(hall, since)
    first = told(hall, last, service)
    done(hall, [("take", service)])
    then = told(hall, last, service)
    if first is not None and then is not None:
        assert all(a <= b for a, b in zip(first, then, strict=True))


@given(_DEEDS, _DEEDS)
@settings(max_examples=60, deadline=None)
def test_it_is_what_the_next_play_says(before: list[Deed], since: list[Deed]) -> None:
    """Chance taken out: also of which idle counter calls first, and when one is
    back from a pause."""
    hall = a_hall(("open", "1"), *_apart(before))
    last = played(hall)
    done(hall, _apart(since))
    desks = hall.hall.desks.values()
    if any(desk.state is CounterState.OPEN and desk.ticket is None for desk in desks):
        return
    anew = played(hall)
    for service in SERVICES:
        now, then = told(hall, last, service), told(hall, anew, service)
        if now is not None and then is not None:
            assert now.expected == pytest.approx(then.expected, rel=0.06, abs=20_000)
    for ticket in hall.hall.waiting_tickets():
        found = last.of_ticket(hall.hall, ticket, hall.now)
        known = anew.foreseen.tickets.get(ticket.id)
        if found is not None and known is not None:
            assert found.expected == pytest.approx(known[1], rel=0.06, abs=20_000)


@given(
    st.tuples(*[st.integers(0, 90 * MINUTE)] * 3),
    st.integers(0, 120 * MINUTE),
    st.lists(st.integers(0, 120 * MINUTE), min_size=2, max_size=9),
)
def test_a_longer_plain_wait_is_never_told_shorter(
    waits: tuple[int, int, int], before: int, plain: list[int]
) -> None:
    told = [corrected(Waits(*sorted(waits)), before, now, PICKUP) for now in sorted(plain)]
    for first, then in pairwise(told):
        assert first is not None
        assert then is not None
        assert all(a <= b for a, b in zip(first, then, strict=True))
        assert first.early <= first.expected <= first.late


@given(st.lists(st.integers(0, 2), min_size=1, max_size=9), st.lists(st.integers(0, 2), max_size=9))
@settings(max_examples=40, deadline=None)
def test_the_plain_play_is_the_play_without_chance(kinds: list[int], waiting: list[int]) -> None:
    seats = [seat(nth, [kind, 3], called=nth * 17_031, service=3) for nth, kind in enumerate(kinds)]
    hall = scene(seats, line([one for one in waiting if one in kinds]))
    foreseen = foresee(hall, pace(hall), Bands())
    plain = plainly(hall, foreseen, hall)
    assert all(one.ticket in foreseen.tickets for one in hall.waiting)
    for ticket, waits in foreseen.tickets.items():
        assert plain.of_ticket(ticket) == pytest.approx(waits[1], rel=0.01, abs=2_000)
    for service, leads in foreseen.services.items():
        for lead, waits in leads.items():
            assert plain.of_service(service, lead) == pytest.approx(waits[1], rel=0.01, abs=2_000)


# One by one -----------------------------------------------------------------------------------


def test_a_counter_that_opens_and_calls_takes_its_part_at_once() -> None:
    """Two have a visitor then, and two wait where four did: one turn left, where it was five."""
    hall = a_hall(("open", "1"), *[("take", "KTP-BARU")] * 5, ("call", "1"))
    last = played(hall, spread=0.4)
    before = told(hall, last)
    assert before is not None
    assert before.expected > 4.5 * TURN
    done(hall, [("open", "2"), ("call", "2"), ("finish", "2"), ("call", "2")])
    now = told(hall, last)
    assert now is not None
    assert now.expected < 2.4 * TURN
    assert now.late < before.expected
    assert last.counters_differ


def test_each_call_takes_a_turn_off_and_each_number_adds_one() -> None:
    hall = a_hall(("open", "1"), *[("take", "KTP-BARU")] * 6)
    last = played(hall)
    waits = []
    for deed in [("call", "1"), ("finish", "1"), ("call", "1"), ("take", "KTP-BARU")]:
        done(hall, [deed])
        found = told(hall, last)
        assert found is not None
        waits.append(round(found.expected / TURN, 1))
    assert waits == [6, 5, 5, 6]


@pytest.mark.parametrize("what", ["close", "pause"])
def test_with_the_only_counter_gone_nothing_is_told_any_more(what: str) -> None:
    hall = a_hall(("open", "1"), ("take", "KTP-BARU"))
    last = played(hall)
    ticket = next(hall.hall.waiting_tickets())
    assert told(hall, last) is not None
    assert last.of_ticket(hall.hall, ticket, hall.now) is not None
    done(hall, [(what, "1")])
    assert told(hall, last) is None
    assert last.of_ticket(hall.hall, ticket, hall.now) is None


def test_a_counter_that_serves_something_else_now_is_not_counted_on() -> None:
    hall = PlayedHall(two_agency_site(**helpful()), always_open=True)
    hall.open("3")
    last = played(hall)
    assert told(hall, last, "KK") is not None
    hall.do(c.SetProfile(counter=CounterId("3"), profile=ProfileCode("ktp")))
    assert told(hall, last, "KK") is None
    assert last.counters_differ


def test_a_line_that_nobody_served_is_told_nothing_but_now() -> None:
    hall = a_hall(("open", "1"), ("take", "KK"))
    last = played(hall)
    hall.open("3")
    assert told(hall, last, "KK") is None
    hall.call_next("3")
    hall.open("2")
    now = told(hall, last, "KK")
    assert now is not None
    assert now.late <= AT_ONCE


def test_whoever_is_at_a_desk_that_has_paused_since_is_told_nothing() -> None:
    desks = [seat(1, [0]), seat(2, [1])]
    waiting = [Waiting("away", 1, -2 * MINUTE, busy=0), Waiting("here", 1, -MINUTE)]
    before = scene(desks, waiting)
    last = foresee(before, pace(before), Bands())
    after = scene([Seat("1", [0], "paused", service=0, started=True), desks[1]], waiting)
    assert plainly(before, last, before).of_ticket("away") == pytest.approx(TURN, rel=0.02)
    assert plainly(after, last, before).of_ticket("away") is None
    assert plainly(after, last, before).of_ticket("here") == pytest.approx(2 * TURN, rel=0.02)


def test_what_nothing_has_changed_about_is_told_as_it_was_foreseen() -> None:
    hall = a_hall(("open", "1"), ("open", "2"), *[("take", "KTP-BARU")] * 6, ("call", "1"))
    last = played(hall, spread=0.5)
    assert told(hall, last) == last.foreseen.services["KTP-BARU"][NO_LEAD]
    assert not last.counters_differ
    for ticket in hall.hall.waiting_tickets():
        foreseen = last.foreseen.tickets[ticket.id]
        if foreseen[1] > MINUTE:
            assert last.of_ticket(hall.hall, ticket, hall.now) == foreseen


def test_what_is_decided_but_not_on_disk_yet_counts_as_well(tmp_path: Path) -> None:
    """A counter closes, and a number is taken before that is written."""

    async def work() -> None:
        clock = SetClock()
        async with running(MemoryJournal(), clock) as desk:
            hall = desk.engine.hall
            await desk.open("3")
            forecaster = Forecaster(tmp_path, hall, lambda: clock.at)
            desk.engine.filled = forecaster.promising
            scene = describe(hall, clock.at)
            forecaster.answered(scene, foreseen_of(scene))
            first = await desk.issue("first", "KK")
            close = desk.do(c.CloseCounter(counter=CounterId("3")))
            _, then = await asyncio.gather(close, desk.issue("then", "KK"))
            again = await desk.issue("first", "KK")
            assert first.promise is not None
            assert again.promise == first.promise
            assert then.promise is None
            assert hall.tickets[then.id].ahead == 1

    asyncio.run(work())
