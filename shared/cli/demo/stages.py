"""The demo on a screen: where each window stands, and the life of the whole."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.cli.demo.cast import Cast, DemoFailed, Player
from shared.cli.environment import environment

__all__ = ["DemoFailed", "on_desktop", "without_screen_for"]

LOOK_SECONDS = 0.2

COUNTERS = ("1", "2")

SAMPLE_PIN = "1234"
"""Of the sample site's officers on a hub that only this machine can reach."""

VISITORS_PER_MINUTE = 20
"""Of `--busy`: something happens every few seconds."""

WAITING = 20
"""Of `--busy`: a few more than its officers take at once, so that the counters have somebody."""

_MEASURE = """
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
area = app.primaryScreen().availableGeometry()
print(area.width(), area.height())
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A window's place in the screen's pixels."""

    x: int
    y: int
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}+{self.x}+{self.y}"


def without_screen_for(*, headless: bool, environment: Mapping[str, str]) -> str:
    """Why the demo runs without a screen; empty when it has one."""
    if headless:
        return "without a screen, as asked"
    if sys.platform == "linux" and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        return "there is no display here, so it runs without one and leaves pictures in --out"
    return ""


def arrange(width: int, height: int) -> dict[str, Place]:
    """Kiosk at the left in portrait; beside it the paper that comes from it, tall, and the TV;
    below those the counters, which share the width: below 400 pixels a counter cannot be read."""
    gap = max(8, width // 160)
    kiosk_height = height - 2 * gap
    kiosk_width = min(round(kiosk_height * 9 / 16), round(width * 0.305))
    left = kiosk_width + 2 * gap
    room = width - left - gap
    paper = min(max(270, round(room * 0.26)), room // 3)
    tv = room - paper - gap
    high = min(round(tv * 9 / 16), height * 3 // 5)
    below = high + 2 * gap
    half = (room - gap) // 2
    places = {
        "kiosk": Place(gap, gap, kiosk_width, kiosk_height),
        "printer": Place(left, gap, paper, high),
        "display": Place(left + paper + gap, gap, tv, high),
    }
    for at, counter in enumerate(COUNTERS):
        places[f"counter-{counter}"] = Place(
            left + at * (half + gap), below, half, height - below - gap
        )
    return places


def on_desktop(*, busy: bool, seconds: float) -> None:
    """Opens everything and waits until a window is closed, the time is over, or Ctrl-C."""
    places = arrange(*_screen())
    with (
        contextlib.suppress(KeyboardInterrupt),
        tempfile.TemporaryDirectory(prefix="giliran-demo-") as directory,
        Cast(Path(directory), environment()) as cast,
    ):
        _open_all(cast, places, busy=busy)
        _wait(cast, seconds)


def _screen() -> tuple[int, int]:
    command = [sys.executable, "-c", _MEASURE]
    measured = subprocess.run(command, capture_output=True, env=environment(), check=False)
    if measured.returncode:
        raise DemoFailed("the screen cannot be used: try 'giliran demo --headless --out DIR'")
    width, height = map(int, measured.stdout.split())
    return width, height


def _open_all(cast: Cast, places: Mapping[str, Place], *, busy: bool) -> None:
    _, hub = cast.hub()
    window = ("--window", "--geometry", places["printer"])
    _, printer = cast.printer(cast.directory / "paper", *window)

    def app(name: str, module: str, *more: object) -> Player:
        data = cast.directory / name
        line = ("--hub", hub, "--data", data)
        return cast.start(name, module, *line, "--windowed", places[name], *more)

    app("kiosk", "kiosk", "--device", "kiosk-1", "--printer", printer)
    app("display", "display", "--device", "tv-biru")
    for counter in COUNTERS:
        more = ("--counter", counter, "--officer", f"officer-{counter}", "--directed")
        _sign_on(app(f"counter-{counter}", "counter", *more))
    print(
        f"giliran demo: the hub is at {hub}. Take a number at the kiosk, call it at a counter"
        " (its officers are signed on; their PIN is 1234), look at the TV and listen."
        " Close any window or press Ctrl-C to end.",
        file=sys.stderr,
    )
    if busy:
        ours = [word for counter in COUNTERS for word in ("--leave", counter)]
        crowd = ("--hub", hub, "--visitors-per-minute", VISITORS_PER_MINUTE, *ours)
        crowd += ("--waiting", WAITING)
        cast.start("simulate", "shared.cli", "simulate", *crowd)


def _sign_on(counter: Player) -> None:
    """As its officer would; nobody waits for the answers."""
    for direction in ({"see": "pin", "within": 30}, {"keys": SAMPLE_PIN}, {"key": "Return"}):
        counter.say(direction)


def _wait(cast: Cast, seconds: float) -> None:
    began = time.monotonic()
    while not seconds or time.monotonic() - began < seconds:
        ended = cast.first_to_end()
        if ended is not None:
            if ended.exit_code:
                raise DemoFailed(
                    f"{ended.name} ended with status {ended.exit_code}:\n{ended.tail()}"
                )
            return
        time.sleep(LOOK_SECONDS)
