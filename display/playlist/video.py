"""The display's end of the video process: its frames, its sound, and a watch over it."""

from __future__ import annotations

import logging
import mmap
import os
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from display.playlist.video_messages import (
    BYTES_A_PIXEL,
    SLOTS,
    Drawn,
    Ended,
    Failed,
    Loud,
    Opened,
    Pause,
    Play,
    Resume,
    Seen,
    Stop,
    VideoNews,
)
from display.voice.sound import TARGET_LUFS
from shared.link.process import LineProcess

log = logging.getLogger(__name__)

BEGIN_MS = 15_000
"""Until the first frame: a process may have to be started on a busy machine."""
STALL_MS = 5_000
"""Without a frame for so long it has stalled."""
FRAMES_A_SECOND = 30
LARGEST = (1920, 1080)
"""A frame is handed over at most so large; a finer TV makes it larger itself."""
RENEW_AFTER = 100
"""Videos, or `RENEW_MB` of memory: then another process takes over, between two videos."""
RENEW_MB = 700

MODULE = "display.playlist.video_worker"


class Ring:
    """The memory that the process draws into; gone when both have let go of it."""

    def __init__(self, serial: int, width: int, height: int) -> None:
        self.serial = serial
        self.width, self.height = width, height
        self._slot_bytes = width * height * BYTES_A_PIXEL
        self._descriptor = os.memfd_create("giliran-video", os.MFD_CLOEXEC)
        os.ftruncate(self._descriptor, SLOTS * self._slot_bytes)
        self._memory = mmap.mmap(self._descriptor, SLOTS * self._slot_bytes)
        self.path = f"/proc/{os.getpid()}/fd/{self._descriptor}"

    def image(self, slot: int, width: int, height: int) -> QImage:
        """The frame in a slot, not copied: good until the slot is given back."""
        start = slot * self._slot_bytes
        stride = width * BYTES_A_PIXEL
        bits = memoryview(self._memory)[start : start + stride * height]
        return QImage(bits, width, height, stride, QImage.Format.Format_RGB32)

    def close(self) -> None:
        os.close(self._descriptor)


