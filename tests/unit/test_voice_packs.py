"""Packs: what a manifest may say, which clips a sentence takes, and that nobody hears the seams."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from display.voice.engines import CannotSay
from display.voice.engines.recorded import Recorded
from display.voice.loudness import Samples, loudness, pcm_of, samples_of
from display.voice.messages import Order
from display.voice.packs.checking import faults_of
from display.voice.packs.clip import at_rate, quality, speech_of
from display.voice.packs.joining import FADE_MS, Piece, joined
from display.voice.packs.manifest import BadPack, Form, Gaps, read_pack
from display.voice.packs.script import prompts
from display.voice.packs.sentence import Part, parts_of
from display.voice.packs.writing import keep, missing, write_manifest
from display.voice.sound import RATE, TARGET_LUFS, milliseconds
from shared.language.numbers import Reading
from shared.language.spoken import languages, phrases

KNOWN = ["nomor antrean", "silakan menuju", "loket", "a", "nol", "satu", "dua", "dua puluh"]


def voiced(ms: int, hertz: float = 180.0, level: float = 0.2) -> Samples:
    """Something like a vowel, between silences."""
    at = np.arange(RATE * ms // 1_000) / RATE
    wave = sum(np.sin(2 * np.pi * hertz * k * at) / k for k in (1, 2, 3, 4))
    edge = np.minimum(1, np.minimum(at, at[::-1]) / 0.03)
    quiet = np.zeros(RATE // 5)
    return np.concatenate([quiet, level * wave * edge, quiet])


def made_pack(folder: Path, language: str = "id", letters: str = "AB") -> list[str]:
    """A whole pack of hums; the words of each prompt at a pitch of its own."""
    wanted = prompts(phrases(language), letters)
    for place, prompt in enumerate(wanted):
        keep(folder / prompt.file, pcm_of(voiced(260, 120 + 3 * place, 0.02 + 0.002 * place)))
    write_manifest(folder, language, wanted, name='Ayu "dua"')
    return [prompt.file for prompt in wanted]


def test_a_sentence_takes_the_longest_clips_and_the_melody_of_their_place() -> None:
    text = "Nomor antrean, a, nol satu. Silakan menuju loket dua puluh satu."
    assert parts_of(text, KNOWN) == [
        Part("nomor antrean", ","),
        Part("a", ","),
        Part("nol", ""),
        Part("satu", "."),
        Part("silakan menuju", ""),
        Part("loket", ""),
        Part("dua puluh", ""),
        Part("satu", "."),
    ]
    assert [part.form for part in parts_of("a nol, loket dua", KNOWN)] == [
        *(Form.MIDDLE, Form.RISING, Form.MIDDLE, Form.FALLING)
    ]


def test_what_no_clip_says_is_named() -> None:
    with pytest.raises(LookupError, match=r"no clip of: ze, tiga$"):
        parts_of("ze nol tiga", KNOWN)


@settings(max_examples=40, deadline=None)
@given(
    st.from_regex(r"[A-Z]{1,2}-[0-9]{1,4}", fullmatch=True),
    st.integers(1, 199).map(str),
    st.sampled_from(Reading),
    st.sampled_from(sorted(languages())),
)
def test_the_script_covers_every_call(
    number: str, counter: str, reading: Reading, language: str
) -> None:
    known = phrases(language)
    words = {one.spoken for one in prompts(known, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
    for said in (known.call(number, counter, "", reading), known.short_call(number, counter)):
        assert parts_of(said.engine, words)


def test_a_pack_speaks_and_is_as_loud_as_everything_else(tmp_path: Path) -> None:
    made_pack(tmp_path)
    pack = Recorded(tmp_path)
    order = Order(1, phrases("id").call("A-012", "25").engine, "id", 140, "", language="id")
    pcm = pack.render(order)
    assert loudness(samples_of(pcm)) == pytest.approx(TARGET_LUFS, abs=0.3)
    assert 2_500 < milliseconds(pcm) < 5_000


def test_half_a_sentence_is_never_said(tmp_path: Path) -> None:
    made_pack(tmp_path)
    pack = Recorded(tmp_path)
    with pytest.raises(CannotSay, match="no clip of: ze"):
        pack.say(phrases("id").call("Z-012", "5").engine)
    with pytest.raises(CannotSay, match="speaks id alone"):
        pack.render(Order(1, "one", "en", 140, "", language="en"))
    (tmp_path / "digits" / "dua-falling.wav").write_bytes(b"no sound")
    with pytest.raises(CannotSay, match=r"dua-falling\.wav"):
        pack.say("nol dua.")


def test_soft_and_loud_clips_come_out_alike(tmp_path: Path) -> None:
    made_pack(tmp_path)
    keep(tmp_path / "digits" / "nol-middle.wav", pcm_of(voiced(300, 180, 0.03)))
    keep(tmp_path / "digits" / "satu-falling.wav", pcm_of(voiced(300, 180, 0.3)))
    sound = samples_of(Recorded(tmp_path).say("nol satu"))
    first, second = np.array_split(sound, 2)
    assert loudness(first) == pytest.approx(loudness(second), abs=1.0)


def test_no_seam_is_steeper_than_the_sound_itself() -> None:
    pieces = [Piece(speech_of(voiced(250, hertz)), after) for hertz, after in SEAMS]
    sound = joined(pieces, Gaps())
    steepest = max(float(np.abs(np.diff(one.samples)).max()) for one in pieces)
    assert float(np.abs(np.diff(sound)).max()) <= steepest * 1.05
    assert abs(sound[0]) < 0.01
    assert abs(sound[-1]) < 0.01


SEAMS = [(150.0, ""), (210.0, ""), (170.0, ","), (140.0, "."), (190.0, ".")]


def test_neighbours_overlap_and_stops_are_pauses() -> None:
    one = speech_of(voiced(250))
    length = len(one)
    close = joined([Piece(one, ""), Piece(one, ".")], Gaps(word=-10))
    assert 2 * length - len(close) == pytest.approx(RATE * 10 / 1_000, abs=1)
    deep = joined([Piece(one, ""), Piece(one, ".")], Gaps(word=-900))
    assert 2 * length - len(deep) == pytest.approx(RATE * FADE_MS / 1_000, abs=1)
    apart = joined([Piece(one, ","), Piece(one, ".")], Gaps(comma=200))
    assert len(apart) - 2 * length == pytest.approx(RATE * 200 / 1_000, abs=1)


def test_the_room_lies_under_the_gaps_as_loud_as_under_the_words() -> None:
    chance = np.random.default_rng(1)
    room = chance.normal(0, 0.003, RATE)
    noisy = speech_of(voiced(300)) + chance.normal(0, 0.003, len(speech_of(voiced(300))))
    sound = joined([Piece(noisy, ","), Piece(noisy, ".")], Gaps(comma=300), room)
    gap = sound[len(noisy) + 400 : len(noisy) + RATE * 300 // 1_000 - 400]
    assert float(np.sqrt(np.mean(gap**2))) == pytest.approx(0.003, rel=0.25)


def test_a_clip_is_cut_to_its_speech_at_zero_crossings() -> None:
    raw = voiced(300) + np.random.default_rng(2).normal(0, 0.0005, len(voiced(300)))
    speech = speech_of(raw)
    assert 290 < len(speech) * 1_000 / RATE < 370
    assert abs(speech[0]) < 0.01
    assert abs(speech[-1]) < 0.01
    assert not speech_of(np.zeros(RATE)).size


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_another_rate_is_the_same_sound(rate: int) -> None:
    at = np.arange(rate) / rate
    same = at_rate(np.sin(2 * np.pi * 440 * at), rate)
    assert len(same) == RATE
    ours = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    inner = slice(RATE // 10, -RATE // 10)
    assert float(np.abs(same - ours)[inner].max()) < 0.02


def test_a_recording_is_judged() -> None:
    chance = np.random.default_rng(3)
    good = voiced(300) + chance.normal(0, 0.0005, len(voiced(300)))
    assert quality(good).faults == []
    assert quality(np.zeros(RATE)).faults == ["silent"]
    assert quality(good + chance.normal(0, 0.02, len(good))).faults[0].startswith("noisy")
    assert quality(np.clip(good * 12, -1, 1)).faults[0].startswith("too loud")


def test_a_pack_that_is_whole_has_no_faults_and_a_clip_that_is_gone_is_named(
    tmp_path: Path,
) -> None:
    files = made_pack(tmp_path)
    assert not [fault for fault in faults_of(read_pack(tmp_path), "AB") if fault.grave]
    spare = tmp_path / "digits" / "tiga-falling.wav"
    spare.unlink()
    assert [one.file for one in missing(tmp_path, prompts(phrases("id"), "AB"))] == [
        "digits/tiga-falling.wav"
    ]
    named = {fault.where for fault in faults_of(read_pack(tmp_path), "AB") if fault.grave}
    assert named == {"digits/tiga-falling.wav"}
    assert len(files) == len(set(files))


def test_words_that_no_clip_says_are_named_once(tmp_path: Path) -> None:
    made_pack(tmp_path, letters="A")
    whats = [fault.what for fault in faults_of(read_pack(tmp_path), "AZ") if fault.grave]
    assert whats == ["'zet' is in no clip: calls with it go to the next engine"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("format = 2", "format is 2"),
        ("format = 1", "language is missing"),
        ('format = 1\nlanguage = "id"', "no clips"),
        ('format = 1\nlanguage = "id"\n[digits]\nnol = "../x.wav"', "inside the pack's folder"),
        ('format = 1\nlanguage = "id"\n[digits]\nnol = { high = "x.wav" }', "digits.nol is a file"),
        ('format = 1\nlanguage = "id"\n[gaps]\nword = 9000\n[digits]\nnol = "x.wav"', "gaps.word"),
        ("format = ", "pack.toml: Invalid value"),
    ],
)
def test_a_bad_manifest_is_told_in_words(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "pack.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadPack, match=re.escape(why)):
        read_pack(tmp_path)
