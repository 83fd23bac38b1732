"""How loud a video is, heard piece by piece, and how loud it is played."""

from __future__ import annotations

import math

import numpy as np
import pytest

from display.playlist.ducking import amplitude
from display.playlist.meter import PIECE_SECONDS, Meter
from display.playlist.video import gain
from display.voice.loudness import Samples, loudness
from display.voice.loudspeaker import linear_volume

RATE = 48_000


def music(seconds: float) -> Samples:
    """Louder and softer, with a pause that the gate leaves out."""
    at = np.arange(round(seconds * RATE)) / RATE
    swell = 0.2 * (1 + np.sin(at / 3)) * (np.sin(at / 5) > -0.9)
    sound: Samples = swell * np.sin(2 * math.pi * 440 * at)
    return sound


def metered(sound: Samples, piece: int, channels: int = 1) -> float:
    meter = Meter(RATE)
    for start in range(0, len(sound), piece):
        meter.add(np.stack([sound[start : start + piece]] * channels, axis=1))
    return meter.lufs()


@pytest.mark.parametrize(("piece", "channels"), [(1_024, 1), (7_001, 2), (700_000, 1)])
def test_it_is_what_the_whole_would_be(piece: int, channels: int) -> None:
    sound = music(2.5 * PIECE_SECONDS)
    assert metered(sound, piece, channels) == pytest.approx(loudness(sound, RATE), abs=0.05)


def test_silence_and_a_click_have_none() -> None:
    assert metered(np.zeros(RATE), 4_096) == -math.inf
    assert metered(np.ones(100), 4_096) == -math.inf
    assert Meter(RATE).lufs() == -math.inf


@pytest.mark.parametrize("felt", [0.0, 0.1, 0.5, 0.8, 1.0])
def test_a_volume_means_the_same_to_a_video_and_to_the_voice(felt: float) -> None:
    assert amplitude(felt) == pytest.approx(linear_volume(felt), abs=0.001)


def test_a_loud_one_is_brought_down_to_the_voice_and_a_soft_one_up() -> None:
    assert gain(None) == 1
    assert gain(-12) == pytest.approx(0.501, abs=0.001)
    assert gain(-24) == pytest.approx(1.995, abs=0.001)
