"""The meter, held to the cases of EBU Tech 3341 for one channel; what brings all to one level."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.make_chimes import PAIRS
from display.voice.loudness import (
    Samples,
    levelled,
    loudness,
    pcm_of,
    polish,
    samples_of,
    soft,
)
from display.voice.sound import RATE, TARGET_LUFS, BadSound, milliseconds, silence
from display.voice.utterance import chime

ONE_CHANNEL = -3.01
"""The standard's cases are in stereo; the same tone in one channel is half the power."""


def tone(seconds: float, dbfs: float, hertz: float = 1_000.0, rate: int = RATE) -> Samples:
    at = np.arange(round(seconds * rate)) / rate
    return 10 ** (dbfs / 20) * np.sin(2 * np.pi * hertz * at)


@pytest.mark.parametrize("dbfs", [-23.0, -33.0])
@pytest.mark.parametrize("rate", [16_000, RATE, 44_100, 48_000])
def test_cases_1_and_2_a_tone(dbfs: float, rate: int) -> None:
    assert loudness(tone(5, dbfs, rate=rate), rate) == pytest.approx(dbfs + ONE_CHANNEL, abs=0.1)


@pytest.mark.parametrize(
    "parts",
    [
        [(10, -36.0), (60, -23.0), (10, -36.0)],
        [(10, -72.0), (10, -36.0), (60, -23.0), (10, -36.0), (10, -72.0)],
        [(20, -26.0), (20.1, -20.0), (20, -26.0)],
    ],
    ids=["case 3, the relative gate", "case 4, both gates", "case 5, near the gate"],
)
def test_cases_with_gates(parts: list[tuple[float, float]]) -> None:
    sound = np.concatenate([tone(*part) for part in parts])
    assert loudness(sound) == pytest.approx(-23.0 + ONE_CHANNEL, abs=0.1)


def test_silence_has_no_loudness() -> None:
    assert loudness(np.zeros(RATE)) == -math.inf
    assert loudness(np.zeros(100)) == -math.inf


@settings(deadline=None, max_examples=20)
@given(st.floats(-40, -1), st.floats(0.1, 3), st.floats(200, 3_000))
def test_everything_is_brought_to_one_level(dbfs: float, seconds: float, hertz: float) -> None:
    assert loudness(levelled(tone(seconds, dbfs, hertz))) == pytest.approx(TARGET_LUFS, abs=0.3)


def test_what_is_too_soft_is_not_blown_up() -> None:
    with pytest.raises(ValueError, match="too soft"):
        levelled(tone(1, -60))


def test_peaks_bend_and_never_turn_around() -> None:
    rising = np.linspace(-8, 8, 2_001)
    bent = soft(rising)
    assert np.all(np.diff(bent) >= 0)
    assert np.abs(bent).max() < 1
    inside = np.abs(rising) < 0.6
    assert np.array_equal(bent[inside], rising[inside])


def test_polish_takes_the_silence_off_both_ends() -> None:
    sound = silence(120) + pcm_of(tone(0.5, -12)) + silence(200) + pcm_of(tone(0.4, -12))
    assert milliseconds(polish(sound + silence(430))) == pytest.approx(1_100, abs=5)


@pytest.mark.parametrize("pcm", [b"", silence(500), pcm_of(tone(1, -55))])
def test_polish_refuses_what_nobody_hears(pcm: bytes) -> None:
    with pytest.raises(BadSound):
        polish(pcm)


@pytest.mark.parametrize("index", range(len(PAIRS)))
def test_chimes_are_as_loud_as_the_speech(index: int) -> None:
    assert loudness(samples_of(chime(index))) == pytest.approx(TARGET_LUFS, abs=0.3)
