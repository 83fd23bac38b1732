"""Makes the chimes that come before a call: ``python -m assets.make_chimes [DIR]``.

Two rising notes, each with its harmonics, all between 500 Hz and 2 kHz: high enough to stand out
of a hall's murmur, low enough for elderly ears and cheap loudspeakers. Every zone has a pair of
notes of its own, none of them starting on another's pitch. The same files come out every time.
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from pathlib import Path

from display.voice.loudness import loudness, samples_of
from display.voice.sound import TARGET_LUFS

RATE = 22_050
SECONDS = 1.2
SECOND_NOTE_AT = 0.38
HIGHEST_HZ = 1_990.0
ATTACK_SECONDS = 0.012
RELEASE_SECONDS = 0.12
LOUDEST = 12_000.0
"""Of the samples before they are brought to the level of the speech (display.voice.loudness)."""

PAIRS = (
    (523.25, 698.46),
    (659.26, 880.00),
    (587.33, 783.99),
    (739.99, 987.77),
    (554.37, 830.61),
    (622.25, 932.33),
)
"""The two notes of each zone in Hz: fourths for the first four, then two fifths."""

HARMONICS = ((1, 1.0, 3.2), (2, 0.42, 4.6), (3, 0.2, 6.5))
"""Multiple of the note, strength, and how fast it dies away (per second)."""


def note(hertz: float, seconds: float) -> list[float]:
    """A struck note that is silent at both its ends."""
    count = round(seconds * RATE)
    partials = [(k * hertz, s, d) for k, s, d in HARMONICS if k * hertz <= HIGHEST_HZ]
    return [_sample(index / RATE, seconds, partials) for index in range(count)]


def _sample(at: float, seconds: float, partials: list[tuple[float, float, float]]) -> float:
    rise = min(1.0, at / ATTACK_SECONDS)
    fall = min(1.0, (seconds - at) / RELEASE_SECONDS)
    tone = sum(s * math.exp(-d * at) * math.sin(2 * math.pi * f * at) for f, s, d in partials)
    return tone * _smooth(rise) * _smooth(fall)


def _smooth(part: float) -> float:
    """A ramp without corners: a corner would be a click outside the band."""
    return 0.5 - 0.5 * math.cos(math.pi * part)


def chime(first_hertz: float, second_hertz: float) -> array[int]:
    """The samples of a chime: the second note enters while the first dies away."""
    samples = [0.0] * round(SECONDS * RATE)
    for hertz, start in ((first_hertz, 0.0), (second_hertz, SECOND_NOTE_AT)):
        offset = round(start * RATE)
        for index, value in enumerate(note(hertz, SECONDS - start)):
            samples[offset + index] += value
    factor = LOUDEST / max(map(abs, samples))
    factor *= 10 ** (_decibels_missing([value * factor for value in samples]) / 20)
    return array("h", (round(value * factor) for value in samples))


def _decibels_missing(samples: list[float]) -> float:
    """To the common level; rounded, for the same files are to come out on every machine."""
    measured = loudness(samples_of(array("h", map(round, samples)).tobytes()))
    return round(TARGET_LUFS - measured, 2)


def write(path: Path, samples: array[int]) -> None:
    """Writes a mono WAV of 16-bit samples."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def main(directory: Path) -> None:
    """Writes every chime into `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    for index, (first, second) in enumerate(PAIRS):
        write(directory / f"chime-{index}.wav", chime(first, second))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "sounds")
