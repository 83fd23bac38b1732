"""Waits as a real hub foresees them: promised, shown, gone with the process beside it, and back."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from shared.cli.forecast import app as forecast_command
from shared.protocol.moments import moment_of
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub

SERVICE = "KTP-BARU"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    """With the sample site, and one counter open."""
    directory = tmp_path_factory.mktemp("forecast") / "data"
    with RealHub(directory, "--always-open", "--forecast") as hub:
        hub.open("1")
        wait_for(lambda: foreseen(hub))
        yield hub
        hub.stop()


def status_of(hub: RealHub) -> dict[str, Any]:
    services = hub.get("/api/v1/services")["services"]
    return next(one for one in services if one["code"] == SERVICE)


def foreseen(hub: RealHub) -> bool:
    return "wait_expected" in status_of(hub)


def forecaster_of(hub: RealHub) -> int | None:
    """The id of the process beside the hub."""
    assert hub.process is not None
    children = Path(f"/proc/{hub.process.pid}/task/{hub.process.pid}/children").read_text().split()
    for child in children:
        if b"shared.hub.forecast" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    return None


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 40
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_wait_is_foreseen_promised_and_kept_in_the_journal(hub: RealHub) -> None:
    wait_for(lambda: foreseen(hub))
    for _ in range(3):
        hub.take(SERVICE)
    wait_for(lambda: status_of(hub).get("wait_expected", 0) > 10)
    status = status_of(hub)
    assert status["wait_low"] <= status["wait_expected"] <= status["wait_high"]
    ticket = hub.take(SERVICE)
    issued, expected, latest = (
        moment_of(ticket[name]) for name in ("issued_at", "expected_at", "latest_at")
    )
    assert issued < expected < latest
    assert expected % 300_000 == latest % 300_000 == 0
    body = next(json.loads(one.body) for one in hub.entries()[::-1] if one.type == "TicketIssued")
    early, middle, late = body["promise"]
    assert 0 <= early < middle < late
    assert abs(issued + middle - expected) <= 300_000
    now = hub.get(f"/api/v1/tickets/{ticket['id']}")
    assert moment_of(now["expected_at"]) < moment_of(now["latest_at"])
    queue = hub.get("/api/v1/queue")["tickets"]
    wait_for(lambda: all("expected_at" in one for one in hub.get("/api/v1/queue")["tickets"]))
    assert len(queue) == 4


def test_a_head_start_is_told_beside_the_plain_wait(hub: RealHub) -> None:
    wait_for(lambda: foreseen(hub))
    hub.take(SERVICE)
    wait_for(lambda: "wait_expected" in status_of(hub)["leads"][0])
    status = status_of(hub)
    lead = status["leads"][0]
    assert lead["minutes"] == 30
    assert lead.get("ahead", 0) == 0 < status["ahead"]
    assert lead["wait_expected"] <= status["wait_expected"]


def test_a_paper_that_is_printed_again_says_what_is_foreseen_now(hub: RealHub) -> None:
    wait_for(lambda: foreseen(hub))
    ticket = hub.take(SERVICE)
    with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
        kiosk.welcome()
        wait_for(lambda: "expected_at" in hub.get(f"/api/v1/tickets/{ticket['id']}"))
        hub.request("POST", f"/api/v1/tickets/{ticket['id']}/reprint", {})
        wanted = kiosk.event("ReprintRequested")["tickets"][0]
    assert moment_of(wanted["expected_at"]) < moment_of(wanted["latest_at"])
    assert wanted["ahead"] >= 1


def test_a_promise_is_the_hubs_and_nobody_elses(hub: RealHub) -> None:
    body = {"service": SERVICE, "promise": [0, 0, 0]}
    assert hub.request("POST", "/api/v1/tickets", body).status_code == 422


def test_the_hub_itself_knows_no_numpy(hub: RealHub) -> None:
    assert hub.process is not None
    wait_for(lambda: forecaster_of(hub) is not None)
    assert "numpy" not in Path(f"/proc/{hub.process.pid}/maps").read_text()


def test_promises_are_judged_while_the_hub_runs(hub: RealHub) -> None:
    wait_for(lambda: foreseen(hub))
    hub.take(SERVICE)
    calls = hub.at("1", "call-next")
    assert calls.status_code == 200
    found = CliRunner().invoke(
        forecast_command, ["accuracy", "--data", str(hub.directory), "--json", "--by", "hour"]
    )
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    assert told["all"] is None or told["all"]["promises"] >= 1
    assert set(told["left_out"]) >= {"beside the rule"}


def test_its_process_is_missed_replaced_and_ends_with_the_hub(tmp_path: Path) -> None:
    hub = RealHub(tmp_path / "data", "--always-open", "--forecast")
    hub.start()
    hub.open("1")
    wait_for(lambda: foreseen(hub))
    first = forecaster_of(hub)
    assert first is not None
    os.kill(first, signal.SIGKILL)
    # Looked at in the number itself: a second later another process may foresee again.
    wait_for(lambda: "expected_at" not in hub.take(SERVICE))
    wait_for(lambda: foreseen(hub))
    second = forecaster_of(hub)
    assert second not in (None, first)
    hub.kill()
    wait_for(lambda: not Path(f"/proc/{second}").exists())