class Video(QObject):
    """Plays one file at a time, never in the screen's own process."""

    opened = Signal(object)
    """It can be read: `Opened`."""
    began = Signal()
    """The first frame is there."""
    drawn = Signal()
    """`frame` is another one."""
    ended = Signal()
    failed = Signal(str, bool)
    """It cannot be played, and why; whether the file itself is to blame beyond doubt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: LineProcess | None = None
        self._ring: Ring | None = None
        self._id = 0
        self._on = self._has_begun = self._paused = False
        self._played = 0
        self._worn = self._leaving = False
        """The process is to be followed by another; it was told to end, and has not."""
        self._next: Play | None = None
        self._slot: int | None = None
        self._size = (0, 0)
        self._volume = 0.0
        self._gain = 1.0
        self._sounds = False
        self._watch = QTimer(self, singleShot=True)
        self._watch.timeout.connect(self._on_stall)
        self._stall_ms = STALL_MS

    @property
    def pid(self) -> int:
        """The process's id, 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    @property
    def on(self) -> bool:
        """Something is being played, or stands still."""
        return self._on

    @property
    def audible(self) -> bool:
        """Somebody may hear it now."""
        return self._on and self._sounds and not self._paused and self._volume > 0

    @property
    def frame(self) -> QImage | None:
        """What is to be seen now; good until the next `drawn`."""
        if self._ring is None or self._slot is None:
            return None
        return self._ring.image(self._slot, *self._size)

    def allow(self, milliseconds: int) -> None:
        """How long a video may stand still by itself from now on."""
        self._stall_ms = milliseconds

    def play(
        self, path: Path, size: tuple[int, int], *, sound: bool, lufs: float | None = None
    ) -> None:
        """From its beginning, in at most so many pixels. OSError: there is no memory for it.

        `lufs`: how loud it is by itself; None: not known, it is left as it is.
        """
        width, height = _within(size)
        if self._ring is None or (self._ring.width, self._ring.height) != (width, height):
            self._forget_ring()
            self._ring = Ring(self._id + 1, width, height)
        self._id += 1
        self._played += 1
        self._on, self._has_begun, self._paused = True, False, False
        self._sounds, self._gain = sound, gain(lufs)
        self._begin(
            Play(
                id=self._id,
                path=str(path),
                ring=self._ring.path,
                serial=self._ring.serial,
                width=width,
                height=height,
                volume=self._played_at() if sound else -1.0,
                frames_a_second=FRAMES_A_SECOND,
            )
        )
        self._watch.start(BEGIN_MS)

    def _begin(self, order: Play) -> None:
        """A process that is on its way out is not asked, but the next one."""
        if self._worn and not self._leaving:
            self._end_process()
        if self._leaving:
            self._next = order
        else:
            self._send(order)

    def pause(self) -> None:
        """It stands still, and nothing of it is heard."""
        if self._on and not self._paused:
            self._paused = True
            self._watch.stop()
            self._send(Pause())

    def resume(self) -> None:
        if self._on and self._paused:
            self._paused = False
            self._send(Resume())
            self._watch.start(BEGIN_MS)

    def loud(self, volume: float, within: int = 0) -> None:
        """The volume from now on, 0 to 1, reached after `within` ms."""
        if volume == self._volume:
            return
        self._volume = volume
        if self._on and self._sounds:
            self._send(Loud(self._played_at(), within))

    def _played_at(self) -> float:
        return min(1.0, self._volume * self._gain)

    def stop(self) -> None:
        """Nothing is seen or heard of it any more."""
        if not self._on:
            return
        self._on = False
        self._watch.stop()
        self._let_go()
        self._send(Stop())

    def close(self) -> None:
        self._on = False
        self._watch.stop()
        if self._process is not None:
            self._process.close()
        self._forget_ring()

    # The process ----------------------------------------------------------------------------

    def _send(self, order: msgspec.Struct) -> None:
        if self._process is None:
            self._process = LineProcess(MODULE, self)
            self._process.line.connect(self._on_line)
            self._process.gone.connect(self._on_gone)
        self._process.send(order)

    def _on_line(self, line: bytes) -> None:
        try:
            news = msgspec.json.decode(line, type=VideoNews)
        except msgspec.DecodeError as error:
            log.warning("the video process said %r: %s", line, error)
            return
        if news.id != self._id or not self._on:
            if isinstance(news, Drawn):
                self._send(Seen(news.slot))
            return
        match news:
            case Drawn(_, slot, width, height):
                self._take(slot, (width, height))
            case Opened():
                self.opened.emit(news)
            case Ended(_, memory):
                self._end(memory)
            case Failed(_, reason):
                self._fail(reason, final=True)

    def _take(self, slot: int, size: tuple[int, int]) -> None:
        before, self._slot, self._size = self._slot, slot, size
        if not self._paused:
            self._watch.start(self._stall_ms)
        if not self._has_begun:
            self._has_begun = True
            self.began.emit()
        self.drawn.emit()
        if before is not None:
            self._send(Seen(before))

    def _end(self, memory: int) -> None:
        """The last frame stays until something else is shown."""
        self._watch.stop()
        if memory > RENEW_MB or self._played >= RENEW_AFTER:
            log.info("a fresh video process after %s videos, %s MB", self._played, memory)
            self._worn = True
        self.ended.emit()

    def _fail(self, reason: str, *, final: bool) -> None:
        self._on = False
        self._watch.stop()
        self._let_go()
        self.failed.emit(reason, final)

    def _on_stall(self) -> None:
        self._end_process()
        self._fail("it stands still", final=False)

    def _end_process(self) -> None:
        if self._process is not None and self._process.pid:
            self._leaving = True
            self._process.kill()

    def _on_gone(self) -> None:
        """All slots are free again, whoever had them."""
        self._slot, self._played = None, 0
        self._worn = self._leaving = False
        order, self._next = self._next, None
        if order is not None and self._on:
            self._send(order)
        elif self._on:
            self._fail("it ended the process that plays it", final=False)

    def _let_go(self) -> None:
        """The screen keeps what it has painted, until something else stands there."""
        if self._slot is not None:
            slot, self._slot = self._slot, None
            self._send(Seen(slot))

    def _forget_ring(self) -> None:
        self._slot = None
        if self._ring is not None:
            self._ring.close()
            self._ring = None


def gain(lufs: float | None) -> float:
    """What brings a video to the level of the voice; a soft one as far as the TV's volume leaves
    room."""
    return 1.0 if lufs is None else float(10 ** ((TARGET_LUFS - lufs) / 20))


def _within(size: tuple[int, int]) -> tuple[int, int]:
    """The room, or as much of it as is handed over, in the same proportions."""
    width, height = max(size[0], 2), max(size[1], 2)
    share = min(1.0, LARGEST[0] / width, LARGEST[1] / height)
    return max(2, round(width * share)), max(2, round(height * share))
