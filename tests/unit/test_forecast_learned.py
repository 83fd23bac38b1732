"""What a forecast learns from the journal, and what people are told of it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.cli.hub import SAMPLE_SITE
from shared.domain.hours import day_begins
from shared.domain.ids import HOUR, MINUTE, CounterId, Moment, ServiceCode
from shared.domain.plan import Plan
from shared.domain.promise import STEP, Waits, told
from shared.hub.forecast.bands import Bands
from shared.hub.forecast.passing import Passing
from shared.hub.forecast.staffing import SLOT, Staffing
from shared.hub.forecast.turns import Turns
from shared.protocol.site_file import read_site_file

PLAN = Plan.of(read_site_file(SAMPLE_SITE))
SERVICE, OTHER = list(PLAN.services)[:2]
COUNTER = CounterId("1")


@given(st.integers(0, 10**12), st.integers(0, 9 * HOUR), st.integers(0, 9 * HOUR))
def test_what_is_told_lies_ahead_on_five_minutes_around_the_truth(
    now: int, expected: int, more: int
) -> None:
    first, last = told(now, expected, expected + more)
    assert first % STEP == last % STEP == 0
    assert now <= first < last
    assert first < now + expected + STEP
    assert last >= now + expected + more


def test_waits_shrink_with_time_and_never_below_nothing() -> None:
    assert Waits(1_000, 5_000, 9_000).later(3_000) == Waits(0, 2_000, 6_000)


def test_few_turns_say_little_and_many_say_all() -> None:
    turns, typical = Turns(), PLAN.services[SERVICE].minutes * MINUTE
    before = turns.curve(PLAN, SERVICE).mean
    for seen in range(400):
        turns.add(PLAN, SERVICE, COUNTER, round(typical / 2))
        if seen == 0:
            assert turns.curve(PLAN, SERVICE).mean > 0.75 * before
    mean = turns.curve(PLAN, SERVICE).mean * turns.stretch() * turns.pace(COUNTER)
    assert mean == pytest.approx(typical / 2, rel=0.1)


def test_a_service_that_nobody_took_learns_from_the_others() -> None:
    turns = Turns()
    before = turns.curve(PLAN, OTHER).mean
    for _ in range(100):
        turns.add(PLAN, SERVICE, COUNTER, round(PLAN.services[SERVICE].minutes * MINUTE / 2))
    assert turns.curve(PLAN, OTHER).mean < 0.75 * before


def test_presses_by_mistake_teach_nothing() -> None:
    turns = Turns()
    before = turns.curve(PLAN, SERVICE)
    turns.add(PLAN, SERVICE, COUNTER, 900)
    turns.add(PLAN, SERVICE, COUNTER, 9 * HOUR)
    turns.add(PLAN, ServiceCode("GONE"), COUNTER, 5 * MINUTE)
    assert turns.curve(PLAN, SERVICE) == before


def test_the_usual_hours_of_a_counter_are_known_after_a_day() -> None:
    staffing = Staffing()
    for date in ("2026-11-23", "2026-11-24"):
        midnight = day_begins(PLAN.site, date)
        staffing.day(midnight)
        assert date != "2026-11-23" or staffing.shares(COUNTER, midnight, 4) is None
        staffing.at_work(COUNTER, Moment(midnight + 8 * HOUR), works=True)
        staffing.at_work(COUNTER, Moment(midnight + 10 * HOUR), works=False)
        staffing.at_work(COUNTER, Moment(midnight + 10 * HOUR + 3 * MINUTE), works=True)
        staffing.at_work(COUNTER, Moment(midnight + 12 * HOUR), works=False)
    midnight = day_begins(PLAN.site, "2026-11-25")
    staffing.day(midnight)
    shares = staffing.shares(COUNTER, Moment(midnight + 8 * HOUR - SLOT), 19)
    assert shares == [0.0, 0.0, *[1.0] * 16, 0.0]


def test_who_comes_with_a_head_start_is_counted_and_fades() -> None:
    passing, now = Passing(), Moment(10 * HOUR)
    assert passing.rate(SERVICE, now) == (0.0, [])
    for minute in range(60):
        at = Moment(now + minute * MINUTE)
        passing.enters(SERVICE, at, at - (30 * MINUTE if minute % 6 == 0 else 0))
    rate, leads = passing.rate(SERVICE, Moment(now + HOUR))
    assert 5 <= rate * HOUR <= 11
    assert set(leads) == {30 * MINUTE}
    assert passing.rate(SERVICE, Moment(now + 4 * HOUR))[0] < rate / 2


@pytest.mark.parametrize("spread", [0.5, 1.0, 3.0])
def test_bands_come_to_hold_for_about_as_many_as_they_should(spread: float) -> None:
    """Whatever the play believes: what it says is too narrow, or too wide."""
    bands, held, chance = Bands(), 0, random.Random(7)
    for nth in range(4_000):
        low, high = bands.factors()[2]
        expected = 20 * MINUTE
        promise = Waits(
            round(expected - 5 * MINUTE * low), expected, round(expected + 5 * MINUTE * high)
        )
        waited = round(expected + chance.gauss(0, spread * 5 * MINUTE))
        bands.turned_out(promise, waited)
        held += nth >= 2_000 and promise.early <= waited <= promise.late
    assert 0.68 <= held / 2_000 <= 0.84
