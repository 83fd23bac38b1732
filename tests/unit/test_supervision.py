"""What a service manager hears of a hub and an app, and when it hears nothing."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shared.cli.environment import ROOT
from shared.hub.pulse import Pulse as HubPulse
from shared.link.line import Line
from shared.link.pulse import Pulse as AppPulse
from shared.protocol.supervision import Manager
from tests.notified import Notified, notified

__all__ = ["notified"]
BEAT_MS = 20
HANGS_S = 0.1


def test_without_a_manager_nothing_happens() -> None:
    nobody = Manager.from_environment({})
    nobody.ready("x")
    nobody.alive()
    nobody.stopping()
    assert nobody.beat_ms == 0


def test_a_manager_that_went_away_holds_nobody_up(tmp_path: Path) -> None:
    Manager(str(tmp_path / "gone")).ready("x")


def test_an_abstract_address_begins_with_an_at() -> None:
    name = f"giliran-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(f"\0{name}")
        line.settimeout(5)
        Manager(f"@{name}").says("two\nlines  are one")
        assert line.recv(100) == b"STATUS=two lines are one"


@pytest.mark.parametrize(
    ("pid", "wanted", "beat_ms"),
    [("", "900000", 300), (str(os.getpid()), "900000", 300), ("1", "900000", 0), ("", "soon", 0)],
    ids=["everybody", "this process", "another process", "no number"],
)
def test_it_beats_three_times_as_often_as_is_asked_of_this_process(
    pid: str, wanted: str, beat_ms: int
) -> None:
    env = {"NOTIFY_SOCKET": "/x", "WATCHDOG_PID": pid, "WATCHDOG_USEC": wanted}
    assert Manager.from_environment(env).beat_ms == beat_ms


def test_a_hub_whose_loop_hangs_is_mute(notified: Notified) -> None:
    pulse = HubPulse(Manager(str(notified.address), BEAT_MS))

    async def live() -> None:
        pulse.start("port 1")
        assert notified.next(0) == ["READY=1", "STATUS=port 1"]
        await asyncio.to_thread(hear_beats, notified)
        assert notified.is_mute(HANGS_S), "this thread is the loop's, and hangs"
        await asyncio.to_thread(hear_beats, notified)
        pulse.stop()
        await asyncio.to_thread(notified.until, "STOPPING=1")
        assert await asyncio.to_thread(notified.is_mute, HANGS_S)

    asyncio.run(live())


def test_an_app_whose_window_hangs_is_mute(
    notified: Notified, qtbot: QtBot, tmp_path: Path
) -> None:
    line = Line("kiosk", "kiosk-1", "Kiosk", data_dir=tmp_path)
    pulse = AppPulse(line, Manager(str(notified.address), BEAT_MS))
    pulse.start()
    assert notified.next(1) == ["READY=1", "STATUS=looks for its hub"]
    qtbot.wait(3 * BEAT_MS)
    assert notified.next(1) == ["WATCHDOG=1"]
    assert notified.is_mute(HANGS_S), "no event is looked at here"
    qtbot.wait(3 * BEAT_MS)
    assert notified.next(1) == ["WATCHDOG=1"]
    pulse.stop(for_good=False)
    assert notified.is_mute(HANGS_S), "one that begins anew does not say that it ends"
    line.close()


def hear_beats(notified: Notified) -> None:
    for _ in range(3):
        assert notified.until("WATCHDOG=1") == ["WATCHDOG=1"]


SESSION = """
import os, signal, subprocess, sys, time
from shared.protocol.supervision import Manager
manager = Manager.from_environment()
orphan = subprocess.Popen(["sh", "-c", "sleep 300 & echo $!"], stdout=subprocess.PIPE, text=True)
print(manager.beat_ms, os.getpid(), orphan.stdout.readline().strip(), flush=True)
if "unheard" in sys.argv:
    os.kill(os.getppid(), signal.SIGSTOP)
manager._tell("MAINPID=1", "FDSTORE=1")
manager._tell("READY=1")
manager.ready("stands")
manager.alive()
if "ends" in sys.argv:
    sys.exit(7)
time.sleep(300)
"""


class Watched:
    """The real deploy/watch.py over a session of our own, which leaves an orphan behind."""

    def __init__(self, notified: Notified, *words: str) -> None:
        env = os.environ | notified.environment(900) | {"WATCHDOG_PID": "1"}
        self.process = subprocess.Popen(
            [ROOT / "deploy" / "watch.py", sys.executable, "-c", SESSION, *words],
            env=env | {"PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        beat, *below = self.process.stdout.readline().split()
        self.beat_ms, self.below = int(beat), [int(one) for one in below]

    def ends(self) -> tuple[int, str]:
        said = self.process.communicate(timeout=20)[1]
        assert [pid for pid in self.below if Path(f"/proc/{pid}").exists()] == []
        return self.process.returncode, said


def test_what_an_app_says_is_handed_on_and_nothing_else(notified: Notified) -> None:
    watched = Watched(notified, "ends")
    assert watched.beat_ms == 300
    assert notified.next() == ["READY=1", "STATUS=stands"]
    assert notified.next() == ["WATCHDOG=1"]
    assert watched.ends() == (7, "")


def test_what_an_app_says_last_is_handed_on_however_late_it_is_heard(notified: Notified) -> None:
    """On a busy machine the session is over before its words have been read."""
    watched = Watched(notified, "unheard", "ends")
    session = os.pidfd_open(watched.below[0])
    assert select.select([session], [], [], 30)[0] == [session]
    os.close(session)
    watched.process.send_signal(signal.SIGCONT)
    assert notified.next() == ["READY=1", "STATUS=stands"]
    assert notified.next() == ["WATCHDOG=1"]
    assert watched.ends() == (7, "")


def test_a_session_that_is_stopped_leaves_nothing_behind(notified: Notified) -> None:
    watched = Watched(notified)
    notified.until("WATCHDOG=1")
    watched.process.terminate()
    assert watched.ends() == (128 + 15, "")


def test_an_app_that_hangs_says_where_and_is_gone(notified: Notified) -> None:
    """As systemd ends a service whose signs of life stay away."""
    watched = Watched(notified)
    notified.until("WATCHDOG=1")
    began = time.monotonic()
    watched.process.send_signal(6)
    status, said = watched.ends()
    assert (status, "Fatal Python error: Aborted" in said) == (128 + 6, True)
    assert time.monotonic() - began < 10


def test_without_systemd_the_session_is_run_as_it_is() -> None:
    env = {name: said for name, said in os.environ.items() if name != "NOTIFY_SOCKET"}
    done = subprocess.run(
        [ROOT / "deploy" / "watch.py", "sh", "-c", "exit 9"], env=env, check=False, timeout=20
    )
    assert done.returncode == 9
