"""The queue played forward: by the rule, whatever the hall looks like."""

from __future__ import annotations

from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.ids import MINUTE
from shared.hub.forecast.bands import Bands
from shared.hub.forecast.free import Free
from shared.hub.forecast.measures import Curve
from shared.hub.forecast.play import foresee
from shared.hub.forecast.played import Foreseen
from shared.hub.forecast.pools import pools_of
from shared.hub.forecast.scene import Scene, Seat, Waiting
from tests.unit.foreseen_hall import TURN, line, pace, played_by_events, scene, seat

_SERVICES = st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True)


@st.composite
def halls(draw: st.DrawFn) -> Scene:
    seats = [
        seat(n, services)
        for n, services in enumerate(draw(st.lists(_SERVICES, min_size=1, max_size=5)))
    ]
    served = sorted({service for one in seats for service in one.services})
    return scene(seats, line(draw(st.lists(st.sampled_from(served), max_size=14))))


def played(hall: Scene, **more: object) -> Foreseen:
    return foresee(hall, pace(hall, **more), Bands())  # type: ignore[arg-type]


@given(halls())
@settings(max_examples=80, deadline=None)
def test_it_is_what_happens_when_each_free_counter_calls_the_smallest_key(hall: Scene) -> None:
    """The play goes through the keys; the hall goes from event to event. Both say the same."""
    for nth, one in enumerate(hall.seats):
        one.called = nth * 17_031  # no two are free at the same moment
    turns = [TURN * (1 + service * 0.3137) for service in range(4)]
    free = [turns[one.service] - one.called for one in hall.seats]
    expected = played_by_events(hall, free, [turns[one.service] for one in hall.waiting])
    curves = {service: Curve(log(turn), 1e-6) for service, turn in enumerate(turns)}
    found = played(hall, curves=curves, spread=1e-6).tickets
    assert found.keys() == expected.keys()
    for ticket, waits in found.items():
        assert waits[1] == pytest.approx(expected[ticket], abs=500)


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=9), st.integers(1, 500))
def test_the_counter_that_is_free_first_and_when_share_a_number(free: list[int], turn: int) -> None:
    matrix = Free(np.array([[at * 10.0] for at in free], dtype=np.float32))
    first = matrix.first(None)
    assert float(matrix.ms(first)[0]) == pytest.approx(min(free) * 10, abs=10)
    matrix.occupy(first, np.array([turn], dtype=np.int32))
    free[free.index(min(free))] += turn
    assert float(matrix.ms(matrix.first(None))[0]) == pytest.approx(min(free) * 10, abs=20)


def test_without_chance_the_times_are_the_plain_ones() -> None:
    hall = scene([seat(1, [0]), seat(2, [0])], line([0, 0, 0, 0]))
    waits = [played(hall).tickets[f"t{nth}"][1] for nth in range(4)]
    assert [round(wait / TURN, 1) for wait in waits] == [1, 1, 2, 2]
    assert played(hall).services["S0"][0][1] == pytest.approx(3 * TURN, rel=0.02)
    assert played(hall).turns["S0"] == pytest.approx(TURN, rel=0.02)


@given(halls())
@settings(max_examples=40, deadline=None)
def test_who_is_later_in_a_line_is_called_later(hall: Scene) -> None:
    told = played(hall, spread=0.6).tickets
    for service in {one.service for one in hall.waiting}:
        waits = [told[one.ticket] for one in hall.waiting if one.service == service]
        for before, after in pairwise(waits):
            assert all(b <= a for b, a in zip(before, after, strict=True))
    for early, expected, late in told.values():
        assert 0 <= early <= expected <= late


@given(halls())
@settings(max_examples=40, deadline=None)
def test_one_counter_more_for_all_services_makes_nobody_wait_longer(hall: Scene) -> None:
    every = list(range(len(hall.services)))
    more = scene([*hall.seats, seat(99, every, busy=False)], hall.waiting)
    before, after = played(hall).tickets, played(more).tickets
    for ticket, waits in before.items():
        assert after[ticket][1] <= waits[1] + 0.05 * TURN


@given(halls())
@settings(max_examples=20, deadline=None)
def test_the_same_hall_gives_the_same_answer(hall: Scene) -> None:
    assert played(hall, spread=0.5) == played(hall, spread=0.5)


@given(halls())
@settings(max_examples=30, deadline=None)
def test_pools_share_no_counter_and_no_service(hall: Scene) -> None:
    pools = pools_of(hall)
    assert sorted(seat for pool in pools for seat in pool.seats) == list(range(len(hall.seats)))
    services = [service for pool in pools for service in pool.services]
    assert len(services) == len(set(services))
    assert sum(len(pool.waiting) for pool in pools) == len(hall.waiting)


