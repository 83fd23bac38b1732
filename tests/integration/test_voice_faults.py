"""A speech engine that fails in every way there is: the call is spoken within ten seconds, and the
next one at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from display.voice.announcer import Announcer
from display.voice.clips import SHORTEST_MS, Clips, words_in
from display.voice.grant import Grant, SpokenCall
from display.voice.player import Player
from display.voice.sound import milliseconds, read_wav
from display.voice.speech import TIMEOUT_MS, Speech
from display.voice.utterance import VoiceSettings, chime
from display.voice.voice import Fitness
from shared.cli.torture.bad_engine import MOODS, BadEngine
from shared.domain.ladder import Style
from shared.language.spoken import phrases

PROMISED_S = 10.0


class QuickPlayer(Player):
    """No time passes while it plays."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[bytes] = []

    @property
    def available(self) -> bool:
        return True

    def play(self, pcm: bytes) -> None:
        self.played.append(pcm)
        QTimer.singleShot(0, self, self.started.emit)
        QTimer.singleShot(0, self, self.finished.emit)

    def stop(self) -> None:
        """It is over already."""

    def set_volume(self, volume: float) -> None:
        """It has one."""

    def close(self) -> None:
        """There is nothing to close."""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BadEngine:
    engine = BadEngine(tmp_path / "engine")
    monkeypatch.setenv("PYTHONPATH", engine.path())
    return engine


@pytest.fixture
def clips(tmp_path: Path) -> Clips:
    return Clips(tmp_path / "clips")


@pytest.fixture
def desk(qtbot: QtBot, engine: BadEngine, clips: Clips) -> Iterator[Desk]:
    desk = Desk(qtbot, clips)
    yield desk
    desk.announcer.close()


class Desk:
    """A voice on a spoilt engine, warm."""

    def __init__(self, qtbot: QtBot, clips: Clips) -> None:
        self._qtbot = qtbot
        self._clips = clips
        self.speech = Speech()
        self.player = QuickPlayer()
        self.announcer = Announcer(
            self.speech, self.player, VoiceSettings(), clips=clips, try_again_ms=1_000
        )
        self.told: dict[str, str] = {}
        self.spoken: list[str] = []
        self.announcer.finished.connect(lambda lease: self.told.update({lease: ""}))
        self.announcer.failed.connect(lambda lease, why: self.told.update({lease: why}))
        self.announcer.spoken.connect(lambda _, calls: self.spoken.extend(calls))

    def record(self, *numbers: str) -> None:
        """The words of these calls, as the first start would have recorded them."""
        known = phrases("id")
        texts = [known.call(number, "5", "").engine for number in numbers]
        wanted = {word for text in texts for word in words_in(text)} - {",", "."}
        kept: list[str] = []

        def keep(request: int, path: str) -> None:
            self._clips.keep("id", 140, asked[request], read_wav(Path(path)))
            kept.append(path)

        self.speech.rendered.connect(keep)
        asked = {
            self.speech.render(word, "id", 140, shortest_ms=SHORTEST_MS, remember=False): word
            for word in sorted(wanted)
        }
        self._qtbot.waitUntil(lambda: len(kept) == len(wanted), timeout=20_000)
        self.speech.rendered.disconnect(keep)
        assert not any(Path(path).exists() for path in kept)

    def call(self, lease: str, number: str) -> float:
        """Seconds until what is played for a call begins to play."""
        call = SpokenCall(ticket="t", call=number, number=number, counter="5", zone="biru")
        begun, played = time.monotonic(), len(self.player.played)
        self.announcer.announce(Grant(lease=lease, style=Style.FULL, calls=(call,)))
        self._qtbot.waitUntil(lambda: len(self.player.played) > played, timeout=20_000)
        took = time.monotonic() - begun
        self._qtbot.waitUntil(lambda: lease in self.told, timeout=20_000)
        return took


LASTING = ("silent", "nothing")
"""They take the way of the others."""


@pytest.mark.parametrize(
    "mood",
    [pytest.param(one, marks=pytest.mark.long) if one in LASTING else one for one in MOODS],
)
def test_recorded_words_stand_in(desk: Desk, engine: BadEngine, mood: str) -> None:
    desk.record("A-012", "A-210")
    assert desk.call("well", "A-012") < PROMISED_S
    by_engine = milliseconds(desk.player.played[-1])
    engine.become(mood)
    took = desk.call("ill", "A-210")
    assert took < PROMISED_S
    assert desk.told["ill"] == ""
    assert desk.spoken == ["A-012", "A-210"]
    assert desk.announcer.fitness is Fitness.RECORDED
    by_words = milliseconds(desk.player.played[-1])
    assert by_engine < by_words < 2.5 * by_engine
    again = desk.call("next", "A-120")
    assert again * 1_000 < TIMEOUT_MS, "the ill engine was waited for once more"
    assert desk.told["next"] == ""
    print(f"{mood}: spoken after {took:.1f} s, the next one after {again:.2f} s")


def test_the_engine_is_used_again_when_it_is_well(
    qtbot: QtBot, desk: Desk, engine: BadEngine
) -> None:
    desk.record("A-012")
    engine.become("crash")
    desk.call("ill", "A-012")
    engine.become("well")
    with qtbot.waitSignal(desk.announcer.fitnessChanged, timeout=15_000):
        pass
    assert desk.announcer.fitness is Fitness.WELL
    desk.call("well", "A-987")  # of which nothing is recorded
    assert desk.told["well"] == ""


def test_without_recorded_words_the_chime_alone_sounds(desk: Desk, engine: BadEngine) -> None:
    engine.become("empty")
    desk.call("ill", "A-012")
    assert desk.told["ill"].startswith("could not be rendered")
    assert desk.spoken == []
    assert desk.announcer.fitness is Fitness.CHIME
    (heard,) = desk.player.played
    assert any(heard.startswith(chime(index)) for index in range(6))
