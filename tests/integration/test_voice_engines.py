"""The site's engines in their order, in real processes: packs, pyttsx3, Piper where it is there."""

from __future__ import annotations

import importlib.util
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from display.voice.chain import Chain
from display.voice.loudness import loudness, samples_of
from display.voice.sound import TARGET_LUFS, milliseconds, read_wav
from shared.cli.torture import tone_voice
from shared.language.spoken import phrases

TOY = Path(__file__).parents[1] / "samples" / "voices" / "toy.onnx"
PATIENCE_MS = 5_000
"""In which a worker also starts, on a busy machine."""


class Heard:
    """A chain, and what became of what it was asked."""

    def __init__(self, voices: Path, *engines: str) -> None:
        self.chain = Chain(voices, engines=engines, patience_ms=PATIENCE_MS, try_again_ms=200)
        self.pcm: dict[int, bytes] = {}
        self.by: dict[int, str] = {}
        self.reasons: dict[int, str] = {}
        self.chain.saidBy.connect(self.by.__setitem__)
        self.chain.rendered.connect(
            lambda request, path: self.pcm.__setitem__(request, read_wav(Path(path)))
        )
        self.chain.failed.connect(self.reasons.__setitem__)

    def ask(self, qtbot: QtBot, number: str = "A-012", language: str = "id") -> int:
        said, known = phrases(language).call(number, "5").engine, phrases(language)
        request = self.chain.render(said, known.voice, 140, language=language)
        qtbot.waitUntil(lambda: request in self.pcm or request in self.reasons, timeout=30_000)
        return request


@pytest.fixture
def voices(tmp_path: Path) -> Path:
    tone_voice.make_pack(tmp_path / "tones", tone_voice.words(["a"]), 0)
    return tmp_path


@pytest.fixture
def heard(qtbot: QtBot, voices: Path) -> Iterator[Heard]:
    made = Heard(voices, "pack:tones", "pyttsx3")
    yield made
    made.chain.close()


def test_each_phrase_is_said_whole_by_the_first_that_can(qtbot: QtBot, heard: Heard) -> None:
    own = heard.ask(qtbot)
    unknown_letter = heard.ask(qtbot, "Z-012")
    english = heard.ask(qtbot, language="en")
    assert [heard.by[one] for one in (own, unknown_letter, english)] == [
        *("pack:tones", "pyttsx3", "pyttsx3")
    ]
    assert milliseconds(heard.pcm[own]) < 1_000 < milliseconds(heard.pcm[unknown_letter])
    assert heard.by[heard.ask(qtbot, "A-013")] == "pack:tones"  # lacking words is no illness


def test_one_that_hangs_is_passed_over_and_comes_back(qtbot: QtBot, heard: Heard) -> None:
    assert heard.by[heard.ask(qtbot)] == "pack:tones"
    pid = heard.chain.worker_pid("pack:tones")
    os.kill(pid, signal.SIGSTOP)
    assert heard.by[heard.ask(qtbot, "A-021")] == "pyttsx3"
    assert heard.by[heard.ask(qtbot, "A-022")] == "pyttsx3"  # at once, it is known to hang

    def is_back() -> bool:
        return heard.by[heard.ask(qtbot, "A-023")] == "pack:tones"

    qtbot.waitUntil(is_back, timeout=30_000)
    assert heard.reasons == {}


def test_what_is_not_there_does_not_keep_anybody_waiting(qtbot: QtBot, voices: Path) -> None:
    heard = Heard(voices, "piper:gone.onnx", "pack:gone", "pack:tones")
    try:
        assert heard.by[heard.ask(qtbot)] == "pack:tones"
        assert heard.ask(qtbot, "Z-1") in heard.reasons
    finally:
        heard.chain.close()


def test_another_order_from_the_next_phrase_on(qtbot: QtBot, heard: Heard) -> None:
    heard.ask(qtbot)
    pid = heard.chain.worker_pid("pyttsx3")
    heard.chain.use(("pyttsx3", "pack:tones"))
    assert heard.by[heard.ask(qtbot)] == "pyttsx3"
    assert heard.chain.worker_pid("pyttsx3") == pid
    heard.chain.use(("pyttsx3",))
    assert heard.chain.engines == ("pyttsx3",)


@pytest.mark.skipif(
    importlib.util.find_spec("piper") is None, reason="not installed here: piper-tts"
)
def test_a_piper_voice_speaks_its_language(qtbot: QtBot, voices: Path) -> None:
    heard = Heard(voices, f"piper:{TOY}", "pyttsx3")
    try:
        own, english = heard.ask(qtbot), heard.ask(qtbot, language="en")
        assert heard.by[own] == f"piper:{TOY}"
        assert heard.by[english] == "pyttsx3"
        assert loudness(samples_of(heard.pcm[own])) == pytest.approx(TARGET_LUFS, abs=0.5)
    finally:
        heard.chain.close()