def test_a_head_start_is_foreseen_before_those_whom_it_passes() -> None:
    hall = scene([seat(1, [0])], line([0] * 6), head_starts=[3 * MINUTE])
    services = played(hall).services["S0"]
    assert services[0][1] == pytest.approx(7 * TURN, rel=0.02)
    assert services[3 * MINUTE][1] == pytest.approx(5 * TURN, rel=0.02)


def test_those_who_will_pass_make_the_others_wait() -> None:
    hall = scene([seat(1, [0])], line([0] * 4))
    streams = {0: (2 / (60 * MINUTE), [30 * MINUTE])}
    plain, passed = played(hall).services["S0"][0], played(hall, passing=streams).services["S0"][0]
    assert TURN / 4 < passed[1] - plain[1] < 2 * TURN
    head_starts = played(hall, passing=streams).services["S0"]
    assert head_starts[30 * MINUTE][1] < passed[1]


def test_nobody_is_called_in_a_break() -> None:
    lunch = (5 * MINUTE, 65 * MINUTE)
    hall = scene([seat(1, [0])], line([0, 0]), breaks=[lunch])
    found = played(hall).tickets
    assert found["t0"][1] == pytest.approx(65 * MINUTE, rel=0.02)
    assert found["t1"][1] == pytest.approx(65 * MINUTE + TURN, rel=0.02)


def test_nothing_is_foreseen_where_nobody_works_or_the_service_is_away() -> None:
    nobody = Seat("1", [0], "closed")
    assert played(scene([nobody], line([0]))).tickets == {}
    away = scene([seat(1, [0, 1])], line([0, 1]), away=[0])
    assert played(away).tickets.keys() == {"t1"}
    assert played(away).services.keys() == {"S1"}


def test_a_counter_that_usually_opens_is_waited_for() -> None:
    closed = Seat("1", [0], "closed")
    shares = [0.0, 0.0, 1.0, *[1.0] * 8]
    found = played(scene([closed], line([0, 0])), shares=[shares])
    assert found.tickets["t0"][1] == pytest.approx(15 * MINUTE, abs=MINUTE)
    assert found.tickets["t1"][1] == pytest.approx(25 * MINUTE, abs=MINUTE)


def test_a_counter_that_usually_leaves_is_not_counted_on() -> None:
    seats = [seat(1, [0]), seat(2, [0])]
    leaves = [1.0, 1.0, *[0.0] * 9]
    stays, left = [None, None], [None, leaves]
    hall = scene(seats, line([0] * 8))
    assert played(hall, shares=left).tickets["t7"][1] > played(hall, shares=stays).tickets["t7"][1]


def test_a_pause_ends_when_it_usually_does() -> None:
    resting = Seat("1", [0], "paused", reason="ibadah", since=5 * MINUTE)
    found = played(scene([resting], line([0])), pauses=[20.0 * MINUTE])
    assert 5 * MINUTE < found.tickets["t0"][1] < 25 * MINUTE
    gone = Seat("1", [0], "paused", reason="ibadah", since=60 * MINUTE)
    assert played(scene([gone], line([0])), pauses=[20.0 * MINUTE]).tickets == {}


def test_whoever_is_at_another_desk_is_passed_over_and_keeps_nobody_waiting() -> None:
    seats = [seat(1, [0], busy=False), seat(2, [1])]
    waiting = [Waiting("away", 0, -2 * MINUTE, busy=1), Waiting("here", 0, -MINUTE)]
    found = played(scene([*seats, seat(3, [0, 1])], waiting)).tickets
    assert found["away"][1] >= 0.95 * TURN


def test_who_has_been_served_for_long_is_nearly_done_or_stays() -> None:
    fresh, long = seat(1, [0]), seat(1, [0], called=8 * MINUTE)
    begun = played(scene([fresh], line([0])), spread=0.4).tickets["t0"][1]
    nearly = played(scene([long], line([0])), spread=0.4).tickets["t0"][1]
    assert nearly < begun - 3 * MINUTE


def test_a_visit_that_lasts_into_the_break_costs_the_next_one_nothing() -> None:
    """Begun at 25 minutes, a turn of ten would end at 35: the break from 30 on hides the rest."""
    hour, half = 60 * MINUTE, 30 * MINUTE
    hall = scene(
        [seat(1, [0], called=5 * MINUTE)], line([0, 0, 0, 0, 0]), breaks=[(half, half + hour)]
    )
    waits = [round(played(hall).tickets[f"t{nth}"][1] / MINUTE) for nth in range(5)]
    assert waits == [5, 15, 25, 90, 100]
    odd = scene([seat(1, [0])], line([0]), breaks=[(5 * MINUTE + 7, 65 * MINUTE)])
    assert round(played(odd).tickets["t0"][1] / MINUTE) == 65
    long = scene([seat(1, [0])], line([0, 0]), breaks=[(5 * MINUTE, 8 * MINUTE)])
    assert round(played(long).tickets["t0"][1] / MINUTE) == 10
