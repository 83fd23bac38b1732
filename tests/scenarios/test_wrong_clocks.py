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
from tests.scenarios.hall import Hall

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
    now = moment_of(hall.hub.get("/healthz")["now"])
    assert abs(now - issued.at) < HOUR
    shown = {clock_time(at, ZONE, "id") for at in (now, now + 60_000)}
    kiosk.player.say({"see": "no such thing", "within": 0})
    assert shown & set(kiosk.player.hear()["texts"])
    assert at.date().isoformat() == hall.hub.get("/healthz")["date"]
