"""Apps whose own clock is a day wrong: papers and screens go by the hub's time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from shared.cli.environment import without_screen
from shared.domain.ids import DAY, HOUR
from shared.language.dates import clock_time, ticket_date
from shared.protocol.machine import VARIABLE, Shift
from shared.protocol.moments import moment_of
from tests.scenarios.hall import App, Hall
from tests.scenarios.journey_hall import until

ZONE = ZoneInfo("Asia/Jakarta")
WRONG = DAY + 7 * HOUR
"""More than a day: by a day alone the time of day would be right."""


@pytest.fixture
def shift(tmp_path: Path) -> Shift:
    return Shift(tmp_path / "clock")


@pytest.fixture
def hall(tmp_path: Path, shift: Shift) -> Iterator[Hall]:
    """The apps have a wrong clock, the hub has not."""
    with Hall(tmp_path, without_screen() | {VARIABLE: str(tmp_path / "clock")}) as hall:
        yield hall


def test_papers_and_screens_go_by_the_hub(hall: Hall, shift: Shift) -> None:
    shift.set(WRONG)
    printer = hall.printer()
    place = ("--device", "kiosk-1", "--windowed", "1080x1920")
    kiosk = hall.start("kiosk", *place, "--printer", printer.address)
    kiosk.see("heading", within=20)
    kiosk.tap("service-KTP-BARU")
    kiosk.tap("take")
    issued = hall.told("TicketIssued")
    hall.told("TicketPrinted")
    at = dt.datetime.fromtimestamp(issued.at / 1_000, ZONE)
    lines = " ".join(printer.read("ticket-0001")["lines"])
    assert ticket_date(issued.at, ZONE, "id") in lines
    shift.set(-WRONG)  # and it jumps
    assert abs(now_at(hall) - issued.at) < HOUR
    until(lambda: shows_the_hubs_time(hall, kiosk), "the kiosk has another time")
    opened = [told for told in hall.journal("DayOpened") if told.seq < issued.seq]
    assert at.date().isoformat() == opened[-1].body["date"]


def now_at(hall: Hall) -> int:
    return moment_of(hall.hub.get("/healthz")["now"])


def shows_the_hubs_time(hall: Hall, kiosk: App) -> bool:
    """Whether it stands there, of the moment before or after: a minute may end in between."""
    before = now_at(hall)
    kiosk.player.say({"see": "no such thing", "within": 0})
    shown = set(kiosk.player.hear()["texts"])
    return bool(shown & {clock_time(at, ZONE, "id") for at in (before, now_at(hall))})
