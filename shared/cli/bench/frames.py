"""Frames of a TV at 1080p with a video beside the calls: what is dropped on a machine without a
graphics card, and whether a call ever is.

The hub, the display and the video's own process are the usual ones; everything is drawn by the
processor into memory. A machine with a graphics card is measured by giving it one
(``QT_QUICK_BACKEND``, ``QT_QPA_PLATFORM``), which has not been done here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from shared.cli.bench.figures import Figure, percentile
from shared.cli.bench.tv_hall import SERVICE, Hub
from shared.cli.demo.cast import Cast, DemoFailed, Player
from shared.cli.environment import ROOT, without_screen

TV, COUNTER = "tv-biru", "1"
FILM, FILM_SECONDS, FILM_RATE = "film.mp4", 10, 25
FILM_SIZE = (1280, 720)
FILM_WITHIN, FILM_FRAMES = 120.0, 4
CALLS, FEW = 40, 6
SECONDS = 8.0
BETWEEN = 1.5
"""Seconds from one call's end to the next call."""
CALL_AIM = 100.0
"""ms from the officer's press to the frame that has the call, 99th percentile: the same as without
a video."""


def frames(directory: Path | None, *, quick: bool, film: Path | None = None) -> list[Figure]:
    """Frames a second at rest, with the video, and with calls coming in; and the calls' delay."""
    with (
        tempfile.TemporaryDirectory(dir=directory, prefix="giliran-bench-") as name,
        Cast(Path(name), _with_screen_of_ours()) as cast,
    ):
        hub = Hub(cast.hub()[1])
        display = _display(cast, hub)
        seconds = SECONDS / 4 if quick else SECONDS
        rest = _measured(display, "drive", seconds)
        calls = FEW if quick else CALLS
        plain = _calls(hub, display, range(1, calls + 1))
        _put_on(hub, film or _film(Path(name) / FILM))
        _direct(display, see="beside", within=60)
        _await_film(display)
        playing = _measured(display, "count", seconds)
        driven = _measured(display, "drive", seconds)
        _say(display, frames="count")
        spans = _calls(hub, display, range(calls + 1, 2 * calls + 1))
        called = _say(display, frames="take")
    return [
        _rate("frames a second at rest, as many as it can", rest),
        _rate(f"… with a video of {FILM_RATE} a second, as many as it can", driven),
        _rate("… that the video itself had drawn", playing),
        _rate("… with the video, and a call every 1.5 s", called),
        Figure(
            name="call to pixel over the video, median",
            unit="ms",
            runs=[percentile(spans, 0.5)],
            bound=[percentile(plain, 0.5)],
            bound_name="without a video",
        ),
        Figure(
            name="call to pixel over the video, 99th percentile",
            unit="ms",
            runs=[percentile(spans, 0.99)],
            bound=[percentile(plain, 0.99)],
            bound_name="without a video",
            at_most=CALL_AIM,
            more={"worst_ms": max(spans), "calls": len(spans)},
        ),
    ]


def _rate(name: str, found: dict[str, float]) -> Figure:
    more = {key: found[key] for key in ("gap_95_ms", "longest_ms")}
    return Figure(name=name, unit="/s", runs=[found["frames"] / found["seconds"]], more=more)


def _with_screen_of_ours() -> dict[str, str]:
    """Into memory, unless somebody has named a screen and a way to draw."""
    named = {one: os.environ[one] for one in ("QT_QPA_PLATFORM",) if one in os.environ}
    return without_screen() | named


def _display(cast: Cast, hub: Hub) -> Player:
    size = ("--windowed", "1920x1080", "--no-voice", "--directed")
    data = cast.directory / "display"
    display = cast.start(
        "display", "display", "--hub", hub.url, "--device", TV, "--data", data, *size
    )
    display.hear()
    hub.await_display()
    _direct(display, see="clock", within=20)
    return display


def _film(out: Path) -> Path:
    """Our own, recorded by a process of the tests; an installed Giliran has none and needs one."""
    if not (ROOT / "tests" / "sample_video.py").is_file():
        raise DemoFailed("there is no video to play here: name one with --film FILE")
    command = [sys.executable, "-m", "tests.sample_video", str(out), str(FILM_SECONDS)]
    subprocess.run([*command, *map(str, FILM_SIZE)], cwd=ROOT, env=without_screen(), check=True)
    return out


def _put_on(hub: Hub, film: Path) -> None:
    """The video is the whole playlist."""
    request = urllib.request.Request(
        f"{hub.url}/api/v1/media/{FILM}", method="PUT", data=film.read_bytes()
    )
    with urllib.request.urlopen(request) as answer:
        answer.read()
    hub.change_site(lambda site: site.update(playlist=[{"kind": "video", "file": FILM}]))


def _await_film(display: Player) -> None:
    """Until its frames come, some at least in half a second: what else changes on the screen
    changes once a second."""
    ends = time.monotonic() + FILM_WITHIN
    while _measured(display, "count", 0.5)["frames"] < FILM_FRAMES:
        if time.monotonic() > ends:
            raise DemoFailed(f"the video does not play; see {display.log}")


def _measured(display: Player, how: str, seconds: float) -> dict[str, float]:
    _say(display, frames=how)
    time.sleep(seconds)
    return _say(display, frames="take")


def _calls(hub: Hub, display: Player, which: range) -> list[float]:
    """ms from each officer's press to the frame that has the call; a call that none has ends the
    bench. Between two calls the video goes on."""
    spans = []
    for nth in which:
        hub.ask("POST", "tickets", service=SERVICE)
        called = time.time()
        hub.ask("POST", f"counters/{COUNTER}/call-next")
        noted = _direct(display, note="shown", nth=nth)["noted"]
        spans.append((noted - called) * 1_000)
        hub.ask("POST", f"counters/{COUNTER}/start")
        hub.ask("POST", f"counters/{COUNTER}/finish")
        time.sleep(BETWEEN)
    return spans


def _direct(display: Player, **direction: Any) -> dict[str, Any]:
    answer = _say(display, **direction)
    if not answer["ok"]:
        raise DemoFailed(f"{answer['error']}; see {display.log}")
    return answer


def _say(display: Player, **direction: Any) -> dict[str, Any]:
    display.say(direction)
    return display.hear(float(direction.get("within", 10)) + 20)
