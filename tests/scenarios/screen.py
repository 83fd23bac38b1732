"""A screen of the test's own: an X server, a pointer and a keyboard, and no window manager."""

from __future__ import annotations

import os
import shutil
import subprocess
from types import TracebackType
from typing import Self

from shared.cli.environment import environment

NEEDED = ("Xvfb", "xdotool")
DOUBLE_TAP_MS = 80


def missing() -> str:
    """Which programs are not here; empty where all are."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


class Screen:
    """Entered with a screen that takes windows. Clicks and keys are those of the X server."""

    def __init__(self, width: int = 3840, height: int = 2160) -> None:
        self._size = f"{width}x{height}x24"
        self._server: subprocess.Popen[bytes] | None = None
        self._display = ""

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", self._size]
        self._server = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            self._display = f":{said.readline().strip()}"
        assert self._display != ":", "Xvfb did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.terminate()
        self._server.wait(10)

    @property
    def environment(self) -> dict[str, str]:
        """What programs need that are to open their windows here."""
        qt = {"QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}
        return environment(None, DISPLAY=self._display, **qt)

    def click(self, x: int, y: int, times: int = 1) -> None:
        """The pointer goes there and presses."""
        repeat = ("--repeat", str(times), "--delay", str(DOUBLE_TAP_MS))
        self._do("mousemove", "--sync", str(x), str(y), "click", *repeat, "1")

    def focus(self, pid: int) -> None:
        """The keyboard goes to the window of a program."""
        found = self._do("search", "--sync", "--onlyvisible", "--pid", str(pid)).split()
        self._do("windowfocus", "--sync", found[-1])

    def press(self, *keys: str) -> None:
        """Keys by their X names: Return, KP_Add, F8."""
        self._do("key", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        self._do("type", "--delay", "20", text)

    def _do(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=10, check=False
        )
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
        return done.stdout
