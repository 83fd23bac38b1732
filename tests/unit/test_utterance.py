"""One utterance: what is said in it, in which order, with which pauses."""

from __future__ import annotations

from array import array

import pytest

from display.voice.grant import Grant, SpokenCall, SpokenWords
from display.voice.sound import RATE, milliseconds
from display.voice.utterance import (
    LONGEST_PIECE,
    Line,
    Passage,
    VoiceSettings,
    chime,
    compose,
    lines,
)
from shared.domain.ladder import Style
from shared.language.numbers import Reading


def call(number: str, counter: str) -> SpokenCall:
    return SpokenCall(
        ticket=f"t-{number}", call=f"c-{number}", number=number, counter=counter, zone="biru"
    )


def full(*, second: str = "") -> Grant:
    return Grant(lease="L", style=Style.FULL, calls=(call("A-012", "5"),), second=second)


def buzz(ms: int) -> bytes:
    return array("h", [9_000]).tobytes() * (RATE * ms // 1_000)


def texts(spoken: list[Line]) -> list[str]:
    return [line.said.text for line in spoken]


def test_a_full_call() -> None:
    assert texts(lines(full(), VoiceSettings())) == [
        "Nomor antrean, A, nol satu dua. Silakan menuju loket lima."
    ]


def test_english_follows() -> None:
    spoken = lines(full(second="en"), VoiceSettings())
    assert [line.voice for line in spoken] == ["id", "en"]
    assert texts(spoken)[1] == "Queue number A, zero one two. Please proceed to counter five."


def test_the_site_chooses_reading_and_words() -> None:
    settings = VoiceSettings(reading=Reading.WORD, counter_words={"id": "Gerai", "en": "Counter"})
    assert texts(lines(full(second="en"), settings)) == [
        "Nomor antrean, A, dua belas. Silakan menuju gerai lima.",
        "Queue number A, twelve. Please proceed to counter five.",
    ]


def test_several_calls_in_short() -> None:
    grant = Grant(lease="L", style=Style.SHORT, calls=(call("A-012", "5"), call("B-031", "23")))
    assert texts(lines(grant, VoiceSettings())) == [
        "A, nol satu dua, loket lima",
        "B, nol tiga satu, loket dua puluh tiga",
    ]


def test_chime_pause_speech_in_one_piece() -> None:
    [line] = lines(full(), VoiceSettings())
    whole = compose(chime(0), [(line, buzz(1_000))])
    assert whole.pcm.startswith(chime(0))
    assert whole.passages == (Passage("c-A-012", 1_500, 2_500),)
    pause = array("h", whole.pcm)[round(1.2 * RATE) : round(1.5 * RATE) - 1]
    assert not any(pause)
    assert whole.length_ms == milliseconds(whole.pcm) > 2_500


def test_the_passage_of_a_call_covers_both_languages() -> None:
    spoken = lines(full(second="en"), VoiceSettings())
    whole = compose(chime(0), [(spoken[0], buzz(1_000)), (spoken[1], buzz(800))])
    [passage] = whole.passages
    assert passage.start_ms == 1_500
    assert passage.end_ms == pytest.approx(1_500 + 1_000 + 500 + 800, abs=2)


def test_passages_follow_one_another() -> None:
    grant = Grant(
        lease="L", style=Style.SHORT, calls=tuple(call(f"A-{n:03d}", "5") for n in range(6))
    )
    spoken = [(line, buzz(700)) for line in lines(grant, VoiceSettings())]
    whole = compose(chime(3), spoken)
    assert [one.call for one in whole.passages] == [one.call for one in grant.calls]
    for before, after in zip(whole.passages, whole.passages[1:], strict=False):
        assert after.start_ms - before.end_ms == pytest.approx(250, abs=2)


def test_an_announcement_says_abbreviations_as_people_do() -> None:
    words = SpokenWords(
        id="w", zone="biru", text="Bawa KIA, SIM dan NPWP.", english="Bring your KIA."
    )
    spoken = lines(Grant(lease="L", style=Style.FULL, words=words), VoiceSettings())
    assert texts(spoken) == ["Bawa KIA, SIM dan NPWP.", "Bring your KIA."]
    heard = [line.said.engine for line in spoken]
    assert heard[0] == "Bawa ka i a, Sim dan en pe we pe."
    assert heard[1] == "Bring your K I A."


def test_an_announcement_is_said_sentence_by_sentence_and_then_in_english() -> None:
    long = "Nomor Anda tetap berlaku, " * 7
    words = SpokenWords(
        id="w", zone="biru", text=f"Sistem sedang gangguan. {long}", english="Please wait."
    )
    grant = Grant(lease="L", style=Style.FULL, words=words)
    spoken = lines(grant, VoiceSettings())
    assert texts(spoken)[0] == "Sistem sedang gangguan."
    assert " ".join(texts(spoken)[1:-1]) == long.strip()
    assert max(map(len, texts(spoken))) <= LONGEST_PIECE
    assert [line.voice for line in spoken[-2:]] == ["id", "en"]
    assert {line.call for line in spoken} == {"w"} == set(grant.items)
    assert grant.zone == "biru"
    utterance = compose(buzz(100), [(line, buzz(200)) for line in spoken])
    (passage,) = utterance.passages
    assert passage.end_ms < utterance.length_ms
