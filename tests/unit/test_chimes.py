"""The chimes: made by the script, the same every time, inside their band, each its own pitch."""

from __future__ import annotations

from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from assets import make_chimes
from display.voice.sound import RATE, milliseconds
from display.voice.utterance import CHIMES, chime, chime_of
from tests.listening import inside, spectrum

SOUNDS = Path(make_chimes.__file__).parent / "sounds"


def test_the_script_makes_the_very_files(tmp_path: Path) -> None:
    make_chimes.main(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in SOUNDS.glob("*.wav")}
    assert len(made) == CHIMES


@pytest.mark.parametrize("index", range(CHIMES))
def test_length_and_band(index: int) -> None:
    pcm = chime(index)
    assert milliseconds(pcm) == 1_200
    assert inside(spectrum(array("h", pcm)), 500, 2_000) > 0.97


@pytest.mark.parametrize("index", range(CHIMES))
def test_it_rises_and_has_harmonics(index: int) -> None:
    samples = array("h", chime(index))
    first, second = make_chimes.PAIRS[index]
    lines = spectrum(samples)

    def strength(hertz: float) -> float:
        return max(energy for at, energy in lines if abs(at - hertz) < 8)

    assert second > first
    loudest = max(energy for _, energy in lines)
    for hertz in (first, second, 2 * first):
        assert strength(hertz) > loudest / 200
    start, end = samples[: RATE // 3], samples[RATE // 2 :]
    assert crossings(end) / len(end) > crossings(start) / len(start)


def crossings(samples: array[int]) -> int:
    return sum(1 for a, b in pairwise(samples) if a < 0 <= b)


def test_every_zone_has_its_own_pitch() -> None:
    firsts = [first for first, _ in make_chimes.PAIRS]
    ratios = [b / a for a, b in zip(sorted(firsts), sorted(firsts)[1:], strict=False)]
    assert min(ratios) > 1.055  # at least a half tone apart
    zones = ["biru", "hijau", "kuning"]
    assert [chime_of(zone, zones) for zone in zones] == [0, 1, 2]
    assert 0 <= chime_of("unknown", zones) < CHIMES
