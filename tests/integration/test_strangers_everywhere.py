"""Strangers with many addresses, against a real hub: what they cannot keep out."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import WebSocketException

from shared.cli.environment import environment
from shared.hub.homes import HOMES_FILE
from shared.protocol.pairing import picture_of, public_key_of
from tests.integration.paired_app import Device
from tests.integration.real_hub import RealHub

REACHED = ("--listen", "0.0.0.0:0", "--always-open")
CODE = "482913"

GONE = (OSError, EOFError, TimeoutError, WebSocketException)
"""A line that was refused, or is over."""

BACK_SECONDS = 10.0
"""All devices are on the line again; a test machine is busy."""


@contextmanager
def strangers(hub: RealHub, deed: str, addresses: int, seconds: float) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.integration.strangers_everywhere", deed]
    command += ["--port", str(hub.port), "--addresses", str(addresses), "--seconds", str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment())
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "under way\n"
        yield
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def comes_back(device: Device, end: float) -> str:
    """As apps do: again after a pause; what the hub says at last."""
    while True:
        try:
            return device.tried()
        except GONE as error:
            if time.monotonic() > end:
                return repr(error)
            time.sleep(1.0)


@pytest.mark.alone
def test_a_hall_comes_back_to_a_restarted_hub_in_the_middle_of_a_flood(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", *REACHED) as hub, ThreadPoolExecutor(12) as threads:
        devices = []
        for n in range(12):
            device = Device(hub, "counter", f"pc-{n}", f"127.0.9.{n + 1}")
            device.key = hub.let_in("counter", device.id)
            assert device.tried() == "welcome"
            devices.append(device)
        assert hub.stop() == 0
        assert stat.S_IMODE((hub.directory / HOMES_FILE).stat().st_mode) == 0o600
        hub.start()
        with strangers(hub, "flood", 600, 30):
            until(lambda: shed(hub, "refused") > 300, 20)
            end = time.monotonic() + BACK_SECONDS
            said = list(threads.map(lambda one: comes_back(one, end), devices))
            assert said == ["welcome"] * len(devices)
            assert time.monotonic() < end
        assert "Traceback" not in hub.said()


def shed(hub: RealHub, what: str) -> float:
    lines = hub.request("GET", "/metrics").text.splitlines()
    (found,) = (one for one in lines if one.startswith(f'giliran_shed{{what="{what}"}}'))
    return float(found.split()[1])


class Screen:
    """A new TV, as the app has it: it asks until it is let in, with the same digits."""

    def __init__(self, hub: RealHub) -> None:
        self._device = Device(hub, source="127.0.8.8")
        self.picture = list(picture_of(public_key_of(self._device.key)))
        self.digits = threading.Event()
        self.let_in = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._live)

    def __enter__(self) -> Screen:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _live(self) -> None:
        while not self._over.is_set() and not self.let_in:
            try:
                busy = self._ask()
            except GONE:
                busy = False
            self._over.wait(5.0 if busy else 1.5)

    def _ask(self) -> bool:
        """One line; whether there was no place, or no more."""
        with self._device.knock() as knock:
            shown, said = self._device.ask(knock, CODE)
            while said.get("type") in ("pairing", "pong"):
                self.digits.set()
                self._over.wait(0.5)
                knock.say({"type": "ping", "n": 1})
                said = knock.hear()
            if said.get("type") == "pair-answer":
                said = self._device.prove(knock, shown, said)
                while said.get("type") == "pong":
                    said = knock.hear()
            self.let_in = said.get("type") == "paired"
            return said.get("code") == "pairing-full"


@pytest.mark.long
@pytest.mark.timeout(180)
def test_a_new_screen_is_let_in_among_forty_that_ask_without_end(tmp_path: Path) -> None:
    with (
        RealHub(tmp_path / "data", *REACHED) as hub,
        ThreadPoolExecutor(1) as typing,
        strangers(hub, "pair", 40, 150),
    ):
        until(lambda: len(pending(hub)) >= 32, 30)
        with Screen(hub) as screen:
            assert screen.digits.wait(40), "it has had no turn"
            began = time.monotonic()
            until(lambda: time.monotonic() > began + 35, 60)
            (number,) = (one["number"] for one in pending(hub) if one["picture"] == screen.picture)
            typed = typing.submit(approve, hub, number)
            answer = typed.result()
            assert answer.status_code == 201, answer.text
            until(lambda: screen.let_in, 10)
            assert time.monotonic() - began < 60


def until(what: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.1)


def pending(hub: RealHub) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hub.get("/api/v1/devices/pending")["pending"]
    return found


def approve(hub: RealHub, number: int) -> httpx.Response:
    path = f"/api/v1/devices/pending/{number}/approve"
    return hub.request("POST", path, {"code": CODE, "name": "TV Lobi"}, timeout=40)
