"""Says whether a TV could show files: ``python -m display.playlist.check FILE …``.

Through the very processes that a display uses, so that a file which breaks one breaks nothing
here. One line of JSON for each file: ``{"file", "ok", "kind", "detail"}``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QImage

from display.playlist.video import Video
from display.playlist.video_messages import Opened
from shared.link.files.drawing import Drawing

ROOM = (1280, 800)
SECONDS = 2.0
"""Of a video that are played."""
GIVE_UP_SECONDS = 25.0
SMOOTH_PIXELS = 1920 * 1088
"""More is played, and costs a TV's machine what it may not have."""
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".svg"})
DRAWINGS = (b"<svg", b"<?xml", b"<!DOCTYPE")


class Verdict(NamedTuple):
    """Of one file."""

    ok: bool
    detail: str


def main(arguments: Sequence[str] | None = None) -> int:
    """1 where one of the files cannot be shown."""
    QCoreApplication(sys.argv[:1])
    good = True
    for name in sys.argv[1:] if arguments is None else arguments:
        verdict = look_at(Path(name))
        good = good and verdict.ok
        kind = "picture" if Path(name).is_file() and is_picture(Path(name)) else "video"
        told = {"file": name, "ok": verdict.ok, "kind": kind, "detail": verdict.detail}
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
        sys.stdout.flush()
    return 0 if good else 1


def look_at(file: Path) -> Verdict:
    """Draws a picture, or plays the first seconds of a video."""
    if not file.is_file():
        return Verdict(False, "there is no such file")
    return _picture(file) if is_picture(file) else _video(file)


def is_picture(file: Path) -> bool:
    """By its ending; a file of the hub's store has none, and is looked at."""
    if file.suffix:
        return file.suffix.lower() in PICTURES
    with file.open("rb") as opened:
        head = opened.read(12)
    known = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", *DRAWINGS)
    return head.removeprefix(b"\xef\xbb\xbf").startswith(known) or head[8:] == b"WEBP"


def _picture(file: Path) -> Verdict:
    drawing, found = Drawing(), list[Verdict]()

    def on_prepared(out: Path, reason: str) -> None:
        image = QImage(str(out))
        size = f"picture, drawn as {image.width()} × {image.height()}"
        found.append(Verdict(not reason, reason or size))

    drawing.prepared.connect(on_prepared)
    drawing.broken.connect(lambda reason: found.append(Verdict(False, reason)))
    drawing.draw(file, ROOM)
    _until(lambda: bool(found))
    drawing.close()
    return found[0] if found else Verdict(False, "it takes too long")


def _video(file: Path) -> Verdict:
    video, found = Video(), list[Verdict]()
    opened, frames = list[Opened](), list[float]()
    video.opened.connect(opened.append)
    video.drawn.connect(lambda: frames.append(time.monotonic()))
    video.failed.connect(lambda reason, _: found.append(Verdict(False, reason)))
    video.ended.connect(lambda: found.append(Verdict(True, "")))
    video.play(file, ROOM, sound=False)
    _until(lambda: bool(found) or (bool(frames) and time.monotonic() > frames[0] + SECONDS))
    video.close()
    if found and not found[0].ok:
        return found[0]
    if not frames:
        return Verdict(False, "it shows no picture")
    return Verdict(True, _described(opened[0] if opened else None, frames))


def _described(opened: Opened | None, frames: list[float]) -> str:
    lasted = frames[-1] - frames[0]
    rate = f"{(len(frames) - 1) / lasted:.0f} frames a second here" if lasted > 0 else "one frame"
    if opened is None:
        return f"video, {rate}"
    size = f"{opened.width} × {opened.height}"
    much = opened.width * opened.height > SMOOTH_PIXELS
    remark = "; larger than 1080p: make it smaller, few machines play it smoothly" if much else ""
    return f"video, {size}, {opened.duration / 1000:.0f} s, {rate}{remark}"


def _until(done: Callable[[], bool]) -> None:
    loop, ends = QEventLoop(), time.monotonic() + GIVE_UP_SECONDS
    ticker = QTimer(interval=20)
    ticker.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > ends else None)
    ticker.start()
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
