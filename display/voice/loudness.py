"""How loud a sound is to people, and how it is brought to the common level (EBU R 128).

The meter is that of ITU-R BS.1770-4 for one channel: K-weighting, blocks of 400 ms, the absolute
and the relative gate. It is our own because the library that measures the same needs SciPy, whose
import takes longer than a hall waits for a voice that has just been restarted (2.4 s); the tests
hold it to the cases of EBU Tech 3341. What is shorter than a block is measured as a whole.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from display.voice.sound import QUIET, RATE, TARGET_LUFS, BadSound

Samples = npt.NDArray[np.float64]

MOST_GAIN_DB = 30.0
"""A recording that would need more is noise."""

_BLOCK_MS, _STEP_MS = 400, 100
_ABSOLUTE_LUFS, _RELATIVE_LU = -70.0, -10.0
_OFFSET = -0.691
_CEILING, _KNEE = 0.97, 0.6
_FULL_SCALE = 32_768.0

_SHELF = (
    1.53512485958697,
    -2.69169618940638,
    1.19839281085285,
    -1.69065929318241,
    0.73248077421585,
)
_HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
"""The two filters of BS.1770 at 48 kHz: b0, b1, b2, a1, a2."""
_AT = 48_000


def samples_of(pcm: bytes) -> Samples:
    """16-bit samples as −1 … 1."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float64) / _FULL_SCALE


def pcm_of(samples: Samples) -> bytes:
    """As 16-bit samples; what goes beyond full scale is cut."""
    return np.clip(np.round(samples * _FULL_SCALE), -32_768, 32_767).astype("<i2").tobytes()


def loudness(samples: Samples, rate: int = RATE) -> float:
    """Integrated loudness in LUFS; −inf where nothing is above the absolute gate."""
    heard = weighted(samples, rate)
    block, step = rate * _BLOCK_MS // 1_000, rate * _STEP_MS // 1_000
    if len(heard) <= block:
        return _lufs(_mean_square(heard))
    sums = np.concatenate(([0.0], np.cumsum(heard**2)))
    starts = np.arange(0, len(heard) - block + 1, step)
    return gated((sums[starts + block] - sums[starts]) / block)


def gated(power: Samples) -> float:
    """The loudness of a sound from the mean squares of its blocks, through both gates."""
    power = power[_lufs_of(power) > _ABSOLUTE_LUFS]
    if not power.size:
        return -np.inf
    gate = _lufs(float(power.mean())) + _RELATIVE_LU
    return _lufs(float(power[_lufs_of(power) > gate].mean()))


def levelled(samples: Samples, target: float = TARGET_LUFS, rate: int = RATE) -> Samples:
    """The same sound as loud as `target`; peaks bend towards full scale instead of being cut.

    ValueError for what is too soft to be brought there: it is noise, or nothing.
    """
    is_now = loudness(samples, rate)
    if target - is_now > MOST_GAIN_DB:
        raise ValueError(f"{is_now:.0f} LUFS: too soft to be speech")
    bent = samples
    for _ in range(3):  # what bending takes away is given back
        bent = soft(samples * 10 ** ((target - is_now) / 20))
        off = target - loudness(bent, rate)
        if abs(off) < 0.1:
            break
        is_now -= off
    return bent


def soft(samples: Samples) -> Samples:
    """Peaks bent below full scale, which is not heard; a cut one would crackle."""
    size = np.abs(samples)
    over = np.tanh((size - _KNEE) / (_CEILING - _KNEE)) * (_CEILING - _KNEE) + _KNEE
    return np.where(size > _KNEE, np.sign(samples) * over, samples)


def weighted(samples: Samples, rate: int) -> Samples:
    """K-weighted, by multiplying the spectrum: exact but for the filters' start at silence."""
    size = 1 << (len(samples) + rate // 4 - 1).bit_length()
    spectrum = np.fft.rfft(samples, size) * _response(size, rate)
    return np.fft.irfft(spectrum, size)[: len(samples)]


@cache
def _response(size: int, rate: int) -> npt.NDArray[np.complex128]:
    """Of both filters at each frequency; the standard gives them at 48 kHz, and hertz are hertz."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size, 1 / rate) / _AT)
    answer: npt.NDArray[np.complex128] = np.ones_like(z)
    for b0, b1, b2, a1, a2 in (_SHELF, _HIGH_PASS):
        answer *= (b0 + b1 * z + b2 * z**2) / (1 + a1 * z + a2 * z**2)
    return answer


def _mean_square(samples: Samples) -> float:
    return float(np.mean(samples**2)) if samples.size else 0.0


def _lufs(power: float) -> float:
    return float(_lufs_of(np.asarray([power]))[0])


def _lufs_of(power: Samples) -> Samples:
    with np.errstate(divide="ignore"):
        answer: Samples = _OFFSET + 10 * np.log10(power)
        return answer


def polish(pcm: bytes) -> bytes:
    """Speech without the silence at its ends, at the common level; `BadSound` where it is none."""
    samples = trimmed(samples_of(pcm), QUIET / _FULL_SCALE)
    if not samples.size:
        raise BadSound("silent speech")
    try:
        return pcm_of(levelled(samples))
    except ValueError as error:
        raise BadSound(str(error)) from error


def trimmed(samples: Samples, quiet: float) -> Samples:
    """What lies between the first and the last sample above an amplitude."""
    loud = np.flatnonzero(np.abs(samples) > quiet)
    return samples[loud[0] : loud[-1] + 1] if loud.size else samples[:0]
