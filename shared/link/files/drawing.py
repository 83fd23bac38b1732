"""The app's end of the process that reads pictures: asked for one thing at a time."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from shared.link.files.picture_messages import List, Listed, PictureNews, Prepare, Prepared
from shared.link.process import LineProcess
from shared.link.scratch import Scratch

log = logging.getLogger(__name__)

TIMEOUT_MS = 10_000
"""A folder or a picture that takes longer is passed over."""


class Drawing(QObject):
    """Has folders listed and pictures drawn; the process starts with the first thing asked."""

    listed = Signal(str, list, str)
    """The folder, its pictures (`Source`), and why there are none."""
    prepared = Signal(Path, str)
    """Where the picture lies; the reason, where it cannot be shown."""
    broken = Signal(str)
    """What was asked for has hung or ended the process; why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scratch = Scratch()
        self._count = 0
        self._folder = ""
        self._out: Path | None = None
        """Where the picture that is asked for will be drawn."""
        self._stuck = False
        """The process was told to end and has not."""
        self._process: LineProcess | None = None
        self._deadline = QTimer(self, singleShot=True, interval=TIMEOUT_MS)
        self._deadline.timeout.connect(self._on_deadline)

    @property
    def pid(self) -> int:
        """The reading process's id, 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    @property
    def waits(self) -> bool:
        """Something was asked for and is not answered."""
        return self._deadline.isActive()

    @property
    def busy(self) -> bool:
        """It waits, or the process cannot be asked."""
        return self._stuck or self.waits

    def allow(self, milliseconds: int) -> None:
        """How long a folder or a picture may take from now on."""
        self._deadline.setInterval(milliseconds)

    def list(self, folder: Path) -> None:
        """Which pictures are in a folder? Nothing is asked of a process that is about to end."""
        if not self._stuck:
            self._folder = str(folder)
            self._send(List(self._folder))

    def draw(self, picture: Path, size: tuple[int, int]) -> None:
        """A picture, at most so large; OSError where there is no room for it."""
        self._count += 1
        self._out = self._scratch.path(f"picture-{self._count}.png")
        self._send(Prepare(str(picture), *size, str(self._out)))

    def forget(self) -> None:
        """Nobody waits for what was asked any more."""
        self._deadline.stop()
        self._folder, self._out = "", None

    def close(self) -> None:
        """Ends its process; nothing is told afterwards."""
        self.forget()
        if self._process is not None:
            self._process.close()

    def _send(self, order: List | Prepare) -> None:
        if self._process is None:
            self._process = LineProcess("shared.link.files.picture_worker", self)
            self._process.line.connect(self._on_line)
            self._process.gone.connect(self._on_gone)
        self._deadline.start()
        self._process.send(order)

    def _on_line(self, line: bytes) -> None:
        try:
            news = msgspec.json.decode(line, type=PictureNews)
        except msgspec.DecodeError as error:
            log.warning("the picture process said %r: %s", line, error)
            return
        match news:
            case Listed(folder, sources, reason) if folder == self._folder:
                self.forget()
                self.listed.emit(folder, sources, reason)
            case Prepared(out, reason) if out == str(self._out):
                self.forget()
                self.prepared.emit(Path(out), reason)
            case Prepared(out):
                Path(out).unlink(missing_ok=True)

    def _on_deadline(self) -> None:
        assert self._process is not None
        folder, drawing = self._folder, self._out is not None
        self._give_up()
        self._stuck = True
        self._process.kill()
        if drawing:
            self.broken.emit("it takes too long")
        else:
            self.listed.emit(folder, [], f"{folder} takes too long")

    def _on_gone(self) -> None:
        self._stuck = False
        drawing = self._deadline.isActive() and self._out is not None
        self._deadline.stop()
        self._give_up()
        if drawing:
            self.broken.emit("it broke the process that reads it")

    def _give_up(self) -> None:
        if self._out is not None:
            self._out.unlink(missing_ok=True)
        self.forget()
