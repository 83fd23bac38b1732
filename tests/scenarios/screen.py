"""A screen of the test's own: an X server, a pointer and a keyboard, and no window manager."""

from __future__ import annotations

import os
import select
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
        self._hands: subprocess.Popen[str] | None = None
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
        self._hands = subprocess.Popen(
            ["xdotool", "-"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        if self._hands is not None:
            self._hands.communicate(timeout=10)
        self._server.terminate()
        self._server.wait(10)

    @property
    def environment(self) -> dict[str, str]:
        """What programs need that are to open their windows here."""
        qt = {"QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}
        return environment(None, DISPLAY=self._display, **qt)

    def click(self, x: int, y: int, times: int = 1, button: int = 1) -> None:
        """The pointer goes there and presses."""
        repeat = f"--repeat {times} --delay {DOUBLE_TAP_MS}" if times > 1 else ""
        self._do(f"mousemove {x} {y} click {repeat} {button}")

    def focus(self, pid: int) -> None:
        """The keyboard goes to the window of a program."""
        command = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(pid)]
        found = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=10, check=True
        )
        self._do(f"windowfocus --sync {found.stdout.split()[-1]}")

    def press(self, *keys: str) -> None:
        """Keys by their X names: Return, KP_Add, F8."""
        self._do(f"key --delay 20 {' '.join(keys)}")

    def type(self, text: str) -> None:
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        self._do(f'type --delay 20 "{quoted}"')

    def _do(self, words: str) -> None:
        """Has the one pointer and keyboard do it; returns once the X server has been told."""
        assert self._hands is not None
        assert self._hands.stdin is not None
        assert self._hands.stdout is not None
        self._hands.stdin.write(f"{words}\ngetmouselocation\n")
        self._hands.stdin.flush()
        assert select.select([self._hands.stdout], [], [], 10)[0], f"xdotool does not {words}"
        assert self._hands.stdout.readline().startswith("x:"), f"xdotool has ended over: {words}"
