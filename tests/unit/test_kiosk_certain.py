"""What a kiosk may offer of itself: only what is certain without the hub."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from kiosk.emergency.certain import NEEDS_HUB, USED_UP, certain_status
from shared.domain.ids import Moment
from shared.domain.refusal import Code
from shared.domain.site import Service, Site
from shared.protocol.moments import moment_of
from shared.protocol.views import ServiceStatus
from tests.unit.small_site import small_site

SITE: Site = small_site()
SERVICE: Service = replace(SITE.services[0], quota=None)


def at(day: int, clock: str) -> Moment:
    """November 2026; the 23rd is a Monday."""
    hour, minute = map(int, clock.split(":"))
    local = dt.datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(SITE.timezone))
    return Moment(int(local.timestamp()) * 1_000)


def status(
    now: Moment,
    *,
    service: Service = SERVICE,
    known: ServiceStatus | None = None,
    given: int = 0,
    numbers: bool | None = True,
    always_open: bool = False,
) -> ServiceStatus:
    return certain_status(
        SITE,
        service,
        now,
        known=known,
        given=given,
        numbers=numbers,
        always_open=always_open,
    )


def told(**fields: object) -> ServiceStatus:
    return ServiceStatus(code=SERVICE.code, waiting=9, open=False, **fields)  # type: ignore[arg-type]


def test_nothing_is_said_of_how_many_wait() -> None:
    found = status(at(23, "09:12"), known=ServiceStatus(code=SERVICE.code, waiting=9, open=True))
    assert found.open
    assert (found.waiting, found.ahead, found.wait_low, found.quota_left) == (0, 0, None, None)


@pytest.mark.parametrize(
    ("day", "clock", "code", "opens"),
    [
        (23, "07:00", Code.NOT_YET_OPEN, at(23, "07:30")),
        (23, "16:00", Code.LAST_TICKETS_GIVEN, at(24, "07:30")),
        (22, "09:00", Code.CLOSED_TODAY, at(23, "07:30")),
    ],
)
def test_the_hours_are_the_sites(day: int, clock: str, code: str, opens: Moment) -> None:
    found = status(at(day, clock))
    assert (found.open, found.reason) == (False, code)
    assert moment_of(found.opens_at) == opens
    assert status(at(day, clock), always_open=True).open


def test_numbers_that_are_used_up_and_series_without_any() -> None:
    assert status(at(23, "09:12"), numbers=False).reason == USED_UP
    assert status(at(23, "09:12"), numbers=None).reason == NEEDS_HUB
    assert status(at(22, "09:12"), numbers=None).reason == Code.CLOSED_TODAY


@pytest.mark.parametrize("reason", [Code.SERVICE_SUSPENDED, Code.NO_STAFF, Code.QUOTA_REACHED])
def test_what_a_person_closed_stays_closed(reason: Code) -> None:
    known = told(reason=reason, reason_text={"id": "Gangguan sistem"})
    assert status(at(23, "09:12"), known=known) is known
    assert status(at(23, "09:12"), known=told(reason=Code.NOT_YET_OPEN)).open


def test_a_quota_counts_from_what_the_hub_said_last_today() -> None:
    scarce = replace(SERVICE, quota=30)
    now = at(23, "09:12")
    left = ServiceStatus(code=SERVICE.code, waiting=1, open=True, quota_left=3)
    assert status(now, service=scarce, known=left, given=2).open
    assert status(now, service=scarce, known=left, given=3).reason == Code.QUOTA_REACHED
    assert status(now, service=scarce).reason == NEEDS_HUB


def test_a_break_is_said() -> None:
    found = status(at(23, "12:30"))
    assert found.open
    assert moment_of(found.break_until) == at(23, "13:00")
