"""A real display on a real hub: a call is shown and spoken, and both stand in the journal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from tests.mid_morning import mid_morning_zone

DEADLINE = 25.0
STEP = 0.05
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class RunningHub:
    """A hub of its own, spoken to over REST."""

    def __init__(self, data: Path) -> None:
        command = [sys.executable, "-m", "shared.cli", "hub", "--data", str(data)]
        command += ["--always-open", "--no-forecast"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        self.url: str = json.loads(self._process.stdout.readline())["url"]

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """One request; urllib's error where it is refused."""
        request = urllib.request.Request(
            f"{self.url}/api/v1/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **headers},
        )
        with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
            return json.loads(answer.read() or b"null")

    def await_event(self, kind: str, **body: object) -> dict[str, Any]:
        """The first entry of a kind with this in its body, as soon as it is in the journal."""
        ends = time.monotonic() + DEADLINE
        stream = f"{self.url}/api/v1/events?after=0"
        with urllib.request.urlopen(stream, timeout=DEADLINE) as lines:
            for line in lines:
                assert time.monotonic() < ends, f"no {kind}"
                if line.startswith(b"data:"):
                    entry: dict[str, Any] = json.loads(line[5:])
                    if entry["type"] == kind and body.items() <= entry["body"].items():
                        return entry
        raise AssertionError(f"the stream ended without {kind}")

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(DEADLINE)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    running = RunningHub(tmp_path_factory.mktemp("hub"))
    yield running
    running.end()


