"""A hub with a history tells its kiosks what is asked for most, the same all day."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from shared.domain.ids import DAY, Moment
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub
from tests.integration.test_hub_days import played
from tests.unit.running_engine import Desk, SetClock

PATIENCE_S = 40.0


async def a_week(desk: Desk, clock: SetClock) -> None:
    for _ in range(7):
        for place, code in enumerate(("KK", "KK", "KTP-BARU")):
            await desk.issue(f"{clock.at // DAY}-{place}", code)
        clock.at = Moment(clock.at + DAY)


def snapshot_of(hub: RealHub, role: str) -> dict[str, Any]:
    with AppLine(hub.url, role, f"{role}-1") as line:
        return dict(line.welcome()["snapshot"])


def test_kiosks_hear_what_is_asked_for_most(tmp_path: Path) -> None:
    directory = tmp_path / "hub"
    a_week_ago = Moment(int(time.time() * 1000) - 8 * DAY)
    played(directory, SetClock(a_week_ago), a_week)
    with RealHub(directory, "--always-open") as hub:
        end = time.monotonic() + PATIENCE_S
        while (told := snapshot_of(hub, "kiosk").get("popular", [])) == []:
            assert time.monotonic() < end, "nothing was decided"
            time.sleep(0.1)
        assert told[:2] == ["KK", "KTP-BARU"]
        assert "popular" not in snapshot_of(hub, "display")
        hub.kill()
        hub.start()
        assert snapshot_of(hub, "kiosk")["popular"] == told, "at once, after a restart"
