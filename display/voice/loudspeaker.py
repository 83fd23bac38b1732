"""The process that plays on the machine's sound device: ``python -m display.voice.loudspeaker``.

A process of its own for two reasons. The voice does not stutter when the screen is busy. And Qt
neither notices a device that was taken away nor a sound server that came up late (seen with Qt
6.11 on PulseAudio); a fresh process sees the devices as they are, so this one ends itself whenever
it could not play.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QIODevice,
    QObject,
    QSocketNotifier,
    QTimer,
    qInstallMessageHandler,
)
from PySide6.QtMultimedia import QAudio, QAudioFormat, QAudioSink, QMediaDevices

from display.voice.messages import LoudspeakerNews, LoudspeakerOrder, Play
from display.voice.sound import BYTES_PER_SAMPLE, RATE, BadSound, milliseconds, read_wav
from shared.link.sound_messages import Devices, Ended, Started, Stop, Volume

BUFFER_MS = 500
"""Handed to the device ahead of time, so that a busy machine does not make the voice stutter."""
START_MS = 1_500
"""A device that has not begun by then will not."""
OVERTIME_MS = 2_000
"""Longer than the sound itself by so much: the device takes nothing any more."""
NOT_REAL = b"auto_null"
"""What PulseAudio offers as a sink when there is none."""


class Loudspeaker(QObject):
    """One sound at a time on the default device."""

    def __init__(self) -> None:
        super().__init__()
        self._id = 0
        self._sink: QAudioSink | None = None
        self._buffer: QBuffer | None = None
        self._length_ms = 0
        self._volume = 1.0
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(lambda: self._fail("the sound device takes nothing"))
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._tell_devices)
        self._input = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._tell_devices()

    def _read(self) -> None:
        data = os.read(sys.stdin.fileno(), 65_536)
        if not data:
            QCoreApplication.quit()
            return
        *lines, self._input = (self._input + data).split(b"\n")
        for line in lines:
            self._obey(msgspec.json.decode(line, type=LoudspeakerOrder))

    def _obey(self, order: LoudspeakerOrder) -> None:
        match order:
            case Play(id, path):
                self._play(id, Path(path))
            case Stop():
                self._silence()
            case Volume(volume):
                self._volume = linear_volume(volume)
                if self._sink is not None:
                    self._sink.setVolume(self._volume)

    def _play(self, id: int, path: Path) -> None:
        self._silence()
        self._id = id
        try:
            pcm = read_wav(path)
        except BadSound as error:
            self._fail(str(error))
            return
        if not _real_devices():
            self._fail("no sound device")
            return
        self._length_ms = milliseconds(pcm)
        self._buffer = QBuffer(self)
        self._buffer.setData(pcm)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = self._make_sink()
        self._deadline.start(START_MS)
        self._sink.start(self._buffer)

    def _make_sink(self) -> QAudioSink:
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        sink = QAudioSink(QMediaDevices.defaultAudioOutput(), form, self)
        sink.setBufferSize(RATE * BYTES_PER_SAMPLE * BUFFER_MS // 1_000)
        sink.setVolume(self._volume)
        sink.stateChanged.connect(self._on_state)
        return sink

    def _on_state(self, state: QAudio.State) -> None:
        if self._sink is None or self.sender() is not self._sink or self._buffer is None:
            return
        if state == QAudio.State.ActiveState:
            self._deadline.start(self._length_ms + OVERTIME_MS)
            tell(Started(self._id))
        elif state == QAudio.State.IdleState and self._buffer.atEnd():
            self._silence()
            tell(Ended(self._id))
        elif state == QAudio.State.StoppedState:
            self._fail(f"the sound device says {self._sink.error().name}")

    def _silence(self) -> None:
        sink, self._sink = self._sink, None
        self._buffer = None
        self._deadline.stop()
        if sink is not None:
            sink.stop()
            sink.deleteLater()

    def _fail(self, reason: str) -> None:
        self._silence()
        tell(Ended(self._id, reason))
        QCoreApplication.exit(1)

    def _tell_devices(self) -> None:
        tell(Devices(_real_devices()))


def _real_devices() -> bool:
    return any(bytes(one.id().data()) != NOT_REAL for one in QMediaDevices.audioOutputs())


def linear_volume(volume: float) -> float:
    felt, linear = QAudio.VolumeScale.LogarithmicVolumeScale, QAudio.VolumeScale.LinearVolumeScale
    return float(QAudio.convertVolume(volume, felt, linear))


def tell(news: LoudspeakerNews) -> None:
    """Writes one line to the display."""
    sys.stdout.buffer.write(msgspec.json.encode(news) + b"\n")
    sys.stdout.buffer.flush()


def main() -> int:
    """Plays what it is told to until its input ends; 1 when the sound device failed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    qInstallMessageHandler(lambda *_: None)  # a missing sound server is told as news, not as noise
    app = QCoreApplication(sys.argv)
    loudspeaker = Loudspeaker()
    status = app.exec()
    loudspeaker.deleteLater()
    return status


if __name__ == "__main__":
    sys.exit(main())
