"""A busy hall: simulated visitors and officers on a real hub, until they are told to stop."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.cli.environment import environment, python
from shared.cli.exits import ExitCode
from shared.hub.journal.verify import verify
from tests.integration.real_hub import RealHub

PATIENCE_S = 40.0


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("simulated") / "data", "--always-open") as running:
        yield running


def simulation(hub: RealHub, *options: str) -> subprocess.Popen[str]:
    command = python("shared.cli", "simulate", "--hub", hub.url, "--json", *options)
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment())


def test_the_hall_lives(hub: RealHub) -> None:
    process = simulation(hub, "--seconds", "5", "--visitors-per-minute", "600", "--seed", "7")
    out, shown = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, shown
    counts = json.loads(out)
    assert counts["taken"] > 20
    assert counts["called"] > 10
    assert counts["done"] > 5
    assert counts["refused"] == {}
    assert f"{counts['taken']} tickets, {counts['called']} called" in shown
    assert {one["state"] for one in hub.get("/api/v1/counters")["counters"]} == {"closed"}
    events = hub.request("GET", "/metrics").text
    for event in ("TicketPrinted", "ServiceFinished", "ServiceStarted"):
        assert f'giliran_events_total{{type="{event}"}}' in events
    assert verify(hub.directory / "journal.db").sound
    assert "Traceback" not in hub.said()


@pytest.mark.long
def test_it_survives_a_hub_that_is_killed_and_ends_when_told(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        hub.options += ["--listen", f"127.0.0.1:{hub.port}"]
        process = simulation(hub, "--visitors-per-minute", "600", "--counters", "3")
        try:
            wait_for_calls(hub)
            hub.kill()
            hub.start()
            wait_for_calls(hub)
            since = time.monotonic()
            process.send_signal(signal.SIGTERM)
            out, shown = process.communicate(timeout=10)
            assert time.monotonic() - since < 4
        finally:
            process.kill()
            process.wait()
        assert process.returncode == 0, shown
        assert json.loads(out)["called"] > 0
        assert {one["state"] for one in hub.get("/api/v1/counters")["counters"]} == {"closed"}


def wait_for_calls(hub: RealHub) -> None:
    """Until somebody was called after now."""
    before = calls(hub)
    deadline = time.monotonic() + 20
    while calls(hub) <= before:
        assert time.monotonic() < deadline, "nobody was called"
        time.sleep(0.05)


def calls(hub: RealHub) -> int:
    return sum(entry.type == "TicketCalled" for entry in hub.entries())


def test_without_a_hub_or_the_right_pin_it_says_so(hub: RealHub) -> None:
    wrong = simulation(hub, "--pin", "9999", "--counters", "1")
    out, said = wrong.communicate(timeout=PATIENCE_S)
    assert wrong.returncode == ExitCode.REFUSED
    assert "No officer could sign on (wrong-pin)" in said
    assert out == ""
    command = python("shared.cli", "simulate", "--data", str(hub.directory / "nothing"))
    alone = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert alone.returncode == ExitCode.UNREACHABLE
