"""Measures a TV with its playlist on: ``python -m display.playlist.measure VIDEO [--turns N]``.

Frames a second and how long a call takes until it is drawn, with the video playing and without;
with ``--turns`` what the display and its processes hold in memory after so many turns of a picture,
a notice and the video.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage

from display.app import Display
from display.rehearsal import ScriptedHall, ScriptedVoice
from display.screenshots import FULL_HD, Shot, device, idle, moment, sample_site
from display.zones import ZoneKeeper
from shared.domain.site import Playing
from shared.link.files.stock import Source, Stock
from shared.protocol.views import MediumView
from shared.qml import application

TICK_MS = 4
CALLS = 20
EVERY = 25
"""Turns between two looks at the memory."""


class Frames(NamedTuple):
    """Of some seconds: video frames painted, how late a timer of `TICK_MS` came, and how long
    calls took until they were drawn (ms)."""

    a_second: float
    late_95: float
    late_worst: float
    call_median: float
    call_worst: float


class Tv:
    """A display in a window of its own, over a scripted hall."""

    def __init__(self, folder: Path, files: dict[str, Path], entries: list[Playing]) -> None:
        shot = Shot(name="measure", script=idle)
        site = replace(sample_site(), playlist=tuple(entries))
        self.hall = ScriptedHall(site, device(site, shot), moment(site, shot.time))
        media = [_kept(folder, name, file) for name, file in files.items()]
        self.display = Display(
            self.hall,
            ZoneKeeper(None),
            "TV-7K",
            FULL_HD,
            voice=ScriptedVoice(),
            stock=Stock(folder, Source),
        )
        self.video = self.display.model.playlist.video
        idle(self.hall)
        self.hall.know(media=tuple(media))

    def wait(self, done: Callable[[], bool], seconds: float = 30, pass_ms: int = 0) -> None:
        """Lets Qt work; `pass_ms` of the hall's time go by with each look."""
        loop, ends = QEventLoop(), time.monotonic() + seconds

        def look() -> None:
            if pass_ms:
                self.hall.pass_time(pass_ms)
            if done() or time.monotonic() > ends:
                loop.quit()

        ticker = QTimer(interval=10)
        ticker.timeout.connect(look)
        ticker.start()
        loop.exec()

    def frames(self, seconds: float) -> Frames:
        """Measures for so long, with calls coming in."""
        drawn, late, calls = [0], list[float](), list[float]()
        last = [time.perf_counter()]

        def on_tick() -> None:
            now = time.perf_counter()
            late.append((now - last[0]) * 1000 - TICK_MS)
            last[0] = now

        def count() -> None:
            drawn[0] += 1

        self.video.drawn.connect(count)
        began = time.monotonic()
        self.wait(lambda: time.monotonic() - began > seconds, seconds + 5)
        rate = drawn[0] / (time.monotonic() - began)
        ticker = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        ticker.timeout.connect(on_tick)
        last[0] = time.perf_counter()
        ticker.start()
        for number in range(CALLS):
            calls.append(self._call(f"P-{100 + number}"))
        ticker.stop()
        self.video.drawn.disconnect(count)
        late.sort()
        return Frames(
            rate,
            late[int(len(late) * 0.95)],
            late[-1],
            statistics.median(calls),
            max(calls),
        )

    def _call(self, number: str) -> float:
        """ms from a call to the frame that has it; afterwards the video goes on."""
        shown = len(self.hall.shown)
        began = time.perf_counter()
        self.hall.call(number, "12", zone="hijau")
        self.wait_shown(shown)
        took = (time.perf_counter() - began) * 1000
        self.hall.know(calls=())
        pause = time.monotonic() + 0.25
        self.wait(lambda: time.monotonic() > pause)
        return took

    def wait_shown(self, before: int) -> None:
        ends = time.monotonic() + 5
        while len(self.hall.shown) == before and time.monotonic() < ends:
            QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 2)

    def turns(self, count: int) -> Iterator[tuple[int, int, int]]:
        """After each `EVERY` turns: how many, MB of the display, MB of the video's process."""
        seen, wanted, before = 0, 0, ""
        place = self.display.model.place

        def look() -> bool:
            nonlocal seen, before
            kind = str(place.property("kind"))
            seen += kind != before
            before = kind
            return seen >= wanted

        while wanted < count:
            wanted += EVERY
            self.wait(look, 300, pass_ms=500)
            yield seen, _memory("self"), _memory(str(self.video.pid))


def main() -> int:
    parser = ArgumentParser(prog="display.playlist.measure", description=__doc__)
    parser.add_argument("video", type=Path)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--turns", type=int, default=0)
    options = parser.parse_args()
    application("Giliran Display")
    with tempfile.TemporaryDirectory() as folder:
        if options.turns:
            _tell_turns(Path(folder), options.video, options.turns)
        else:
            _tell_frames(Path(folder), options.video, options.seconds)
    return 0


def _tell_frames(folder: Path, video: Path, seconds: float) -> None:
    plain = Tv(folder, {}, [])
    _say("without a playlist", plain.frames(1))
    plain.display.close()
    tv = Tv(folder, {"a.mp4": video}, [Playing(kind="video", file="a.mp4")])
    tv.wait(lambda: tv.video.frame is not None)
    _say("with the video", tv.frames(seconds))
    tv.display.close()


def _say(what: str, found: Frames) -> None:
    sys.stdout.write(
        f"{what}: {found.a_second:.1f} video frames/s; a timer is late by {found.late_95:.1f} ms"
        f" (95 %), {found.late_worst:.1f} at worst; call to drawn: median {found.call_median:.0f},"
        f" worst {found.call_worst:.0f} ms\n"
    )


def _tell_turns(folder: Path, video: Path, count: int) -> None:
    poster = folder / "poster.png"
    image = QImage(1920, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("#224466"))
    image.save(str(poster))
    entries = [
        Playing(kind="picture", file="a.png", seconds=4),
        Playing(kind="notice", text={"id": "Bawa KTP asli."}, seconds=4),
        Playing(kind="video", file="a.mp4"),
    ]
    files = {"a.png": poster, "a.mp4": video}
    tv = Tv(folder / "media", files, entries)
    for seen, own, theirs in tv.turns(count):
        sys.stdout.write(f"{seen} turns: display {own} MB, video process {theirs} MB\n")
        sys.stdout.flush()
    tv.display.close()


def _kept(folder: Path, name: str, file: Path) -> MediumView:
    folder.mkdir(exist_ok=True)
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    (folder / digest).write_bytes(content)
    kind = "video" if name.endswith(".mp4") else "picture"
    return MediumView(name=name, digest=digest, size=len(content), kind=kind)


def _memory(process: str) -> int:
    """Resident, MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


if __name__ == "__main__":
    sys.exit(main())
