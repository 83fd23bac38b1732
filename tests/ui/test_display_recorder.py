"""What the recorder keeps: each word its own sound, and what an ill engine owed it later."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from display.voice.clips import BETWEEN_WORDS_MS, Clips, vocabulary
from display.voice.recorder import Recorder
from display.voice.sound import milliseconds, silence, write_wav
from display.voice.utterance import VoiceSettings
from shared.language.spoken import phrases


class QuickEngine(QObject):
    """Answers as `display.voice.speech.Speech` does; each word is as long as it is written."""

    rendered = Signal(int, str)
    failed = Signal(int, str)

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self._sound = directory / "word.wav"
        self._asked = 0
        self.well = True

    def render(self, text: str, voice: str, rate: int, **options: object) -> int:
        self._asked += 1
        asked, well = self._asked, self.well
        QTimer.singleShot(0, self, lambda: self._answer(asked, text, well))
        return self._asked

    def _answer(self, asked: int, text: str, well: bool) -> None:
        if well:
            write_wav(self._sound, silence(length(text)))
            self.rendered.emit(asked, str(self._sound))
        else:
            self.failed.emit(asked, "the engine is ill")


def length(word: str) -> int:
    """Of its sound, ms."""
    return 50 + 10 * len(word)


class Studio:
    def __init__(self, directory: Path) -> None:
        self.engine = QuickEngine(directory)
        self.clips = Clips(directory)
        engine: object = self.engine
        self.recorder = Recorder(engine, self.clips, pause_ms=0, again_ms=1)  # type: ignore[arg-type]

    def missing(self, settings: VoiceSettings) -> list[str]:
        return [
            word
            for known in map(phrases, settings.languages)
            for word in self.clips.missing(known.voice, settings.rate, vocabulary(known, settings))
        ]


def test_what_could_not_be_recorded_is_asked_for_again(qtbot: QtBot, tmp_path: Path) -> None:
    studio, settings = Studio(tmp_path), VoiceSettings()
    studio.engine.well = False
    with qtbot.waitSignal(studio.recorder.done, timeout=10_000):
        studio.recorder.want(settings)
    assert studio.missing(settings)
    studio.engine.well = True
    qtbot.waitUntil(lambda: not studio.missing(settings), timeout=10_000)
    studio.recorder.close()


def test_a_site_that_changes_meanwhile_leaves_each_word_its_own_sound(
    qtbot: QtBot, tmp_path: Path
) -> None:
    studio, settings = Studio(tmp_path), VoiceSettings(counter_words={"id": "Meja"})
    words = vocabulary(phrases("id"), settings)
    studio.clips.keep("id", settings.rate, words[0], silence(length(words[0])))
    with qtbot.waitSignal(studio.engine.rendered, timeout=10_000):
        # A word is under way with the rate of before, and belongs to none that are wanted now.
        QTimer.singleShot(0, studio.engine, lambda: studio.recorder.want(settings))
        studio.recorder.want(VoiceSettings(rate=120))
        studio.recorder._next()
    with qtbot.waitSignal(studio.recorder.done, timeout=10_000):
        pass
    for word in words:
        sound = studio.clips.spoken("id", settings.rate, word)
        assert sound is not None
        assert milliseconds(sound) == pytest.approx(length(word) + BETWEEN_WORDS_MS, abs=1), word
    studio.recorder.close()
