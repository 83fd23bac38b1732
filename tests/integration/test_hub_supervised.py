"""A real hub under a service manager: ready, alive, mute, stopping; and in its unit's room."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from shared.cli.environment import ROOT, environment
from tests import sandbox
from tests.integration.real_hub import ANSWER_S, STOP_S, RealHub
from tests.notified import Notified, notified

__all__ = ["notified"]
UNIT = ROOT / "deploy" / "systemd" / "giliran-hub.service"
WATCHDOG_MS = 300
MUTE_S = 0.6


def test_a_hub_is_heard_until_it_hangs_or_ends(
    tmp_path: Path, notified: Notified, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in notified.environment(WATCHDOG_MS).items():
        monkeypatch.setenv(name, value)
    with RealHub(tmp_path / "hub") as hub:
        assert notified.next() == ["READY=1", f"STATUS=the hall is served on port {hub.port}"]
        for _ in range(3):
            assert notified.next() == ["WATCHDOG=1"]
        assert hub.process is not None
        hub.process.send_signal(signal.SIGSTOP)
        assert notified.is_mute(MUTE_S)
        hub.process.send_signal(signal.SIGCONT)
        assert notified.next() == ["WATCHDOG=1"]
        hub.process.terminate()
        assert notified.until("STOPPING=1")
        assert hub.process.wait(timeout=STOP_S) == 0


def narrow_room(folder: Path, data: Path, notified: Notified) -> tuple[list[str], int]:
    """The command line of a hub in it, and a file to be closed after the start."""
    program = folder / "filter"
    sandbox.filter_of(UNIT, program)
    descriptor = sandbox.descriptor_of(program)
    hub = ["shared.cli", "hub", "--data", str(data), "--no-advertise", "--always-open"]
    hub += ["--backup", str(folder / "replica")]
    command = [sys.executable, "-P", "-m", *hub]
    rest = ["--chdir", "/", "--seccomp", str(descriptor), *command]
    return [*sandbox.room(data, folder / "replica", notified.address), *rest], descriptor


@pytest.mark.skipif(bool(sandbox.missing()), reason=f"not to be had here: {sandbox.missing()}")
def test_the_hub_works_in_the_room_of_its_unit(tmp_path: Path, notified: Notified) -> None:
    """The foreseeing process beside it, an order, a day's work on disk, a stop."""
    data = tmp_path / "data"
    for folder in (data, tmp_path / "replica"):
        folder.mkdir()
    command, descriptor = narrow_room(tmp_path, data, notified)
    env = environment(None, **notified.environment(WATCHDOG_MS))
    with (tmp_path / "log").open("wb") as log:
        hub = subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=log, pass_fds=[descriptor]
        )
    os.close(descriptor)
    assert hub.stdout is not None
    try:
        ready = json.loads(hub.stdout.readline())
        notified.until("READY=1")
        assert order(ready["url"]) == 201
        notified.until("WATCHDOG=1")
        os.kill(ready["pid"], signal.SIGTERM)
        notified.until("STOPPING=1")
        status = hub.wait(timeout=STOP_S)
    finally:
        hub.kill()
        hub.wait()
        hub.stdout.close()
    said = (tmp_path / "log").read_text()
    assert status == 0
    assert [line for line in said.splitlines() if "ERROR" in line or "Traceback" in line] == []


TRIES = """
import ctypes, mmap, os, socket
def tried(what):
    try:
        what()
    except OSError as error:
        return type(error).__name__ + str(error.errno)
    return "done"
print(
    tried(lambda: open("/etc/giliran-was-here", "w")),
    tried(lambda: open("/var/tmp/mine", "w").close()),
    tried(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)),
    tried(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE)),
    tried(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW)),
    tried(lambda: os.chown("/var/tmp/mine", 0, 0)),
)
"""


@pytest.mark.skipif(bool(sandbox.missing()), reason=f"not to be had here: {sandbox.missing()}")
def test_that_room_is_narrow(tmp_path: Path) -> None:
    sandbox.filter_of(UNIT, tmp_path / "filter")
    descriptor = sandbox.descriptor_of(tmp_path / "filter")
    command = [*sandbox.room(), "--seccomp", str(descriptor), sys.executable, "-I", "-c", TRIES]
    told = subprocess.run(
        command, pass_fds=[descriptor], capture_output=True, text=True, check=True, timeout=20
    )
    os.close(descriptor)
    refused = "PermissionError1"
    assert told.stdout.split() == ["OSError30", "done", refused, "done", refused, refused]


def order(url: str) -> int:
    headers = {"Idempotency-Key": "one"}
    asked = {"service": "KTP"}
    with httpx.Client(base_url=url, trust_env=False, timeout=ANSWER_S) as http:
        services = http.get("/api/v1/services").json()["services"]
        asked["service"] = services[0]["code"]
        return http.post("/api/v1/tickets", json=asked, headers=headers).status_code
