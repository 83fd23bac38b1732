"""One take from the microphone: it ends when the speaker has fallen silent."""

from __future__ import annotations

import signal
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEventLoop, QIODevice, QObject, QTimer
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices

from display.voice.loudness import Samples, samples_of
from display.voice.packs.clip import at_rate

RATES = (22_050, 48_000, 44_100, 16_000)
LOOK_MS = 50
SILENT_MS = 600
"""So much silence after speech ends a take."""
LONGEST_MS = 5_000
STARTS_MS = 3_000
"""A device that has given nothing by then gives nothing."""
ABOVE_ROOM_DB = 12.0
"""Speech is so much louder than the room."""
STOPPED = "StoppedState"

Meter = Callable[[float], None]
"""Told the level in dB below full scale, about twenty times a second."""


class NoMicrophone(Exception):
    """There is none, or it gives nothing; in words for whoever wants to record."""


def microphone(name: str = "") -> QAudioDevice:
    """The one with this name or id, else the default one."""
    found = QMediaDevices.audioInputs()
    if not name:
        chosen = QMediaDevices.defaultAudioInput()
        if chosen.isNull():
            raise NoMicrophone("there is no microphone")
        return chosen
    for one in found:
        if name in (one.description(), bytes(one.id().data()).decode(errors="replace")):
            return one
    known = ", ".join(one.description() for one in found) or "none"
    raise NoMicrophone(f"there is no microphone {name!r}; there are: {known}")


class Take(QObject):
    """One recording; `samples` and `rate` after `run`."""

    def __init__(self, device: QAudioDevice, room_db: float, meter: Meter) -> None:
        super().__init__()
        self._room_db, self._meter = room_db, meter
        self._form = _format(device)
        self._heard = b""
        self._interrupted = False
        self._spoke = self._silent_ms = self._length_ms = 0
        self._loop = QEventLoop()
        self._source = QAudioSource(device, self._form, self)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._pipe: QIODevice | None = None

    def run(self, longest_ms: int = LONGEST_MS, *, to_the_end: bool = False) -> Samples:
        """Records; `to_the_end`: whatever is heard or not. NoMicrophone where nothing comes."""
        self._longest_ms, self._to_the_end = longest_ms, to_the_end
        self._pipe = self._source.start()
        QTimer.singleShot(STARTS_MS, self, self._give_up)
        self._look.start()
        before = signal.signal(signal.SIGINT, self._on_interrupt)
        try:
            self._loop.exec()
        finally:
            signal.signal(signal.SIGINT, before)
            self._look.stop()
            self._source.stop()
        if self._interrupted:
            raise KeyboardInterrupt
        if not self._heard:
            raise NoMicrophone(f"the microphone gives nothing ({self._source.error().name})")
        return at_rate(
            samples_of(self._heard[: len(self._heard) // 2 * 2]), self._form.sampleRate()
        )

    def _on_interrupt(self, *_: object) -> None:
        """An exception would be lost in Qt's loop."""
        self._interrupted = True
        self._loop.quit()

    def _give_up(self) -> None:
        if not self._heard:
            self._loop.quit()

    def _on_look(self) -> None:
        if self._pipe is None or self._source.state().name == STOPPED:
            self._loop.quit()
            return
        fresh = bytes(self._pipe.readAll().data())
        if not fresh:
            return
        self._heard += fresh
        level = level_db(samples_of(fresh[: len(fresh) // 2 * 2]))
        self._meter(level)
        self._follow(level, len(fresh) // 2 * 1_000 // self._form.sampleRate())

    def _follow(self, level: float, ms: int) -> None:
        self._length_ms += ms
        loud = level > self._room_db + ABOVE_ROOM_DB
        self._spoke += loud
        self._silent_ms = 0 if loud else self._silent_ms + ms
        said = self._spoke and self._silent_ms >= SILENT_MS and not self._to_the_end
        if said or self._length_ms >= self._longest_ms:
            self._loop.quit()


def level_db(samples: Samples) -> float:
    """Of a stretch of sound, below full scale."""
    return 10 * float(np.log10(np.mean(samples**2) + 1e-10)) if samples.size else -100.0


def _format(device: QAudioDevice) -> QAudioFormat:
    form = QAudioFormat()
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    for rate in RATES:
        form.setSampleRate(rate)
        if device.isFormatSupported(form):
            return form
    raise NoMicrophone(f"{device.description()} gives no sound of 16 bits")
