"""Recorded words: all that a call may need, and what stands in a file that somebody has spoilt."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from display.voice.clips import BETWEEN_WORDS_MS, Clips, vocabulary, words_in
from display.voice.sound import BadSound, milliseconds, read_wav, silence, write_wav
from display.voice.utterance import VoiceSettings
from shared.language.numbers import Reading
from shared.language.spoken import languages

NUMBERS = st.from_regex(r"[A-Z]{1,2}-[0-9]{1,4}", fullmatch=True)
COUNTERS = st.integers(1, 500).map(str) | st.from_regex(r"[1-9][0-9]?[A-Z]", fullmatch=True)


@cache
def known(language: str, word: str) -> set[str]:
    site = VoiceSettings(counter_words={language: word} if word else {})
    return {*vocabulary(languages()[language], site), ",", "."}


@given(NUMBERS, COUNTERS, st.sampled_from(Reading), st.sampled_from(["", "Loket", "Meja Layanan"]))
@settings(deadline=None)
def test_every_call_can_be_joined_from_the_vocabulary(
    number: str, counter: str, reading: Reading, word: str
) -> None:
    for language, phrases in languages().items():
        for said in (
            phrases.call(number, counter, word, reading),
            phrases.short_call(number, counter, word, reading),
        ):
            assert set(words_in(said.engine)) <= known(language, word), said.engine


def test_a_vocabulary_is_small() -> None:
    for phrases in languages().values():
        assert len(vocabulary(phrases, VoiceSettings())) < 100


def test_what_is_kept_is_joined_with_pauses(tmp_path: Path) -> None:
    clips = Clips(tmp_path)
    words = ["Nomor", "a", "A"]
    assert clips.missing("id", 140, words) == words
    for place, word in enumerate(words, 1):
        clips.keep("id", 140, word, silence(100 * place))
    assert clips.missing("id", 140, words) == []
    joined = clips.spoken("id", 140, "Nomor a")
    assert joined is not None
    assert milliseconds(joined) == pytest.approx(300 + 2 * BETWEEN_WORDS_MS, abs=1)
    longer = clips.spoken("id", 140, "Nomor, A")
    assert longer is not None
    assert milliseconds(longer) > 400 + 2 * BETWEEN_WORDS_MS
    assert clips.spoken("id", 140, "Nomor b") is None
    assert clips.spoken("id", 120, "Nomor") is None


@given(st.binary(max_size=400))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_it_is_sound_or_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.wav"
    write_wav(path, silence(50))
    head = path.read_bytes()
    for spoilt in (content, head[:44] + content, head[: len(content) % 60] + content):
        path.write_bytes(spoilt)
        try:
            pcm = read_wav(path, 5_000)
        except BadSound:
            continue
        assert milliseconds(pcm) <= 5_000


def test_no_more_is_read_than_may_be_played(tmp_path: Path) -> None:
    path = tmp_path / "endless.wav"
    write_wav(path, silence(60_000))
    with pytest.raises(BadSound, match="longer than 20000 ms"):
        read_wav(path, 20_000)
