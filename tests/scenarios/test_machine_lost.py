"""The hub's machine is lost with a ticket that only its kiosk knows; another machine goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.cli.environment import environment, python, without_screen
from shared.hub.backup.litestream import NoLitestream, program
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub
from tests.scenarios.hall import LOOK_S, App, Hall

try:
    program()
except NoLitestream as missing:
    pytest.skip(str(missing), allow_module_level=True)

DEADLINE_S = 30.0


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with Hall(tmp_path, without_screen(), "--backup", str(tmp_path / "replica")) as hall:
        yield hall


def take(hall: Hall, kiosk: App, service: str, number: str) -> str:
    """A visitor takes a number and sees it; the ticket."""
    kiosk.tap(f"service-{service}", within=20)
    kiosk.tap("take")
    kiosk.see("number", text=number)
    ticket = str(hall.told("TicketIssued", number=number).body["ticket"])
    kiosk.tap("finish", within=20)
    return ticket


def replica_is_whole(hub: RealHub) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while True:
        now = hub.get("/healthz")
        if now["backup"]["state"] == "running" and now["backup"]["seq"] == now["journal"]["seq"]:
            return
        assert time.monotonic() < deadline, now
        time.sleep(LOOK_S)


def hold_replica(hub: RealHub) -> None:
    """From now on nothing gets into it, as in the second before the loss."""
    pid = hub.ready["pid"]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    for child in children:
        if b"litestream" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGSTOP)


def restore(source: Path, data: Path) -> None:
    command = python("shared.cli", "restore", str(source), "--data", str(data))
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.long
@pytest.mark.timeout(150)
def test_the_kiosk_knows_what_the_backup_lacks(hall: Hall, tmp_path: Path) -> None:
    with AppLine(hall.hub.url, "kiosk", "kiosk-2", grant=None) as other:
        other.welcome()
    kiosk = hall.start("kiosk", "--device", "kiosk-1", "--windowed", "1080x1920")
    kept = take(hall, kiosk, "KTP-BARU", "A-001")
    replica_is_whole(hall.hub)
    hold_replica(hall.hub)
    lost = take(hall, kiosk, "KTP-CETAK", "A-002")
    port = hall.hub.port
    hall.hub.kill()
    shutil.rmtree(hall.hub.directory)

    restore(tmp_path / "replica", tmp_path / "new")
    again = RealHub(tmp_path / "new", "--always-open", "--listen", f"127.0.0.1:{port}")
    with again as hub:
        kiosk.see("shut", text="Sistem sedang dipulihkan")
        with AppLine(hub.url, "kiosk", "kiosk-2", grant=None) as other:
            other.welcome()
            kiosk.gone("shut")
        deadline = time.monotonic() + DEADLINE_S
        while hub.request("GET", f"/api/v1/tickets/{lost}").status_code != 200:
            assert time.monotonic() < deadline, "the kiosk has not handed it over"
            time.sleep(LOOK_S)
        assert hub.get(f"/api/v1/tickets/{kept}")["number"] == "A-001"
        assert hub.get(f"/api/v1/tickets/{lost}")["number"] == "A-002"
        assert hub.take()["number"] == "A-023"  # what others may have got meanwhile is passed over
