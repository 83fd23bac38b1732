"""What leaves this machine's sound device, as far as the sound server lets one listen.

PulseAudio and PipeWire give every device a monitor; `parec` reads it. Where there is neither, what
is played can only be timed.
"""

from __future__ import annotations

import math
from array import array
from functools import cache

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from display.voice.sound import BYTES_PER_SAMPLE, RATE, silence

MONITOR = "@DEFAULT_MONITOR@"
PROGRAM = "parec"
READY_MS = 1_500
"""A monitor that has given nothing by then is not there."""

TONES = (880.0, 1_174.66)
"""A short rising fourth, as when a lift has arrived."""
TONE_MS = 250
LOUDNESS = 8_000
WINDOW = RATE * 50 // 1_000
"""Samples that are looked at together."""
QUIETEST = 20.0
"""In 16-bit steps: a device turned down to one part in four hundred is still heard."""
PURITY = 0.3
"""Of the energy in a window: so much belongs to the tone, whatever music plays besides."""


@cache
def check_tone() -> bytes:
    """What is played to be listened for; its ends are soft."""
    samples = array("h")
    for tone in TONES:
        count = RATE * TONE_MS // 1_000
        for at in range(count):
            edge = min(1.0, at / 300, (count - at) / 300)
            samples.append(round(LOUDNESS * edge * math.sin(2 * math.pi * tone * at / RATE)))
    return samples.tobytes() + silence(300)


def heard_tones(pcm: bytes) -> bool:
    """Whether the test tones are in a recording, one after the other."""
    samples = array("h", pcm[: len(pcm) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE])
    starts = range(0, len(samples) - WINDOW + 1, WINDOW)
    windows = [samples[start : start + WINDOW] for start in starts]
    first = [at for at, window in enumerate(windows) if _sounds(window, TONES[0])]
    second = [at for at, window in enumerate(windows) if _sounds(window, TONES[1])]
    return bool(first and second) and min(first) < max(second)


def _sounds(window: array[int], tone: float) -> bool:
    """Goertzel's filter: how much of the window's energy is at this pitch."""
    factor = 2 * math.cos(2 * math.pi * tone / RATE)
    before = last = 0.0
    for sample in window:
        before, last = last, sample + factor * last - before
    power = before * before + last * last - factor * before * last
    energy = sum(sample * sample for sample in window)
    amplitude = 2 * math.sqrt(max(power, 0.0)) / len(window)
    # A pure tone of amplitude a has the energy a² / 2 for each sample.
    return amplitude > QUIETEST and amplitude**2 * len(window) / 2 > PURITY * energy


class Ear(QObject):
    """Records the monitor of the default device: `ready` or `deaf` follows `listen`, once."""

    ready = Signal()
    deaf = Signal(str)
    """There is no monitor; why, for the log."""

    def __init__(self, parent: QObject | None = None, *, program: str = PROGRAM) -> None:
        super().__init__(parent)
        self._heard = b""
        self._settled = False
        self._process = QProcess(self)
        self._process.setProgram(program)
        form = ["--format=s16le", "--channels=1", f"--rate={RATE}", "--latency-msec=30", "--raw"]
        self._process.setArguments([f"--device={MONITOR}", *form])
        self._process.readyReadStandardOutput.connect(self._on_sound)
        self._process.finished.connect(lambda: self._settle("it ended"))
        self._process.errorOccurred.connect(lambda _: self._settle(self._process.errorString()))
        self._patience = QTimer(self, singleShot=True, interval=READY_MS)
        self._patience.timeout.connect(lambda: self._settle("it gives nothing"))

    def listen(self) -> None:
        self._patience.start()
        self._process.start()

    def heard(self) -> bytes:
        """Everything so far; it listens no more."""
        self._heard += self._process.readAllStandardOutput().data()
        self.stop()
        return self._heard

    def stop(self) -> None:
        self._patience.stop()
        self._settled = True
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(1_000)

    def _on_sound(self) -> None:
        self._heard += self._process.readAllStandardOutput().data()
        if not self._settled:
            self._settled = True
            self._patience.stop()
            self.ready.emit()

    def _settle(self, reason: str) -> None:
        if not self._settled:
            self._settled = True
            self._patience.stop()
            self.deaf.emit(f"{PROGRAM}: {reason}")
