"""The apps: from the tap to the printer, from the key to the pixel and the first sound, from the
start to the first frame; the last beside a bare QML window."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from shared.cli.bench.figures import Figure, percentile
from shared.cli.bench.paper import FirstBytes
from shared.cli.demo.cast import Cast, Player
from shared.cli.environment import without_screen

SERVICE, COUNTER = "KTP-BARU", "1"

_BARE_WINDOW = """
import sys, time
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
import PySide6.QtQuick
app = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.loadData(b"import QtQuick; Window { visible: true; width: 1280; height: 720 }")
engine.rootObjects()[0].frameSwapped.connect(lambda: (print(time.time(), flush=True), app.quit()))
app.exec()
"""

APPS = {
    "kiosk": ("--device", "kiosk-1", "--windowed", "1080x1920"),
    "counter": ("--counter", COUNTER, "--windowed", "1366x768"),
    "display": ("--device", "tv-biru", "--windowed", "1920x1080", "--no-voice"),
}


def apps(directory: Path | None, *, rounds: int, quick: bool) -> list[Figure]:
    """All figures of the apps, drawn into memory, with a hub and a printer on this machine."""
    with (
        tempfile.TemporaryDirectory(dir=directory, prefix="giliran-bench-") as name,
        Cast(Path(name), without_screen()) as cast,
    ):
        hub = cast.hub()[1]
        figures = _starts(cast, hub, rounds)
        figures.append(_paper(cast, hub, visits=5 if quick else 40))
        _post(hub, f"counters/{COUNTER}/open", officer=f"officer-{COUNTER}", pin="1234")
        figures.append(_pixels(cast, hub, calls=5 if quick else 100))
        figures.append(_sounds(cast, hub, calls=2 if quick else 7))
    return figures


# Starting -----------------------------------------------------------------------------------


def _starts(cast: Cast, hub: str, rounds: int) -> list[Figure]:
    bare: list[float] = []
    measured: dict[str, list[float]] = {name: [] for name in APPS}
    for turn in range(rounds):
        bare.append(_bare_window())
        for name, arguments in APPS.items():
            app, first = start_app(cast, f"{name}-{turn}", name, hub, *arguments)
            measured[name].append(first)
            app.end()
    figures = [Figure(name="start of a bare QML window", unit="ms", runs=bare)]
    for name, runs in measured.items():
        figure = Figure(
            name=f"start of the {name}", unit="ms", runs=runs, bound=bare, bound_name="bare"
        )
        figures.append(figure)
    return [*figures, _working(cast, hub, rounds)]


def _working(cast: Cast, hub: str, rounds: int) -> Figure:
    """ms from the start of the counter until its form takes keys: the hub is found, the site read,
    the form drawn and the officer's place in it."""
    runs = []
    for turn in range(rounds):
        began = time.time()
        app, _ = start_app(cast, f"working-{turn}", "counter", hub, *APPS["counter"])
        direct(app, see="signOn", within=20)
        runs.append((time.time() - began) * 1000)
        app.end()
    return Figure(
        name="start of the counter until it takes keys", unit="ms", runs=runs, at_most=2000
    )


def _bare_window() -> float:
    began = time.time()
    command = [sys.executable, "-c", _BARE_WINDOW]
    done = subprocess.run(command, capture_output=True, check=True, env=without_screen())
    return (float(done.stdout.split()[0]) - began) * 1000


def start_app(cast: Cast, name: str, app: str, hub: str, *arguments: str) -> tuple[Player, float]:
    """The app, and after how many ms it drew its first frame."""
    began = time.time()
    data = cast.directory / name
    player = cast.start(name, app, "--hub", hub, "--data", data, "--directed", *arguments)
    return player, (player.hear()["first_frame"] - began) * 1000


# From the tap to the paper ------------------------------------------------------------------


def _paper(cast: Cast, hub: str, visits: int) -> Figure:
    with FirstBytes() as printer:
        kiosk, _ = start_app(
            cast, "kiosk", "kiosk", hub, *APPS["kiosk"], "--printer", printer.address
        )
        spans = [visit(kiosk, printer, again=nth > 0) for nth in range(visits + 1)]
        kiosk.end()
    return Figure(
        name="tap to the printer's first byte, 99th percentile",
        unit="ms",
        runs=[percentile(spans[1:], 0.99)],
        at_most=100,
        more={"median_ms": percentile(spans[1:], 0.5), "first_ms": spans[0]},
    )


def visit(kiosk: Player, printer: FirstBytes, *, again: bool) -> float:
    """ms from the last touch to the first byte; the same service again asks for whom it is."""
    direct(kiosk, tap=f"service-{SERVICE}", within=20)
    if again:
        direct(kiosk, tap="take")
    printer.forget()
    tapped: float = direct(kiosk, tap="forOtherYes" if again else "take")["tapped"]
    first = printer.first(within=10)
    direct(kiosk, tap="finish")
    return (first - tapped) * 1000


def direct(app: Player, within: float = 10.0, **direction: Any) -> dict[str, Any]:
    """A direction (shared.qml.director) and its answer."""
    app.say({**direction, "within": within})
    answer = app.hear(within + 20)
    assert answer["ok"], answer
    return answer


# From the key to the pixel and the sound ----------------------------------------------------


def _pixels(cast: Cast, hub: str, calls: int) -> Figure:
    display, _ = start_app(cast, "display", "display", hub, *APPS["display"])
    direct(display, see="clock", within=20)
    spans = [_until_noted(display, hub, "shown", nth) for nth in range(1, calls + 1)]
    display.end()
    return Figure(
        name="call to pixel, 99th percentile",
        unit="ms",
        runs=[percentile(spans, 0.99)],
        at_most=100,
        more={"median_ms": percentile(spans, 0.5)},
    )


def _sounds(cast: Cast, hub: str, calls: int) -> Figure:
    """Each call with nobody before it; what is heard goes into a file in real time."""
    more = ("--device", "tv-biru", "--windowed", "1920x1080", "--sound-file")
    display, _ = start_app(cast, "voice", "display", hub, *more, str(cast.directory / "heard.wav"))
    direct(display, see="clock", within=20)
    spans = []
    for nth in range(1, calls + 1):
        spans.append(_until_noted(display, hub, "sounding", nth))
        direct(display, note="silent", nth=nth, within=20)
    display.end()
    return Figure(
        name="call to the first sound",
        unit="ms",
        runs=spans,
        at_most=300,
        more={"longest_ms": max(spans)},
    )


def _until_noted(display: Player, hub: str, kind: str, nth: int) -> float:
    """ms from the officer's request for one more call until the display notes what it caused."""
    _post(hub, "tickets", service=SERVICE)
    called = time.time()
    _post(hub, f"counters/{COUNTER}/call-next")
    noted = direct(display, note=kind, nth=nth)["noted"]
    _post(hub, f"counters/{COUNTER}/finish")
    return float(noted - called) * 1000


def _post(hub: str, path: str, **body: str) -> None:
    request = urllib.request.Request(
        f"{hub}/api/v1/{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        answer.read()
