"""A real hub whose machine's clock is set, that sleeps, and that sees midnight."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from shared.domain.ids import HOUR, MINUTE
from shared.protocol.machine import VARIABLE, Shift
from shared.protocol.moments import moment_of
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub

ZONE = ZoneInfo("Asia/Jakarta")
SLACK = 30_000
"""ms that a loaded machine may take between two readings."""


@pytest.fixture
def shift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shift:
    """The hub's clocks; it begins at nine in the morning, so that no midnight is near."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    shift = Shift(tmp_path / "clock")
    shift.set(to_nine())
    return shift


def to_nine() -> int:
    """ms from now to the next nine in the morning at the hall."""
    now = dt.datetime.now(ZONE)
    nine = (now + dt.timedelta(days=1)).replace(hour=9, minute=0, second=0)
    return round((nine - now).total_seconds() * 1_000)


@pytest.fixture
def hub(tmp_path: Path, shift: Shift) -> Iterator[RealHub]:
    with RealHub(tmp_path / "data", "--always-open") as running:
        yield running


def hub_now(hub: RealHub) -> int:
    return moment_of(hub.get("/healthz")["now"])


def waited(hub: RealHub, ticket: str) -> int:
    """Its waiting time by the hub, ms."""
    view = hub.get(f"/api/v1/tickets/{ticket}")
    return hub_now(hub) - moment_of(view["issued_at"])


def steps(hub: RealHub) -> int:
    return sum(entry.type == "ClockStepped" for entry in hub.entries())


def near(value: int, wanted: int) -> bool:
    return wanted - 100 <= value <= wanted + SLACK


def sleep(shift: Shift, hub: RealHub, ms: int) -> None:
    """The machine sleeps: all its clocks go on, and no process does."""
    assert hub.process is not None
    os.kill(hub.process.pid, signal.SIGSTOP)
    wall, elapsed = shift.get()
    shift.set(wall + ms, elapsed + ms)
    os.kill(hub.process.pid, signal.SIGCONT)


def test_forward_back_and_asleep(hub: RealHub, shift: Shift) -> None:
    first = hub.take()
    with AppLine(hub.url, "counter", "pc-1") as counter, AppLine(hub.url, "display", "tv") as tv:
        counter.welcome()
        tv.welcome()
        wall, _ = shift.get()
        shift.set(wall + HOUR)
        second = hub.take()
        assert near(waited(hub, first["id"]), 0)
        assert steps(hub) == 1
        changed = counter.await_("frame", lambda m: "ClockStepped" in str(m))
        (moved,) = [
            one
            for change in changed["events"]
            if change["event"] == "ClockStepped"
            for one in change["tickets"]
            if one["id"] == first["id"]
        ]
        assert near(moment_of(moved["arrival"]) - moment_of(first["issued_at"]), HOUR)
        assert tv.await_("pong")["now"] > second["issued_at"][:16]

    shift.set(wall)
    assert near(waited(hub, first["id"]), 0)
    third = hub.take()
    assert moment_of(third["issued_at"]) >= moment_of(second["issued_at"])
    assert steps(hub) == 2

    sleep(shift, hub, HOUR)
    assert near(waited(hub, third["id"]), HOUR)
    assert steps(hub) == 2, "sleep is no step"
    hub.open("1")
    called = [hub.at("1", "call-next").json()["number"]]
    hub.at("1", "finish")
    called.append(hub.at("1", "call-next").json()["number"])
    assert called == [first["number"], second["number"]]

    sleep(shift, hub, HOUR)  # of which no entry tells
    hub.kill()
    hub.start()  # an hour ahead of its machine, as before
    assert near(waited(hub, third["id"]), 2 * HOUR)
    at = [entry.at for entry in hub.entries()]
    assert at == sorted(at)


def test_a_clock_set_back_is_told_to_the_counters_and_catches_up(
    hub: RealHub, shift: Shift
) -> None:
    ticket = hub.take()
    wall, _ = shift.get()
    shift.set(wall - HOUR)
    with AppLine(hub.url, "counter", "pc-1") as counter:
        counter.welcome()
        told = counter.await_("presence", lambda m: "clock-ahead" in str(m))
        assert told["troubles"][0]["part"] == "60"
        hub.request("POST", f"/api/v1/tickets/{ticket['id']}/cancel", {})
        stopped = hub_now(hub)
        sleep(shift, hub, MINUTE)
        assert hub_now(hub) == stopped, "nobody is there, and it waits for the clock"
        mark = len(counter.heard)
        shift.set(wall + 2 * MINUTE, MINUTE)
        counter.await_("pong")  # the step stands in the journal
        assert near(hub_now(hub) - stopped, 2 * MINUTE)
        # The hub's own look at the time may tell this before the entry of the step does.
        counter.since(mark, "presence", lambda m: "troubles" not in m)


def test_midnight_passes_with_people_waiting(hub: RealHub, shift: Shift) -> None:
    waiting, served = hub.take(), hub.take()
    hub.open("1")
    assert hub.at("1", "call-next").json()["number"] == waiting["number"]
    hub.at("1", "start")
    sleep(shift, hub, 16 * HOUR)  # from nine to one at night
    fresh = hub.take()
    kinds = [entry.type for entry in hub.entries()]
    assert kinds.count("DayClosed") == 1
    assert hub.get(f"/api/v1/tickets/{waiting['id']}")["state"] == "serving"
    assert fresh["number"] != waiting["number"], "it stands on somebody's paper, and is alive"
    assert hub.get("/api/v1/queue")["waiting"] == 1
    gone = hub.request("GET", f"/api/v1/tickets/{served['id']}")
    assert gone.status_code == 404 or gone.json()["state"] == "unserved"
    assert hub.at("1", "finish").json()["state"] == "done"


@pytest.mark.parametrize("zone", ["Asia/Jayapura", "Asia/Jakarta", "Europe/Berlin"])
def test_the_site_changes_its_time_zone(hub: RealHub, shift: Shift, zone: str) -> None:
    """Eastward over midnight the day turns; westward it never goes back."""
    first = hub.take()
    before, date = waited(hub, first["id"]), hub.get("/healthz")["date"]
    site = hub.get("/api/v1/site")["site"]
    sleep(shift, hub, 14 * HOUR)  # eleven at night in Jakarta, one o'clock in Jayapura
    assert hub.request("PUT", "/api/v1/site", {**site, "timezone": zone}).status_code == 200
    health = hub.get("/healthz")
    turned = health["date"] != date
    assert turned is (zone == "Asia/Jayapura")
    second = hub.take()
    assert second["issued_at"][-6:] == health["now"][-6:]
    if turned:
        assert second["number"] == first["number"], "a new day begins anew"
    else:
        assert second["number"] > first["number"]
        assert near(waited(hub, first["id"]), before + 14 * HOUR)
