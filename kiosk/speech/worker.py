"""The process that speaks into the headphones: ``python -m kiosk.speech.worker``.

One process for the engine and the device, because nothing may lie between a key and the silence
after it. It speaks piece by piece: the first words sound while the rest is still being made.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import wave
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import msgspec
from PySide6.QtCore import (
    QCoreApplication,
    QIODevice,
    QObject,
    QSocketNotifier,
    QTimer,
    qInstallMessageHandler,
)
from PySide6.QtMultimedia import (
    QAudio,
    QAudioDevice,
    QAudioFormat,
    QAudioSink,
    QMediaDevices,
    QtAudio,
)

from kiosk.speech.messages import Say, SpeakerNews, SpeakerOrder, Use
from shared.language.synthesiser import Synthesiser
from shared.link.sound_messages import Devices, Ended, Started, Stop, Volume

RATE = 22_050
"""Samples a second of eSpeak NG; 16 bits, one channel."""
SAMPLE = 2
BUFFER_MS = 120
"""Handed to the device ahead of time; a busy machine must not make the voice stutter."""
FEED_MS = 20
AHEAD_MS = 400
"""The next piece is made when so little is left of the one before it."""
START_MS = 1_500
"""A device that has not begun by then will not."""
ANY = "*"
"""Whatever output the machine uses."""
NOT_REAL = b"auto_null"
"""What PulseAudio offers as a sink when there is none."""
FALLBACK_VOICE = "id"
LAST_RESORT_SECONDS = 20


class Mouth(QObject):
    """Says one thing at a time on one device."""

    def __init__(self, tell: Callable[[SpeakerNews], None], folder: Path) -> None:
        super().__init__()
        self._tell, self._file = tell, folder / "piece.wav"
        self._engine = Synthesiser()
        self._engine.has(FALLBACK_VOICE)  # the first words wait for nothing
        self._say = Say(0, [], "", 0)
        self._pieces: deque[str] = deque()
        self._pcm = b""
        self._device = ""
        self._volume = 1.0
        self._begun = False
        self._sink: QAudioSink | None = None
        self._into: QIODevice | None = None
        self._feed = QTimer(self, interval=FEED_MS)
        self._feed.timeout.connect(self._on_feed)
        self._deadline = QTimer(self, singleShot=True, interval=START_MS)
        self._deadline.timeout.connect(lambda: self._fail("the sound device takes nothing"))
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._tell_devices)

    def obey(self, order: SpeakerOrder) -> None:
        match order:
            case Use(device):
                self._silence()
                self._device = device
                self._tell_devices()
            case Say():
                self._begin(order)
            case Stop():
                self._silence()
            case Volume(volume):
                self._volume = _linear(volume)
                if self._sink is not None:
                    self._sink.setVolume(self._volume)

    def _begin(self, order: Say) -> None:
        self._silence()
        self._say, self._pieces = order, deque(order.pieces)
        device = self._wanted()
        if device is None:
            self._fail("no headphones")
            return
        if not self._make_more():
            self._end()
            return
        self._sink = self._make_sink(device)
        self._into = self._sink.start()
        self._deadline.start()
        self._feed.start()
        self._on_feed()

    def _make_more(self) -> bool:
        """The sound of the next pieces, until there is some; whether there was any left."""
        while self._pieces and len(self._pcm) < _bytes(AHEAD_MS):
            signal.alarm(LAST_RESORT_SECONDS)
            try:
                self._pcm += self._sound_of(self._pieces.popleft())
            except (OSError, RuntimeError, ValueError, LookupError, wave.Error) as error:
                self._fail(f"{type(error).__name__}: {error}")
            finally:
                signal.alarm(0)
        return bool(self._pcm)

    def _sound_of(self, piece: str) -> bytes:
        voice = self._say.voice if self._engine.has(self._say.voice) else FALLBACK_VOICE
        self._engine.speak_into(self._file, piece, voice, self._say.rate)
        with wave.open(str(self._file), "rb") as file:
            return file.readframes(file.getnframes())

    def _make_sink(self, device: QAudioDevice) -> QAudioSink:
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        sink = QAudioSink(device, form, self)
        sink.setBufferSize(_bytes(BUFFER_MS))
        sink.setVolume(self._volume)
        return sink

    def _on_feed(self) -> None:
        if self._sink is None or self._into is None:
            return
        if self._sink.state() == QtAudio.State.StoppedState:
            self._fail(f"the sound device says {self._sink.error().name}")
            return
        room = self._sink.bytesFree() // SAMPLE * SAMPLE
        if room and self._pcm:
            taken = self._into.write(self._pcm[:room])
            self._pcm = self._pcm[max(0, taken) :]
        self._notice_start()
        if not self._make_more() and self._sink.state() == QtAudio.State.IdleState:
            self._end()

    def _notice_start(self) -> None:
        if not self._begun and self._sink is not None and self._sink.processedUSecs() > 0:
            self._begun = True
            self._deadline.stop()
            self._tell(Started(self._say.id))

    def _end(self) -> None:
        id = self._say.id
        self._silence()
        self._tell(Ended(id))

    def _fail(self, reason: str) -> None:
        """A fresh process sees the devices as they are; this one ends."""
        self._silence()
        self._tell(Ended(self._say.id, reason))
        self._tell_devices()
        QCoreApplication.exit(1)

    def _silence(self) -> None:
        self._pieces.clear()
        self._pcm, self._begun = b"", False
        self._feed.stop()
        self._deadline.stop()
        sink, self._sink, self._into = self._sink, None, None
        if sink is not None:
            sink.reset()  # `stop` would play what the device already holds
            sink.deleteLater()

    def _tell_devices(self) -> None:
        if self._sink is not None and self._wanted() is None:
            self._silence()
        self._tell(Devices(self._wanted() is not None))

    def _wanted(self) -> QAudioDevice | None:
        """The output that it may use. Never another one: what is said is for one person."""
        if not self._device:
            return None
        outputs = [one for one in QMediaDevices.audioOutputs() if _name(one) != NOT_REAL]
        if self._device == ANY:
            return QMediaDevices.defaultAudioOutput() if outputs else None
        part = self._device.lower()
        named = (one for one in outputs if part in f"{_text(one)} {one.description()}".lower())
        return next(named, None)


def _name(device: QAudioDevice) -> bytes:
    return bytes(device.id().data())


def _text(device: QAudioDevice) -> str:
    return _name(device).decode(errors="replace")


def _bytes(ms: int) -> int:
    return RATE * ms // 1_000 * SAMPLE


def _linear(volume: float) -> float:
    felt, linear = QAudio.VolumeScale.LogarithmicVolumeScale, QAudio.VolumeScale.LinearVolumeScale
    return float(QAudio.convertVolume(volume, felt, linear))


class _Line(QObject):
    """Orders from the kiosk, as they come."""

    def __init__(self, obey: Callable[[SpeakerOrder], None]) -> None:
        super().__init__()
        self._obey = obey
        self._input = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def _read(self) -> None:
        data = os.read(sys.stdin.fileno(), 65_536)
        if not data:
            QCoreApplication.quit()
            return
        *lines, self._input = (self._input + data).split(b"\n")
        for order in _still_wanted(
            [msgspec.json.decode(line, type=SpeakerOrder) for line in lines]
        ):
            self._obey(order)


def _still_wanted(orders: list[SpeakerOrder]) -> list[SpeakerOrder]:
    """Who has pressed five keys at once hears the last one."""
    last = max((at for at, one in enumerate(orders) if isinstance(one, Say | Stop)), default=-1)
    return [one for at, one in enumerate(orders) if at >= last or not isinstance(one, Say | Stop)]


def _keep_stdout_clean() -> IO[bytes]:
    """Our own way to the kiosk: the engine prints a line for every file, which nobody reads."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with ExitStack() as files:
        nowhere = files.enter_context(open(os.devnull, "wb"))
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return answers


def main() -> int:
    """Says what it is told to until its input ends; 1 when the sound device failed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = _keep_stdout_clean()

    def tell(news: SpeakerNews) -> None:
        answers.write(msgspec.json.encode(news) + b"\n")
        answers.flush()

    qInstallMessageHandler(lambda *_: None)  # a missing sound server is told as news, not as noise
    app = QCoreApplication(sys.argv)
    with tempfile.TemporaryDirectory(prefix="giliran-kiosk-") as folder:
        mouth = Mouth(tell, Path(folder))
        line = _Line(mouth.obey)
        status = app.exec()
        line.deleteLater()
        mouth.deleteLater()
    return status


if __name__ == "__main__":
    sys.exit(main())
