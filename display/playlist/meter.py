"""How loud a video is, measured when it is uploaded: ``python -m display.playlist.meter FILE``.

One line of JSON: ``{"file", "lufs", "detail"}``; ``lufs`` is null where there is no sound, or none
that can be read, and the ``detail`` says which. In a process of its own, as all that decodes.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtMultimedia import QAudioBuffer, QAudioDecoder, QAudioFormat

from display.playlist.video_worker import MEMORY_BYTES
from display.voice.loudness import Samples, gated, weighted

PIECE_SECONDS = 10
BEFORE_SECONDS = 0.5
"""Heard before each piece, so that the filters have begun when it begins."""
STEPS_A_SECOND, STEPS_A_BLOCK = 10, 4
LONGEST_SECONDS = 4 * 3_600
"""No video of a playlist is longer; some files have no end."""
PATIENCE_MS = 20_000
"""Without another piece of sound."""

_FORMATS: dict[QAudioFormat.SampleFormat, tuple[np.dtype[Any], float, float]] = {
    QAudioFormat.SampleFormat.UInt8: (np.dtype("u1"), 128.0, 128.0),
    QAudioFormat.SampleFormat.Int16: (np.dtype("<i2"), 0.0, 32_768.0),
    QAudioFormat.SampleFormat.Int32: (np.dtype("<i4"), 0.0, 2_147_483_648.0),
    QAudioFormat.SampleFormat.Float: (np.dtype("<f4"), 0.0, 1.0),
}
"""How samples lie in memory, where their zero is, and full scale."""


class Meter:
    """The loudness of sound that comes piece by piece, however long it is.

    Two channels are heard as their mean: a voice, which has one, comes out of both loudspeakers.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._kept: list[Samples] = []
        self._count = 0
        self._before: Samples | None = None
        self._steps: list[Samples] = []

    @property
    def seconds(self) -> float:
        """So much has come."""
        return sum(map(len, self._steps)) / STEPS_A_SECOND + self._count / self._rate

    def add(self, samples: Samples) -> None:
        """A piece: a row for each moment, a column for each channel."""
        self._kept.append(samples)
        self._count += len(samples)
        if self._count >= PIECE_SECONDS * self._rate:
            self._weigh()

    def lufs(self) -> float:
        """Of all that came; −inf for silence, and for less than a block."""
        self._weigh()
        steps = np.concatenate(self._steps) if self._steps else np.zeros(0)
        if len(steps) < STEPS_A_BLOCK:
            return -np.inf
        return gated(np.convolve(steps, np.ones(STEPS_A_BLOCK), "valid") / STEPS_A_BLOCK)

    def _weigh(self) -> None:
        """Whole steps become their mean power; what is left over waits for the next piece."""
        if not self._kept:
            return
        step = self._rate // STEPS_A_SECOND
        piece = np.concatenate(self._kept)
        whole = len(piece) // step * step
        heard = piece if self._before is None else np.concatenate((self._before, piece))
        skipped = len(heard) - len(piece)
        power = np.zeros(whole)
        for channel in heard.T:
            power += weighted(channel, self._rate)[skipped : skipped + whole] ** 2
        self._steps.append(power.reshape(-1, step).mean(axis=1) / heard.shape[1])
        self._before = heard[: skipped + whole][-round(BEFORE_SECONDS * self._rate) :]
        self._kept, self._count = [piece[whole:]], len(piece) - whole


class Listening:
    """Reads a file's sound to its end, as fast as it can be decoded."""

    def __init__(self, file: Path, app: QCoreApplication) -> None:
        self._app = app
        self._meter: Meter | None = None
        self._fault = ""
        self._decoder = QAudioDecoder()
        self._decoder.bufferReady.connect(self._read)
        self._decoder.finished.connect(app.quit)
        self._decoder.error.connect(lambda *_: self._end(self._decoder.errorString()))
        self._watch = QTimer(singleShot=True, interval=PATIENCE_MS)
        self._watch.timeout.connect(lambda: self._end("nothing more of its sound comes"))
        self._watch.start()
        self._decoder.setSource(QUrl.fromLocalFile(str(file)))
        self._decoder.start()

    def verdict(self) -> tuple[float | None, str]:
        """The loudness, or why there is none; once the application has ended."""
        found = self._meter.lufs() if self._meter is not None else -np.inf
        if self._fault or not np.isfinite(found):
            return None, self._fault or "there is no sound in it"
        return round(float(found), 1), ""

    def _read(self) -> None:
        while self._decoder.bufferAvailable():
            self._watch.start()
            piece = self._decoder.read()
            if self._meter is None:
                self._meter = Meter(piece.format().sampleRate())
            self._meter.add(samples_of(piece))
            if self._meter.seconds > LONGEST_SECONDS:
                self._app.quit()

    def _end(self, fault: str) -> None:
        self._fault = fault or "its sound cannot be read"
        self._app.quit()


def samples_of(piece: QAudioBuffer) -> Samples:
    """−1 … 1, a column for each channel."""
    kind, zero, full = _FORMATS[piece.format().sampleFormat()]
    flat: Samples = np.frombuffer(bytes(piece.constData()), dtype=kind).astype(np.float64)
    channels: Samples = ((flat - zero) / full).reshape(-1, piece.format().channelCount())
    return channels


def main(arguments: Sequence[str] | None = None) -> int:
    (name,) = sys.argv[1:] if arguments is None else arguments
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    app = QCoreApplication(sys.argv[:1])
    listening = Listening(Path(name), app)
    app.exec()
    lufs, detail = listening.verdict()
    told = {"file": name, "lufs": lufs, "detail": detail}
    sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
