"""The real session of a screen: cage, the app in it, deploy/watch.py, in the room of its unit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.cli.environment import ROOT, environment
from tests import sandbox
from tests.notified import Notified, notified

__all__ = ["notified"]
LACKING = sandbox.missing() or ", ".join(
    name for name in ("cage", "Xwayland") if shutil.which(name) is None
)
pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(180),
    pytest.mark.skipif(bool(LACKING), reason=f"not installed here: {LACKING}"),
]
WATCHDOG_MS = 3_000
MUTE_S = 2.5


class Session:
    """`deploy/session` as its unit runs it, on a screen that is none."""

    def __init__(self, role: str, folder: Path, notified: Notified) -> None:
        self.role, self._folder = role, folder
        run = folder / "run"
        run.mkdir(mode=0o700)
        sandbox.filter_of(
            ROOT / "deploy" / "systemd" / f"giliran-{role}.service", folder / "filter"
        )
        descriptor = sandbox.descriptor_of(folder / "filter")
        env = environment(None, **notified.environment(WATCHDOG_MS))
        env.pop("QT_QPA_PLATFORM", None)
        env |= {
            "XDG_RUNTIME_DIR": str(run),
            "WLR_BACKENDS": "headless",
            "WLR_RENDERER": "pixman",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "QT_QUICK_BACKEND": "software",
            "PYTHONFAULTHANDLER": "1",
            "GILIRAN_COMMAND": str(self._command()),
        }
        command = [str(ROOT / "deploy" / "session"), role, "--data", str(folder / "data")]
        room = [*sandbox.room(folder), "--seccomp", str(descriptor)]
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*room, *command], env=env, stderr=log, pass_fds=[descriptor]
            )
        os.close(descriptor)

    def _command(self) -> Path:
        """Stands in for the installed command."""
        command = self._folder / "giliran"
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m "$@"\n')
        command.chmod(0o755)
        return command

    def pid(self, words: str) -> int:
        """Of the process of this session whose command line has `words`."""
        (found,) = (pid for pid, said in self.processes() if words in said)
        return found

    def processes(self) -> Iterator[tuple[int, str]]:
        for place in Path("/proc").glob("[0-9]*"):
            try:
                said = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if str(self._folder) in said and "bwrap" not in said:
                yield int(place.name), said


@pytest.mark.parametrize("role", ["kiosk", "display"])
def test_a_window_that_hangs_is_noticed_and_cleared_away(
    tmp_path: Path, notified: Notified, role: str
) -> None:
    session = Session(role, tmp_path, notified)
    try:
        assert notified.until("READY=1") == ["READY=1", "STATUS=looks for its hub"]
        assert notified.until("WATCHDOG=1")
        app = session.pid(f"-P -m {role} ")
        os.kill(app, signal.SIGSTOP)
        assert notified.is_mute(MUTE_S)
        os.kill(app, signal.SIGCONT)
        os.kill(session.pid("deploy/watch.py"), signal.SIGABRT)  # as systemd does then
        session.process.wait(timeout=20)
        assert list(session.processes()) == []
        assert "Fatal Python error: Aborted" in session.log.read_text()
    finally:
        session.process.kill()
        session.process.wait()
