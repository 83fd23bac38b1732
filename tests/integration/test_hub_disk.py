"""A full disk: the hub says so, answers what it can, and goes on as soon as there is room."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.hub.journal.verify import verify
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub
from tests.unit.small_site import small_document


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is soon full; skips where this machine does not allow it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "giliran-test", str(folder)]
    done = subprocess.run(mount, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"cannot mount a small disk: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(path: Path) -> None:
    """Takes every byte that is left."""
    with path.open("wb", buffering=0) as ballast:
        for size in (65_536, 4_096):
            try:
                while True:
                    ballast.write(bytes(size))
            except OSError:
                continue


def test_a_full_disk_is_told_and_survived(small_disk: Path, tmp_path: Path) -> None:
    site = tmp_path / "site.json"
    site.write_text(json.dumps(small_document()))
    hub = RealHub(small_disk / "data", "--site", str(site), "--always-open")
    hub.log = tmp_path / "hub.log"
    with hub:
        numbers = [hub.take()["number"]]
        ballast = small_disk / "ballast"
        fill(ballast)
        body = {"service": "KTP-BARU"}
        while (answer := hub.request("POST", "/api/v1/tickets", body)).status_code == 201:
            numbers.append(answer.json()["number"])
            assert len(numbers) < 5_000
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "disk-full"
        assert int(answer.headers["retry-after"]) > 0
        assert hub.get("/api/v1/queue")["waiting"] == len(numbers)
        with AppLine(hub.url, "display", "tv-biru") as stranger:  # its enrolment has no room
            bye = stranger.hear()
            assert (bye["type"], bye["code"]) == ("bye", "disk-full")
        ballast.unlink()
        numbers += [hub.take()["number"] for _ in range(3)]
        assert numbers == [f"A-{n:03}" for n in range(1, len(numbers) + 1)]
        with AppLine(hub.url, "display", "tv-biru") as line:
            assert line.welcome()["device"]["zones"] == ["biru"]
        assert hub.stop() == 0
        assert verify(small_disk / "data" / "journal.db").sound
        assert "Traceback" not in hub.said()


def test_a_hub_starts_on_a_full_disk_and_catches_up(small_disk: Path, tmp_path: Path) -> None:
    """The queue can be looked at, and the day goes on when there is room."""
    site = tmp_path / "site.json"
    site.write_text(json.dumps(small_document()))
    hub = RealHub(small_disk / "data", "--site", str(site), "--always-open")
    hub.log = tmp_path / "hub.log"
    with hub:
        ticket = hub.take()
        hub.kill()
        hub.options = ["--always-open", "--no-advertise"]
        ballast = small_disk / "ballast"
        # Room for what a start needs to write anew: its address and SQLite's shared memory.
        fill(ballast)
        with ballast.open("rb+") as file:
            file.truncate(ballast.stat().st_size - 160 * 1024)
        hub.start()
        assert hub.get(f"/api/v1/tickets/{ticket['id']}")["number"] == ticket["number"]
        ballast.unlink()
        assert hub.take()["number"] == "A-002"
