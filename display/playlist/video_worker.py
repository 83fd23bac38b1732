"""The process that plays videos for the display: ``python -m display.playlist.video_worker``.

A decoder reads whatever people have uploaded, with hundreds of thousands of lines of C; here it
may hang, leak or crash without the screen noticing. Frames are made to fit before they are handed
over, so that the screen has nothing to do but to copy them. See docs/adr/0018.
"""

from __future__ import annotations

import mmap
import os
import resource
import signal
import sys
import time
from pathlib import Path

import msgspec
from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QSize,
    QSocketNotifier,
    Qt,
    QTimer,
    QUrl,
    QVariantAnimation,
)
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer, QVideoFrame, QVideoSink

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
    VideoOrder,
)

LARGEST_PIXELS = 3840 * 2160
"""More than a TV has; what is larger would cost a whole machine."""
MEMORY_BYTES = 2 * 1024**3
"""Of its own data; a file that needs more ends this process, not the TV."""
_READ = 64 * 1024


def main() -> None:
    """Plays until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    app = QCoreApplication(sys.argv[:1])
    worker = Worker()
    worker.listen(sys.stdin.fileno())
    app.exec()


class Ring:
    """The slots: which are ours, and the memory behind them."""

    def __init__(self, order: Play) -> None:
        self.serial = order.serial
        self._slot_bytes = order.width * order.height * BYTES_A_PIXEL
        self._free = list(range(SLOTS))
        with Path(order.ring).open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), SLOTS * self._slot_bytes)

    def release(self, slot: int) -> None:
        if slot not in self._free:
            self._free.append(slot)

    def put(self, image: QImage) -> int | None:
        """The slot that the image lies in now; None: all are still looked at."""
        bits = image.constBits()
        if not self._free or len(bits) > self._slot_bytes:
            return None
        slot = self._free.pop(0)
        start = slot * self._slot_bytes
        self._memory[start : start + len(bits)] = bits
        return slot


class Worker(QObject):
    """One video at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._orders: msgspec.json.Decoder[VideoOrder] = msgspec.json.Decoder(VideoOrder)
        self._unread = b""
        self._notifier: QSocketNotifier | None = None
        self._play: Play | None = None
        self._ring: Ring | None = None
        self._next_at = 0.0
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(self._sink)
        self._player.mediaStatusChanged.connect(self._on_status)
        self._player.errorOccurred.connect(self._on_error)
        self._sound: QAudioOutput | None = None
        self._ramp = QVariantAnimation(self)
        self._ramp.valueChanged.connect(self._on_ramp)

    def listen(self, descriptor: int) -> None:
        """Orders come as lines from there; at its end everything ends."""
        os.set_blocking(descriptor, False)
        self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: self._read(descriptor))

    def _read(self, descriptor: int) -> None:
        try:
            read = os.read(descriptor, _READ)
        except BlockingIOError:
            return
        if not read:
            os._exit(0)  # nobody is there to be told, and a decoder may hang
        *lines, self._unread = (self._unread + read).split(b"\n")
        for line in lines:
            self._obey(self._orders.decode(line))

    def _obey(self, order: VideoOrder) -> None:
        match order:
            case Play():
                self._begin(order)
            case Pause():
                self._player.pause()
            case Resume() if self._play is not None:
                self._player.play()
            case Stop():
                self._play = None
                self._player.stop()
                self._player.setSource(QUrl())
            case Loud(volume, within):
                self._go_to(volume, within)
            case Seen(slot) if self._ring is not None:
                self._ring.release(slot)

    # Playing --------------------------------------------------------------------------------

    def _begin(self, order: Play) -> None:
        self._play = None
        self._player.stop()
        if self._ring is None or self._ring.serial != order.serial:
            self._ring = Ring(order)
        self._play = order
        self._next_at = 0.0
        self._hear(order.volume)
        self._player.setSource(QUrl())  # the same file again is to be read anew
        self._player.setSource(QUrl.fromLocalFile(order.path))
        self._player.play()

    def _hear(self, volume: float) -> None:
        """Through the sound device of this moment; without one it is played in silence."""
        self._ramp.stop()
        device = QMediaDevices.defaultAudioOutput()
        self._player.setAudioOutput(None)  # type: ignore[arg-type]
        self._sound = None
        if volume >= 0 and not device.isNull():
            self._sound = QAudioOutput(device, self)
            self._sound.setVolume(volume)
            self._player.setAudioOutput(self._sound)

    def _go_to(self, volume: float, within: int) -> None:
        if self._sound is None:
            return
        self._ramp.stop()
        self._ramp.setStartValue(self._sound.volume())
        self._ramp.setEndValue(max(0.0, volume))
        self._ramp.setDuration(within)
        self._ramp.start()

    def _on_ramp(self, volume: float) -> None:
        if self._sound is not None:
            self._sound.setVolume(volume)

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if self._play is None:
            return
        if status is QMediaPlayer.MediaStatus.LoadedMedia:
            self._open(self._play)
        elif status is QMediaPlayer.MediaStatus.EndOfMedia:
            _tell(Ended(self._play.id, _memory_mb()))
        elif status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail("it is no video that can be read")

    def _open(self, play: Play) -> None:
        size: QSize | None = self._player.metaData().value(self._player.metaData().Key.Resolution)
        width, height = (size.width(), size.height()) if size is not None else (0, 0)
        if not self._player.hasVideo():
            self._fail("there is no picture in it")
        elif width * height > LARGEST_PIXELS:
            self._fail(f"{width} × {height} pixels are too many")
        else:
            _tell(Opened(play.id, self._player.duration(), width, height))

    def _on_error(self, _error: QMediaPlayer.Error, words: str) -> None:
        self._fail(words or "it cannot be read")

    def _fail(self, reason: str) -> None:
        if self._play is not None:
            play, self._play = self._play, None
            _tell(Failed(play.id, reason))
            QTimer.singleShot(0, self._player.stop)

    def _on_frame(self, frame: QVideoFrame) -> None:
        play, ring = self._play, self._ring
        if play is None or ring is None or not frame.isValid():
            return
        now = time.monotonic()
        if now < self._next_at:
            return
        self._next_at = max(self._next_at, now - 0.05) + 0.9 / play.frames_a_second
        image = fitted(frame.toImage(), play.width, play.height)
        slot = ring.put(image)
        if slot is not None:
            _tell(Drawn(play.id, slot, image.width(), image.height()))


def fitted(image: QImage, width: int, height: int) -> QImage:
    """As large as the room allows, in the form that a screen copies without a thought."""
    if image.isNull():
        return image
    keep = Qt.AspectRatioMode.KeepAspectRatio
    if image.size().scaled(width, height, keep) != image.size():
        image = image.scaled(width, height, keep, Qt.TransformationMode.SmoothTransformation)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _memory_mb() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024**2


def _tell(news: VideoNews) -> None:
    os.write(sys.stdout.fileno(), msgspec.json.encode(news) + b"\n")


if __name__ == "__main__":
    main()
