"""May a number be taken now? Every reason on its date, in the one order, with the next opening."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.domain import commands as c
from shared.domain.availability import Availability, availability
from shared.domain.ids import CounterId, Moment, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.protocol.site_file import site_document
from tests.unit.played_hall import PlayedHall, two_agency_site

JAKARTA = ZoneInfo("Asia/Jakarta")
SERVICE = ServiceCode("KTP-CETAK")


def at(day: str, clock: str, zone: ZoneInfo = JAKARTA) -> Moment:
    local = dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)
    return Moment(int(local.timestamp()) * 1_000)


MONDAY, TUESDAY, FRIDAY, SATURDAY = "2026-11-23", "2026-11-24", "2026-11-27", "2026-11-28"
SUNDAY = "2026-11-29"
CHRISTMAS, LEAVE = "2026-12-25", "2026-12-24"


def hall(**changes: Any) -> PlayedHall:
    play = PlayedHall(two_agency_site(**changes))
    play.now = at(MONDAY, "07:00:00")
    return play


def found(play: PlayedHall, day: str, clock: str) -> Availability:
    play.now = at(day, clock)
    assert play.hall.plan is not None
    return availability(play.hall, play.hall.plan.services[SERVICE], play.now)


def with_exception(date: str, **hours: str) -> dict[str, Any]:
    weekly = site_document(two_agency_site())["hours"]
    reason = {"id": "Rapat kerja", "en": "Staff meeting"}
    exception = {"date": date, "reason": reason, **({"hours": hours} if hours else {})}
    return {"hours": {**weekly, "exceptions": [exception]}}


@pytest.mark.parametrize(
    ("day", "clock", "code", "opens"),
    [
        (MONDAY, "07:29:59", Code.NOT_YET_OPEN, at(MONDAY, "07:30:00")),
        (MONDAY, "07:30:00", None, None),
        (MONDAY, "08:00:00", None, None),
        (MONDAY, "14:59:59", None, None),
        (MONDAY, "15:00:00", Code.LAST_TICKETS_GIVEN, at(TUESDAY, "07:30:00")),
        (MONDAY, "23:59:59", Code.LAST_TICKETS_GIVEN, at(TUESDAY, "07:30:00")),
        (TUESDAY, "00:00:00", Code.NOT_YET_OPEN, at(TUESDAY, "07:30:00")),
        (SATURDAY, "11:29:59", None, None),
        (SATURDAY, "11:30:00", Code.LAST_TICKETS_GIVEN, at("2026-11-30", "07:30:00")),
        (SUNDAY, "10:00:00", Code.CLOSED_TODAY, at("2026-11-30", "07:30:00")),
        (CHRISTMAS, "10:00:00", Code.HOLIDAY, at("2026-12-26", "07:30:00")),
        (LEAVE, "10:00:00", Code.HOLIDAY, at("2026-12-26", "07:30:00")),
    ],
)
def test_the_hours(day: str, clock: str, code: Code | None, opens: Moment | None) -> None:
    play = hall()
    play.now = at(day, "07:30:00")
    play.open("1")
    status = found(play, day, clock)
    assert (status.code, status.opens_at) == (code, opens)
    if code is not None:
        assert status.reason
        assert set(status.reason) >= {"id", "en"}


def test_a_holiday_is_named() -> None:
    status = found(hall(), CHRISTMAS, "10:00:00")
    assert status.reason is not None
    assert "Natal" in status.reason["id"]


def test_a_date_exception_closes_with_its_reason_and_opens_on_a_leave_day() -> None:
    closed = found(hall(**with_exception(MONDAY)), MONDAY, "10:00:00")
    assert (closed.code, closed.reason) == (
        Code.CLOSED_DATE,
        {"id": "Rapat kerja", "en": "Staff meeting"},
    )
    assert closed.opens_at == at(TUESDAY, "07:30:00")
    half_day = hall(**with_exception(LEAVE, opens="09:00", closes="11:00"))
    assert found(half_day, LEAVE, "08:29:59").code is Code.NOT_YET_OPEN
    assert found(half_day, LEAVE, "08:30:00").code is None
    assert found(half_day, LEAVE, "10:30:00").code is Code.LAST_TICKETS_GIVEN


def test_in_the_break_numbers_are_given_and_it_says_until_when() -> None:
    play = hall()
    play.now = at(MONDAY, "08:00:00")
    play.open("1")
    status = found(play, MONDAY, "12:30:00")
    assert (status.code, status.break_until) == (None, at(MONDAY, "13:00:00"))
    assert found(play, MONDAY, "13:00:00").break_until is None
    play.now = at(FRIDAY, "08:00:00")
    play.open("1")
    assert found(play, FRIDAY, "12:59:00").break_until == at(FRIDAY, "13:30:00")


def test_the_quota_is_counted_down_and_cancelled_ones_come_back() -> None:
    play = hall()
    play.now = at(MONDAY, "08:00:00")
    play.open("1")
    tickets = [play.issue(SERVICE) for _ in range(2)]
    assert found(play, MONDAY, "08:01:00").quota_left == 1
    tickets.append(play.issue(SERVICE))
    full = found(play, MONDAY, "08:02:00")
    assert (full.code, full.quota_left, full.opens_at) == (
        Code.QUOTA_REACHED,
        0,
        at(TUESDAY, "07:30:00"),
    )
    with pytest.raises(Refusal) as refusal:
        play.issue(SERVICE)
    assert refusal.value.code is Code.QUOTA_REACHED
    play.do(c.CancelTicket(ticket=tickets[0].id))
    assert found(play, MONDAY, "08:03:00").quota_left == 1
    play.now = at(TUESDAY, "07:30:00")
    play.do(c.TurnDay())
    assert found(play, TUESDAY, "07:30:00").quota_left == 3


def test_a_ticket_of_yesterday_never_touches_today_s_quota() -> None:
    """It was at a desk over midnight, was held then, and is cancelled today."""
    play = hall()
    play.now = at(MONDAY, "14:00:00")
    play.open("1")
    late = play.issue(SERVICE)
    play.call_next("1")
    play.now = at(TUESDAY, "07:30:00")
    play.do(c.HoldTicket(counter=CounterId("1")))
    play.do(c.CancelTicket(ticket=late.id))
    assert found(play, TUESDAY, "07:31:00").quota_left == 3


def test_no_staff_twenty_minutes_after_opening() -> None:
    play = hall()
    assert found(play, MONDAY, "08:19:59").code is None
    missing = found(play, MONDAY, "08:20:00")
    assert (missing.code, missing.opens_at) == (Code.NO_STAFF, at(TUESDAY, "07:30:00"))
    play.open("2")  # does not serve it
    assert found(play, MONDAY, "08:20:00").code is Code.NO_STAFF
    play.open("1")
    assert found(play, MONDAY, "08:21:00").code is None
    play.do(c.CloseCounter(counter=CounterId("1")))  # somebody was there today
    assert found(play, MONDAY, "09:00:00").code is None
    assert found(play, TUESDAY, "08:00:00").code is None
    play.do(c.TurnDay())
    assert found(play, TUESDAY, "08:20:00").code is Code.NO_STAFF


def test_an_officer_who_serves_since_yesterday_is_staff() -> None:
    play = hall()
    play.now = at(MONDAY, "14:00:00")
    play.open("1")
    play.issue(SERVICE)
    play.call_next("1")
    play.now = at(TUESDAY, "08:30:00")
    play.do(c.TurnDay())
    assert found(play, TUESDAY, "08:30:00").code is None


def test_a_person_s_closing_comes_with_reason_and_expected_return() -> None:
    play = hall()
    play.now = at(MONDAY, "08:00:00")
    until = at(MONDAY, "10:00:00")
    play.do(c.SuspendService(service=SERVICE, reason="other", until=until))
    status = found(play, MONDAY, "09:00:00")
    assert (status.code, status.opens_at) == (Code.SERVICE_SUSPENDED, until)
    assert status.reason == {"id": "Lainnya", "en": "Other"}
    play.do(c.RestoreService(service=SERVICE))
    assert found(play, MONDAY, "08:01:00").code is None


def test_the_first_reason_in_the_order_is_the_one_told() -> None:
    """Suspended · holiday · exception · weekly · before numbers · last tickets · quota · staff."""
    play = hall()
    play.now = at(MONDAY, "08:00:00")
    play.open("1")
    for _ in range(3):
        play.issue(SERVICE)
    play.do(c.CloseCounter(counter=CounterId("1")))
    play.do(c.SuspendService(service=SERVICE, reason="other"))
    for day, clock in [(MONDAY, "09:00:00"), (CHRISTMAS, "09:00:00"), (SUNDAY, "09:00:00")]:
        assert found(play, day, clock).code is Code.SERVICE_SUSPENDED
    play.now = at(MONDAY, "08:30:00")
    play.do(c.RestoreService(service=SERVICE))
    # The quota of Monday is used up in this state, whatever the date that is asked about.
    assert found(play, CHRISTMAS, "03:00:00").code is Code.HOLIDAY
    assert found(play, SUNDAY, "03:00:00").code is Code.CLOSED_TODAY
    assert found(play, TUESDAY, "03:00:00").code is Code.NOT_YET_OPEN
    assert found(play, TUESDAY, "16:00:00").code is Code.LAST_TICKETS_GIVEN
    assert found(play, TUESDAY, "09:00:00").code is Code.QUOTA_REACHED
    fresh = hall()
    assert found(fresh, TUESDAY, "16:00:00").code is Code.LAST_TICKETS_GIVEN  # before no staff
    assert found(fresh, TUESDAY, "09:00:00").code is Code.NO_STAFF


def test_always_open_ignores_all_but_a_person_s_closing() -> None:
    play = PlayedHall(two_agency_site(), always_open=True)
    for day, clock in [(CHRISTMAS, "03:00:00"), (SUNDAY, "23:00:00")]:
        assert found(play, day, clock) == Availability()
    for _ in range(5):
        play.issue(SERVICE)
    play.do(c.SuspendService(service=SERVICE, reason="other"))
    assert found(play, SUNDAY, "23:30:00").code is Code.SERVICE_SUSPENDED


def test_the_refusal_says_what_a_kiosk_must_show() -> None:
    play = hall()
    play.now = at(SUNDAY, "10:00:00")
    with pytest.raises(Refusal) as refusal:
        play.issue(SERVICE)
    assert refusal.value.facts == {
        "service": SERVICE,
        "reason": {"id": "Tutup setiap hari Minggu", "en": "Closed on Sundays"},
        "opens_at": at("2026-11-30", "07:30:00"),
    }


def test_what_is_desk_only_is_given_at_the_desk_alone() -> None:
    document = site_document(two_agency_site())
    document["services"][0]["desk_only"] = True
    play = PlayedHall(two_agency_site(**document), always_open=True)
    with pytest.raises(Refusal) as refusal:
        play.issue("KTP-BARU")
    assert refusal.value.code is Code.DESK_ONLY
    assert play.issue("KTP-BARU", desk=True).state == "waiting"
