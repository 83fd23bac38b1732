"""The plan of a day: in local time, with breaks, holidays, exceptions and the week."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.hours import (
    HORIZON_DAYS,
    ClosureKind,
    business_date,
    clock_minutes,
    day_plan,
    in_break,
    next_opening,
    public_holidays,
)
from shared.domain.ids import DAY, HOUR, MINUTE, Moment
from shared.domain.site import Site, text
from tests.unit.small_site import small_document, small_site

ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
MONDAY = dt.date(2026, 11, 23)
FRIDAY = dt.date(2026, 11, 27)
SATURDAY = dt.date(2026, 11, 28)
SUNDAY = dt.date(2026, 11, 29)


def at(site: Site, date: dt.date, clock: str) -> Moment:
    hour, minute = map(int, clock.split(":"))
    local = dt.datetime(
        date.year, date.month, date.day, hour, minute, tzinfo=ZoneInfo(site.timezone)
    )
    return Moment(int(local.timestamp() * 1000))


def with_hours(**changes: Any) -> Site:
    return small_site(hours={**small_document()["hours"], **changes})


def half_day(date: dt.date, opens: str = "09:00", closes: str = "12:00") -> dict[str, Any]:
    hours = {"opens": opens, "closes": closes}
    return {"date": date.isoformat(), "reason": {"id": "Setengah hari"}, "hours": hours}


@pytest.mark.parametrize(("timezone", "offset"), ZONES.items())
def test_the_business_day_turns_at_local_midnight(timezone: str, offset: int) -> None:
    site = small_site(timezone=timezone)
    midnight = Moment(int(dt.datetime(2026, 11, 23, tzinfo=dt.UTC).timestamp()) * 1000)
    local_midnight = Moment(midnight - offset * HOUR)
    assert business_date(site, local_midnight) == MONDAY
    assert business_date(site, Moment(local_midnight - 1)) == MONDAY - dt.timedelta(days=1)
    # The trap: at 07.00 in Jakarta the date of UTC turns, and the hall's must not.
    assert business_date(site, Moment(midnight - 1)) == MONDAY
    assert business_date(site, midnight) == MONDAY


def test_an_ordinary_day() -> None:
    site = small_site()
    plan = day_plan(site, MONDAY)
    assert plan.closed is None
    assert plan.numbers_from == at(site, MONDAY, "07:30")
    assert plan.opens == at(site, MONDAY, "08:00")
    assert plan.breaks == ((at(site, MONDAY, "12:00"), at(site, MONDAY, "13:00")),)
    assert plan.last_tickets == at(site, MONDAY, "15:00")
    assert plan.closes == at(site, MONDAY, "15:30")


def test_numbers_are_given_from_the_first_moment_up_to_the_last() -> None:
    site = small_site()
    plan = day_plan(site, MONDAY)
    first, end = at(site, MONDAY, "07:30"), at(site, MONDAY, "15:00")
    assert not plan.gives_numbers(Moment(first - 1))
    assert plan.gives_numbers(first)
    assert plan.gives_numbers(at(site, MONDAY, "12:30"))
    assert plan.gives_numbers(Moment(end - 1))
    assert not plan.gives_numbers(end)


def test_the_break_on_friday_is_the_longer_one() -> None:
    site = small_site()
    friday = (at(site, FRIDAY, "11:30"), at(site, FRIDAY, "13:30"))
    assert in_break(site, at(site, FRIDAY, "11:30")) == friday
    assert in_break(site, at(site, FRIDAY, "13:29")) == friday
    assert in_break(site, at(site, FRIDAY, "13:30")) is None
    assert in_break(site, at(site, MONDAY, "11:30")) is None
    assert in_break(site, at(site, SUNDAY, "12:30")) is None


def test_a_day_missing_from_the_week_is_closed() -> None:
    plan = day_plan(small_site(), SUNDAY)
    assert plan.closed is not None
    assert plan.closed.kind is ClosureKind.WEEKLY
    assert plan.closed.reason == {"id": "Tutup setiap hari Minggu", "en": "Closed on Sundays"}
    assert plan.opens is plan.closes is plan.numbers_from is plan.last_tickets is None
    assert not plan.gives_numbers(at(small_site(), SUNDAY, "09:00"))


def test_a_holiday_beats_the_week_and_is_named_in_both_languages() -> None:
    plan = day_plan(small_site(), dt.date(2026, 8, 17))
    assert plan.closed is not None
    assert plan.closed.kind is ClosureKind.HOLIDAY
    assert text(plan.closed.reason, "id") == "Hari Kemerdekaan Republik Indonesia"
    assert text(plan.closed.reason, "en") == "Independence Day"


def test_a_collective_leave_day_is_closed() -> None:
    plan = day_plan(small_site(), dt.date(2026, 12, 24))
    assert plan.closed is not None
    assert plan.closed.kind is ClosureKind.HOLIDAY
    assert text(plan.closed.reason, "id").startswith("Cuti Bersama")


def test_an_exception_opens_on_a_collective_leave_day() -> None:
    leave = dt.date(2026, 12, 24)
    site = with_hours(exceptions=[half_day(leave)])
    plan = day_plan(site, leave)
    assert plan.closed is None
    assert plan.opens == at(site, leave, "09:00")
    assert plan.last_tickets == at(site, leave, "11:30")


def test_an_exception_closes_an_ordinary_day() -> None:
    exception = {"date": MONDAY.isoformat(), "reason": {"id": "Renovasi", "en": "Works"}}
    plan = day_plan(with_hours(exceptions=[exception]), MONDAY)
    assert plan.closed is not None
    assert plan.closed.kind is ClosureKind.EXCEPTION
    assert plan.closed.reason == {"id": "Renovasi", "en": "Works"}


def test_without_a_holiday_calendar_a_holiday_is_a_weekday() -> None:
    assert day_plan(with_hours(holidays=None), dt.date(2026, 8, 17)).closed is None


def test_numbers_never_begin_on_the_day_before() -> None:
    site = with_hours(exceptions=[half_day(MONDAY, "00:10", "08:00")])
    assert day_plan(site, MONDAY).numbers_from == at(site, MONDAY, "00:00")


def test_a_day_shorter_than_its_last_tickets_gives_none() -> None:
    site = with_hours(exceptions=[half_day(MONDAY, "09:00", "09:20")], numbers_from=0)
    plan = day_plan(site, MONDAY)
    assert plan.numbers_from == plan.last_tickets == at(site, MONDAY, "09:00")


def test_the_next_opening_skips_the_weekend() -> None:
    site = small_site()
    after = at(site, SATURDAY, "07:30")
    assert next_opening(site, Moment(after - 1)) == after
    assert next_opening(site, after) == at(site, SUNDAY + dt.timedelta(days=1), "07:30")


def test_the_next_opening_is_tomorrow_while_the_hall_is_open() -> None:
    site = small_site()
    tuesday = MONDAY + dt.timedelta(days=1)
    assert next_opening(site, at(site, MONDAY, "10:00")) == at(site, tuesday, "07:30")


def test_the_next_opening_skips_holidays() -> None:
    site = small_site()
    # Collective leave on Thursday 24, Christmas on Friday 25.
    evening = at(site, dt.date(2026, 12, 23), "16:00")
    assert next_opening(site, evening) == at(site, dt.date(2026, 12, 26), "07:30")


def test_a_hall_that_never_opens_has_no_next_opening() -> None:
    assert next_opening(with_hours(weekly={}), at(small_site(), MONDAY, "10:00")) is None


def test_the_horizon_is_sixty_days() -> None:
    edge = MONDAY + dt.timedelta(days=HORIZON_DAYS)
    now = at(small_site(), MONDAY, "10:00")
    site = with_hours(weekly={}, exceptions=[half_day(edge)])
    assert next_opening(site, now) == at(site, edge, "08:30")
    beyond = with_hours(weekly={}, exceptions=[half_day(edge + dt.timedelta(days=1))])
    assert next_opening(beyond, now) is None


def test_two_sites_never_share_a_plan() -> None:
    early = with_hours(exceptions=[half_day(MONDAY, "06:00")])
    late = with_hours(exceptions=[half_day(MONDAY, "10:00")])
    assert day_plan(early, MONDAY).opens == at(early, MONDAY, "06:00")
    assert day_plan(late, MONDAY).opens == at(late, MONDAY, "10:00")
    makassar = small_site(timezone="Asia/Makassar")
    assert day_plan(makassar, MONDAY).opens == at(makassar, MONDAY, "08:00")


def test_plans_are_remembered() -> None:
    site = small_site()
    assert day_plan(site, MONDAY) is day_plan(site, MONDAY)


def test_a_calendar_of_another_country_is_named_in_its_own_language_too() -> None:
    assert public_holidays("ID", 2026, ("en",))[dt.date(2026, 12, 25)] == {
        "id": "Hari Raya Natal",
        "en": "Christmas Day",
    }
    with pytest.raises(NotImplementedError):
        public_holidays("XX", 2026, ("id",))


@pytest.mark.parametrize("clock", ["24:00", "8:00", "08.00", "08:60", "", "08:00:00", "٠٨:٠٠"])
def test_what_is_no_time_of_day(clock: str) -> None:
    with pytest.raises(ValueError, match="no time of day"):
        clock_minutes(clock)


moments = st.integers(min_value=1_704_067_200_000, max_value=1_893_456_000_000).map(Moment)
sites = st.sampled_from([small_site(timezone=timezone) for timezone in ZONES])


@given(sites, moments)
def test_the_business_date_is_the_shifted_date_of_utc(site: Site, moment: Moment) -> None:
    shifted = dt.datetime.fromtimestamp(moment // 1000 + ZONES[site.timezone] * 3600, dt.UTC)
    assert business_date(site, moment) == shifted.date()


@given(sites, moments)
def test_a_plan_lies_within_its_own_date_and_in_order(site: Site, moment: Moment) -> None:
    plan = day_plan(site, business_date(site, moment))
    marks = [plan.numbers_from, plan.opens, plan.last_tickets, plan.closes]
    if plan.closed is not None:
        assert marks == [None] * 4
        assert text(plan.closed.reason, "id")
        return
    known = [mark for mark in marks if mark is not None]
    assert len(known) == len(marks)
    assert known == sorted(known)
    assert {business_date(site, mark) for mark in known} == {plan.date}
    assert all(known[1] <= begin < end <= known[3] for begin, end in plan.breaks)


@given(sites, moments)
def test_the_next_opening_is_the_very_next(site: Site, moment: Moment) -> None:
    opening = next_opening(site, moment)
    assert opening is not None
    assert opening > moment
    plan = day_plan(site, business_date(site, opening))
    assert plan.numbers_from == opening
    assert plan.gives_numbers(opening)
    # One minute before, the answer is the same; a plan between the two would be a nearer opening.
    assert next_opening(site, max(moment, Moment(opening - MINUTE))) == opening
    between = range(moment, opening, DAY)
    begins = [day_plan(site, business_date(site, Moment(day))).numbers_from for day in between]
    assert all(start is None or start <= moment or start == opening for start in begins)
