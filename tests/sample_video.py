"""Makes a small video: ``python -m tests.sample_video OUT.mp4 [SECONDS] [WIDTH] [HEIGHT]``.

Our own pictures and a tone, written by Qt's recorder: no file of anybody else's, and no program
beside those that the display needs anyhow.
"""

from __future__ import annotations

import math
import struct
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtMultimedia import (
    QAudioBuffer,
    QAudioBufferInput,
    QAudioFormat,
    QMediaCaptureSession,
    QMediaFormat,
    QMediaRecorder,
    QVideoFrame,
    QVideoFrameInput,
)

FRAMES_A_SECOND = 25
TONE_HZ = 440
RATE = 48_000
LONGEST_MS = 60_000


def sample_video(out: Path, seconds: float = 2, width: int = 640, height: int = 360) -> Path:
    """The file, made by a process of its own unless it is there."""
    if not out.is_file():
        asked = [str(out), str(seconds), str(width), str(height)]
        subprocess.run([sys.executable, "-m", "tests.sample_video", *asked], check=True)
    return out


class Recording:
    """Pushes frames and sound until it has enough."""

    def __init__(self, out: Path, seconds: float, width: int, height: int) -> None:
        self._frames = round(seconds * FRAMES_A_SECOND)
        self._size = (width, height)
        self._frame = self._sound = 0
        self._video, self._audio = QVideoFrameInput(), QAudioBufferInput()
        self._session = QMediaCaptureSession()
        self._session.setVideoFrameInput(self._video)
        self._session.setAudioBufferInput(self._audio)
        self.recorder = QMediaRecorder()
        self._session.setRecorder(self.recorder)
        form = QMediaFormat(QMediaFormat.FileFormat.MPEG4)
        form.setVideoCodec(QMediaFormat.VideoCodec.MPEG4)
        form.setAudioCodec(QMediaFormat.AudioCodec.AAC)
        self.recorder.setMediaFormat(form)
        self.recorder.setQuality(QMediaRecorder.Quality.HighQuality)
        self.recorder.setVideoFrameRate(FRAMES_A_SECOND)
        self.recorder.setOutputLocation(QUrl.fromLocalFile(str(out)))
        self.recorder.setAutoStop(True)
        self._video.readyToSendVideoFrame.connect(self._send_frames)
        self._audio.readyToSendAudioBuffer.connect(self._send_sound)

    def _send_frames(self) -> None:
        while self._frame < self._frames:
            frame = QVideoFrame(self._drawn(self._frame))
            frame.setStartTime(self._frame * 1_000_000 // FRAMES_A_SECOND)
            frame.setEndTime((self._frame + 1) * 1_000_000 // FRAMES_A_SECOND)
            if not self._video.sendVideoFrame(frame):
                return
            self._frame += 1
        self._video.sendVideoFrame(QVideoFrame())

    def _send_sound(self) -> None:
        while self._sound < self._frames:
            if not self._audio.sendAudioBuffer(_tone(self._sound)):
                return
            self._sound += 1
        self._audio.sendAudioBuffer(QAudioBuffer())

    def _drawn(self, number: int) -> QImage:
        """A bar that goes across a green field."""
        width, height = self._size
        image = QImage(width, height, QImage.Format.Format_ARGB32)
        image.fill(QColor("#117733"))
        painter = QPainter(image)
        bar = width // 8
        painter.fillRect(number * width // self._frames, 0, bar, height, QColor("#eeeeee"))
        painter.end()
        return image


def _tone(number: int) -> QAudioBuffer:
    form = QAudioFormat()
    form.setSampleRate(RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    count = RATE // FRAMES_A_SECOND
    samples = (
        round(12_000 * math.sin(2 * math.pi * TONE_HZ * (number * count + one) / RATE))
        for one in range(count)
    )
    start = number * 1_000_000 // FRAMES_A_SECOND
    return QAudioBuffer(struct.pack(f"<{count}h", *samples), form, start)


def main() -> int:
    out, *numbers = sys.argv[1:]
    usual = (2.0, 640.0, 360.0)
    seconds, width, height = [*map(float, numbers), *usual[len(numbers) :]]
    app = QGuiApplication(sys.argv[:1])
    made = Recording(Path(out), seconds, int(width), int(height))
    failed: list[str] = []

    def fail(words: str) -> None:
        failed.append(words)
        app.quit()

    made.recorder.errorOccurred.connect(lambda _, words: fail(words))
    made.recorder.recorderStateChanged.connect(
        lambda state: state is QMediaRecorder.RecorderState.StoppedState and app.quit()
    )
    QTimer.singleShot(LONGEST_MS, lambda: fail("it took too long"))
    made.recorder.record()
    app.exec()
    sys.stderr.write("".join(f"{words}\n" for words in failed))
    return 1 if failed or not Path(out).is_file() else 0


if __name__ == "__main__":
    sys.exit(main())
