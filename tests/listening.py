"""Ears for the tests: what frequencies and what silences are in a recording."""

from __future__ import annotations

from array import array

import numpy as np

from display.voice.sound import RATE

WINDOW = 16_384
"""Samples that a spectrum is taken of: 0.74 s."""
FRAME = RATE // 50
"""20 ms, the grain of the silences."""


def spectrum(samples: array[int]) -> list[tuple[float, float]]:
    """Frequencies in Hz with their energy, of the first 0.74 s."""
    energies = np.abs(np.fft.rfft(np.frombuffer(samples[:WINDOW], np.int16), WINDOW)) ** 2
    return [(k * RATE / WINDOW, float(energies[k])) for k in range(1, WINDOW // 2)]


def inside(lines: list[tuple[float, float]], low: float, high: float) -> float:
    """The share of all energy between two frequencies."""
    return sum(e for hertz, e in lines if low <= hertz <= high) / sum(e for _, e in lines)


def strength(lines: list[tuple[float, float]], hertz: float) -> float:
    """The energy at a note, as a share of the loudest one's."""
    near = max(e for at, e in lines if abs(at - hertz) < 8)
    return near / max(e for _, e in lines)


def is_chime(samples: array[int]) -> bool:
    """Whether the first 0.74 s are a chime and nothing else: no voice is so high and so narrow."""
    return len(samples) > WINDOW and inside(spectrum(samples), 500, 2_000) > 0.95


def next_sound(samples: array[int], start: int, *, louder_than: int = 300) -> int:
    """The sample at which something is heard, from `start` on; the length where nothing is."""
    for at in range(start, len(samples), FRAME):
        if max(map(abs, samples[at : at + FRAME])) > louder_than:
            return at
    return len(samples)


def is_silent(samples: array[int], start: int, end: int) -> bool:
    """Whether nothing is heard between two samples."""
    return next_sound(samples[start:end], 0) >= end - start


def loud_seconds(samples: array[int], start: int, end: int, *, louder_than: int = 300) -> float:
    """How much is heard between two samples, the silences left out."""
    frames = (samples[at : at + FRAME] for at in range(start, min(end, len(samples)), FRAME))
    return sum(max(map(abs, frame)) > louder_than for frame in frames) * FRAME / RATE


def onsets(samples: array[int], *, after_silent_ms: int = 120) -> list[int]:
    """Where something begins to be heard after at least so long a silence."""
    needed = after_silent_ms * RATE // 1_000
    found, at = [next_sound(samples, 0)], next_sound(samples, 0)
    while at < len(samples):
        heard_at = at
        at = next_sound(samples, heard_at + FRAME)
        if at < len(samples) and at - heard_at >= needed:
            found.append(at)
    return found
