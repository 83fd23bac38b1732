"""One recorded clip: read, cut to its speech, and judged."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from display.voice.loudness import Samples, loudness
from display.voice.sound import RATE, BadSound

LONGEST_SECONDS = 6.0
SHORTEST_MS = 60
BEFORE_MS, AFTER_MS = 12, 30
"""Kept of what lies around the speech: the breath of a consonant, the end of a vowel."""
CLIPPED = 0.985
"""Of full scale: what stands there for several samples has been cut off."""
CLIPPED_RUN = 4
NOISE_BELOW_DB = 24.0
"""Noise must be so much softer than the speech."""
SOFTEST_LUFS = -42.0
LOUDEST_LUFS = -6.0

_FRAME = RATE // 100
_EDGE = 12
"""So many frames at each end tell of the room, if they are alike."""
_STEADY_DB = 12.0
_FLOOR_DB, _NOTHING_DB = -100.0, -62.0


def read_clip(path: Path) -> Samples:
    """The samples of a WAV of 16 bits, at our rate and in one channel; `BadSound` otherwise."""
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            raw = file.readframes(round(LONGEST_SECONDS * rate) + 1)
    except (OSError, EOFError, ValueError, RuntimeError, wave.Error) as error:
        raise BadSound(f"{path.name}: {error}") from error
    if width != 2 or not 1 <= channels <= 2 or not 8_000 <= rate <= 192_000:
        raise BadSound(f"{path.name}: a clip is a WAV of 16 bits, one or two channels")
    whole = raw[: len(raw) // (2 * channels) * 2 * channels]
    samples = np.frombuffer(whole, "<i2").astype(np.float64).reshape(-1, channels).mean(axis=1)
    if len(samples) > LONGEST_SECONDS * rate:
        raise BadSound(f"{path.name}: longer than {LONGEST_SECONDS:g} s")
    return at_rate(samples / 32_768, rate)


def at_rate(samples: Samples, rate: int) -> Samples:
    """The same sound at our rate, by its spectrum."""
    if rate == RATE or not samples.size:
        return samples
    padded = np.concatenate([samples, np.zeros(rate // 50)])
    size = round(len(padded) * RATE / rate)
    spectrum = np.fft.rfft(padded)[: size // 2 + 1]
    wanted = np.zeros(size // 2 + 1, dtype=complex)
    wanted[: len(spectrum)] = spectrum
    answer: Samples = np.fft.irfft(wanted, size) * size / len(padded)
    return answer[: round(len(samples) * RATE / rate)]


def speech_of(samples: Samples) -> Samples:
    """Cut to the speech, beginning and ending where the wave goes through zero."""
    first, last = _bounds(samples)
    if first == last:
        return samples[:0]
    return samples[_zero_near(samples, first) : _zero_near(samples, last)]


def _bounds(samples: Samples) -> tuple[int, int]:
    """Where speech begins and ends; twice the same where there is none."""
    levels = _frames_db(samples)
    loud = np.flatnonzero(levels > _threshold(samples))
    if not loud.size or levels.max() < _NOTHING_DB:
        return 0, 0
    first = max(0, int(loud[0]) * _FRAME - RATE * BEFORE_MS // 1_000)
    last = min(len(samples), (int(loud[-1]) + 1) * _FRAME + RATE * AFTER_MS // 1_000)
    return first, last


def _frames_db(samples: Samples) -> Samples:
    """Level of each 10 ms."""
    count = len(samples) // _FRAME
    if not count:
        return np.asarray([_db(samples)])
    frames = samples[: count * _FRAME].reshape(count, _FRAME)
    answer: Samples = np.maximum(10 * np.log10(np.mean(frames**2, axis=1) + 1e-12), _FLOOR_DB)
    return answer


def _db(samples: Samples) -> float:
    return 10 * float(np.log10(np.mean(samples**2) + 1e-12)) if samples.size else _FLOOR_DB


def _threshold(samples: Samples) -> float:
    """Above the room's noise where it is heard at both ends, and far below the loudest speech."""
    levels = _frames_db(samples)
    peak, noise = float(levels.max()), _room_db(levels)
    return min(max(noise + 8, peak - 38), peak - 6)


def _room_db(levels: Samples) -> float:
    """The steady noise before and after the speech; the floor where a clip is cut already."""
    ends = levels[:_EDGE], levels[-_EDGE:]
    steady = all(len(end) == _EDGE and np.ptp(end) < _STEADY_DB for end in ends)
    before, after = (float(np.median(end)) for end in ends)
    alike = abs(before - after) < _STEADY_DB and max(before, after) < levels.max() - 10
    return (before + after) / 2 if steady and alike else _FLOOR_DB


def _zero_near(samples: Samples, at: int, within_ms: int = 3) -> int:
    """The zero crossing next to a place, or the place itself."""
    reach = RATE * within_ms // 1_000
    low, high = max(1, at - reach), min(len(samples), at + reach)
    crossings = np.flatnonzero(
        np.signbit(samples[low - 1 : high - 1]) != np.signbit(samples[low:high])
    )
    return int(low + crossings[np.argmin(np.abs(crossings + low - at))]) if crossings.size else at


@dataclass(frozen=True, slots=True)
class Quality:
    """What can be measured of a recording."""

    length_ms: int
    """Of its speech."""
    lufs: float
    clipped: int
    """Places where the wave stands at full scale."""
    noise_db: float
    """How much softer than the speech the silence around it is."""

    @property
    def faults(self) -> list[str]:
        """In words for whoever records; none where all is well."""
        if self.length_ms < SHORTEST_MS or self.lufs < SOFTEST_LUFS:
            return ["silent"]
        said = []
        if self.clipped or self.lufs > LOUDEST_LUFS:
            said.append("too loud, it is cut off")
        if self.noise_db < NOISE_BELOW_DB:
            said.append(f"noisy: the room is only {self.noise_db:.0f} dB below the speech")
        return said


def quality(samples: Samples) -> Quality:
    """Judges a recording as it came from the microphone."""
    speech = speech_of(samples)
    return Quality(
        length_ms=len(speech) * 1_000 // RATE,
        lufs=loudness(speech) if speech.size else -np.inf,
        clipped=_runs(np.abs(samples) >= CLIPPED),
        noise_db=_db(speech) - _room_db(_frames_db(samples)),
    )


def _runs(hit: object) -> int:
    """How often something holds for several samples on end."""
    edges = np.diff(np.concatenate(([0], np.asarray(hit, dtype=np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return int(np.count_nonzero(ends - starts >= CLIPPED_RUN))
