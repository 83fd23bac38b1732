"""The ear of the long voice trial: what a pack of tones says is heard again, word by word."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from display.voice.engines.recorded import Recorded
from display.voice.loudness import pcm_of, samples_of
from display.voice.sound import silence
from display.voice.utterance import chime
from shared.cli.torture import tone_voice as tones
from shared.language.numbers import Reading
from shared.language.spoken import phrases

LETTERS = ["a"]
KNOWN = tones.words(LETTERS)
CALLS = [("A-001", "5"), ("A-020", "24"), ("A-555", "11"), ("A-999", "20"), ("A-707", "19")]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> list[Recorded]:
    folders = [tmp_path_factory.mktemp("tv") / "tones" for _ in range(2)]
    for pilot, folder in enumerate(folders):
        tones.make_pack(folder, KNOWN, pilot)
    return [Recorded(folder) for folder in folders]


def heard(pcm: bytes, tmp_path: Path) -> tones.Hearing:
    (tmp_path / "heard.raw").write_bytes(pcm)
    return tones.listen(tmp_path / "heard.raw", KNOWN)


def test_every_call_is_heard_with_its_counter_and_its_speaker(
    engines: list[Recorded], tmp_path: Path
) -> None:
    said = phrases("id")
    sound, bell = b"", chime(0)[: len(silence(150))]
    for place, (number, counter) in enumerate(CALLS):
        say = said.call if place % 2 else said.short_call
        spoken = engines[place % 2].say(say(number, counter, "", Reading.DIGITS).engine)
        sound += silence(90) + bell + silence(40) + spoken + silence(30)
    hearing = heard(sound, tmp_path)
    found = tones.calls(hearing.words, LETTERS, 24)
    assert [one.digits for one in found] == [
        said.number(number).engine.replace(",", "") for number, _ in CALLS
    ]
    assert [str(one.counter) for one in found] == [counter for _, counter in CALLS]
    assert [one.pilot for one in found] == [0, 1, 0, 1, 0]
    assert [one.full for one in found] == [False, True, False, True, False]
    assert len(hearing.chimes) == len(CALLS)
    assert hearing.together == []


def test_what_is_broken_off_is_no_call(engines: list[Recorded], tmp_path: Path) -> None:
    whole = engines[0].say(phrases("id").call("A-012", "5").engine)
    cut = whole[: len(whole) * 6 // 10 // 2 * 2]
    found = tones.calls(heard(cut + silence(200) + whole, tmp_path).words, LETTERS, 24)
    assert len(found) == 1


def test_two_voices_at_once_are_noticed(engines: list[Recorded], tmp_path: Path) -> None:
    one, other = (engine.say("a nol satu dua, loket lima") for engine in engines)
    late = silence(100)
    length = len(one) + len(late)
    mixed = samples_of(one.ljust(length, b"\0")) + samples_of((late + other).ljust(length, b"\0"))
    together = heard(pcm_of(np.clip(mixed, -1, 1)), tmp_path).together
    assert sum(end - start for start, end in together) > 0.1
