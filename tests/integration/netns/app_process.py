"""A whole app on a host of the hall's network, as an installation starts it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

_OPTIONS = {"display": ["--no-voice"]}
"""Nobody listens to the voice here, and its start is another test's."""


class AppProcess:
    """`python -m kiosk` or one of the others; reads of its line in its log."""

    def __init__(self, prefix: Sequence[str], role: str, data: Path) -> None:
        self._prefix = list(prefix)
        self._said: list[str] = []
        self._live_at = 0.0
        self._process = subprocess.Popen(
            [
                *(*prefix, sys.executable, "-m", role, "--data", str(data)),
                *("--windowed", "640x360", *_OPTIONS.get(role, [])),
            ],
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_until_looking(self) -> None:
        """Until it listens for hubs: the app itself is up."""
        self._wait_for(self._listens, "it does not look for a hub")

    def live(self) -> float:
        """When its line became live, by the monotonic clock."""
        self._wait_for(lambda: self._live_at > 0, "its line is not live")
        return self._live_at

    def end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        assert self._process.stderr is not None
        self._process.stderr.close()

    def _listens(self) -> bool:
        command = [*self._prefix, "ss", "--listening", "--udp", "--numeric"]
        return ":5353" in subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def _wait_for(self, wanted: object, otherwise: str) -> None:
        assert callable(wanted)
        deadline = time.monotonic() + 30
        while not wanted():
            status = self._process.poll()
            problem = otherwise if status is None else f"it ended with {status}"
            assert status is None, f"{problem}: {self._said}"
            assert time.monotonic() < deadline, f"{problem}: {self._said}"
            time.sleep(0.02)

    def _read(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if "line live" in line and not self._live_at:
                self._live_at = time.monotonic()
            self._said.append(line)