def start_display(hub: RunningHub, tmp_path: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "display", "--hub", hub.url, "--windowed", "1280x720"]
    places = ["--data", str(tmp_path / "tv"), "--screenshot", str(tmp_path / "tv.png")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    return subprocess.Popen(
        [*command, *places, *options], env=environment, stderr=subprocess.DEVNULL
    )


def test_a_call_is_shown_and_spoken(hub: RunningHub, tmp_path: Path) -> None:
    sound = tmp_path / "call.wav"
    tv = start_display(hub, tmp_path, "--device", "tv-biru", "--sound-file", str(sound))
    try:
        hub.await_event("DeviceEnrolled", device="tv-biru")
        hub.ask("POST", "counters/1/open", {"officer": "officer-1", "pin": "1234"})
        counters = hub.ask("GET", "counters")["counters"]
        service = next(one for one in counters if one["id"] == "1")["services"][0]
        key = {"Idempotency-Key": "one"}
        ticket = hub.ask("POST", "tickets", {"service": service}, **key)
        hub.ask("POST", "counters/1/call-next", {})
        shown, spoken = hub.await_event("CallShown"), hub.await_event("CallSpoken")
        for entry in (shown, spoken):
            assert entry["body"]["ticket"] == ticket["id"]
            assert entry["body"]["display"] == "tv-biru"
        tv.send_signal(signal.SIGUSR1)
        _await_picture(tmp_path / "tv.png")
    finally:
        tv.terminate()
        status = tv.wait(DEADLINE)
    assert status == 0
    assert sound.stat().st_size > 100_000


def test_a_new_tv_gets_its_zone_by_the_name_that_it_shows(hub: RunningHub, tmp_path: Path) -> None:
    tv = start_display(hub, tmp_path, "--no-voice")
    try:
        known = _await_file(tmp_path / "tv" / "device.json")
        _giliran_until_done("display", "set", known["name"], "--zone", "merah", "--hub", hub.url)
        zones = _await_file(tmp_path / "tv" / "zones.json")
        listed = _giliran("display", "list", "--hub", hub.url).stdout
    finally:
        tv.terminate()
        tv.wait(DEADLINE)
    assert zones == ["merah"]
    assert known["name"] in listed
    assert "merah" in listed


def test_a_tv_is_set_up_from_afar(hub: RunningHub, tmp_path: Path) -> None:
    """Its pictures, the way to a counter and its size; what makes no sense is refused."""
    (tmp_path / "feast").mkdir()
    poster = QImage(80, 60, QImage.Format.Format_RGB32)
    poster.fill(QColor("#aa3300"))
    poster.save(str(tmp_path / "feast" / "poster.png"))
    site = hub.ask("GET", "site")["site"]
    all_day = {"opens": "00:00", "closes": "23:59", "breaks": []}  # early, it would say so instead
    hours = site["hours"] | {"weekly": dict.fromkeys(DAYS, all_day), "numbers_from": 0}
    # Its own playlist would go before a folder's pictures.
    hours |= {"exceptions": []}
    change = {"playlist": [], "hours": hours, "timezone": mid_morning_zone()}
    hub.ask("PUT", "site", site | change)
    tv = start_display(hub, tmp_path, "--no-voice", "--zone", "merah")
    try:
        known = _await_file(tmp_path / "tv" / "device.json")
        setting = ("display", "set", known["name"], "--hub", hub.url)
        _giliran_until_done(
            *(*setting, "--pictures", str(tmp_path / "feast"), "--arrow", "merah=left"),
            *("--arrow", "5=up-right", "--diagonal", "43", "--distance", "7.5"),
        )
        for wrong in ("5=sideways", "5"):
            assert _giliran(*setting, "--arrow", wrong).returncode != 0
        hand = {
            "arrows": {"merah": "left", "5": "up-right"},
            "pictures": str(tmp_path / "feast"),
            "diagonal_inches": 43,
            "distance_metres": 7.5,
        }
        hub.await_event("DisplayConfigured", display=known["id"], settings=hand)
        _await_colour(tv, tmp_path / "tv.png", QColor("#aa3300"))
    finally:
        tv.terminate()
        tv.wait(DEADLINE)


def test_a_tv_that_is_not_there_is_said_so(hub: RunningHub) -> None:
    answer = _giliran("display", "set", "TV-00", "--zone", "merah", "--hub", hub.url)
    assert answer.returncode == 1
    assert "TV-00" in answer.stderr


def test_zones_given_at_the_start_are_told_to_the_hub(hub: RunningHub, tmp_path: Path) -> None:
    tv = start_display(hub, tmp_path, "--no-voice", "--zone", "jingga", "--zone", "ungu")
    try:
        known = _await_file(tmp_path / "tv" / "device.json")
        hub.await_event("DisplayConfigured", display=known["id"], zones=["jingga", "ungu"])
    finally:
        tv.terminate()
        tv.wait(DEADLINE)
    assert json.loads((tmp_path / "tv" / "zones.json").read_bytes()) == ["jingga", "ungu"]


def _giliran(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "shared.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE, check=False)


def _giliran_until_done(*arguments: str) -> None:
    """The TV may need a moment until the hub has met it."""
    ends = time.monotonic() + DEADLINE
    while (answer := _giliran(*arguments)).returncode != 0:
        assert time.monotonic() < ends, answer.stderr


def _await_file(file: Path) -> Any:
    ends = time.monotonic() + DEADLINE
    while not (file.is_file() and file.stat().st_size > 2):
        assert time.monotonic() < ends, f"no {file.name}"
        time.sleep(STEP)
    return json.loads(file.read_bytes())


def _await_colour(tv: subprocess.Popen[bytes], file: Path, colour: QColor) -> None:
    """The middle of the left panel has this colour; a picture is asked for again and again."""
    ends = time.monotonic() + DEADLINE
    while True:
        tv.send_signal(signal.SIGUSR1)
        _await_picture(file)
        if QImage(str(file)).pixelColor(300, 330) == colour:
            return
        assert time.monotonic() < ends, "the picture did not come"
        file.unlink()


def _await_picture(file: Path) -> None:
    ends = time.monotonic() + DEADLINE
    while QImage(str(file)).isNull():
        assert time.monotonic() < ends, "no picture was drawn"
        time.sleep(STEP)
