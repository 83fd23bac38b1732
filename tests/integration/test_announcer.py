"""The announcer with the real speech engine: order, reports, and an end to every lease."""

from __future__ import annotations

import os
import signal
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from display.voice.announcer import Announcer
from display.voice.grant import Grant, SpokenCall
from display.voice.player import Player, SoundFilePlayer
from display.voice.sound import milliseconds, read_wav
from display.voice.speech import Speech
from display.voice.utterance import VoiceSettings, chime
from shared.domain.ladder import Style
from tests.listening import next_sound

Told = tuple[str, ...]

PATIENCE_MS = 30_000


class QuickPlayer(Player):
    """The same port with no time passing: what is played has been heard at once."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[bytes] = []
        self.stuck = False
        self.broken = False
        self._playing = False

    @property
    def available(self) -> bool:
        return not self.broken

    def play(self, pcm: bytes) -> None:
        assert not self._playing, "two at once"
        self._playing = True
        self.played.append(pcm)
        QTimer.singleShot(0, self, self._end)

    def stop(self) -> None:
        self._playing = False

    def set_volume(self, volume: float) -> None:
        pass

    def close(self) -> None:
        pass

    def _end(self) -> None:
        if self.broken:
            self._playing = False
            self.failed.emit("unplugged")
            return
        self.started.emit()
        if not self.stuck:
            self._playing = False
            self.finished.emit()


class Desk:
    """An announcer and everything it has told. Its engine gets as long as it needs to start."""

    def __init__(self, player: Player, *, overtime_ms: int = 20_000) -> None:
        self.speech = Speech(timeout_ms=PATIENCE_MS)
        self.announcer = Announcer(
            *(self.speech, player, VoiceSettings(zones=["biru", "hijau"])),
            rendering_ms=PATIENCE_MS,
            overtime_ms=overtime_ms,
        )
        self.told: list[Told] = []
        voice = self.announcer
        voice.speaking.connect(lambda lease, call: self.told.append(("speaking", lease, call)))
        voice.spoken.connect(lambda lease, calls: self.told.append(("spoken", lease, *calls)))
        voice.finished.connect(lambda lease: self.told.append(("finished", lease)))
        voice.failed.connect(lambda lease, why: self.told.append(("failed", lease, why)))

    def ended(self, lease: str) -> bool:
        return any(one[0] in ("finished", "failed") and one[1] == lease for one in self.told)

    def close(self) -> None:
        self.announcer.close()


@pytest.fixture
def player() -> QuickPlayer:
    return QuickPlayer()


@pytest.fixture
def desk(qtbot: QtBot, player: QuickPlayer) -> Iterator[Desk]:
    desk = Desk(player, overtime_ms=300)
    yield desk
    desk.close()


def grant(lease: str, *numbers: str, style: Style = Style.FULL, second: str = "") -> Grant:
    calls = tuple(
        SpokenCall(ticket=f"t{n}", call=f"c{n}", number=n, counter=str(at + 5), zone="biru")
        for at, n in enumerate(numbers)
    )
    return Grant(lease=lease, style=style, calls=calls, second=second)


def test_a_call_from_grant_to_report(qtbot: QtBot, desk: Desk, player: QuickPlayer) -> None:
    desk.announcer.announce(grant("L1", "A-012", second="en"))
    qtbot.waitUntil(lambda: desk.ended("L1"), timeout=PATIENCE_MS)
    assert desk.told == [
        ("speaking", "L1", "cA-012"),
        ("spoken", "L1", "cA-012"),
        ("finished", "L1"),
    ]
    assert player.played[0].startswith(chime(0))
    assert 11_000 < milliseconds(player.played[0]) < 16_000


def test_grants_are_spoken_one_after_the_other(
    qtbot: QtBot, desk: Desk, player: QuickPlayer
) -> None:
    desk.announcer.announce(grant("L1", "A-001", "A-002", "A-003", style=Style.SHORT))
    desk.announcer.announce(grant("L2", "B-001"))
    qtbot.waitUntil(lambda: desk.ended("L2"), timeout=PATIENCE_MS)
    assert [one for one in desk.told if one[0] != "speaking"] == [
        ("spoken", "L1", "cA-001"),
        ("spoken", "L1", "cA-002"),
        ("spoken", "L1", "cA-003"),
        ("finished", "L1"),
        ("spoken", "L2", "cB-001"),
        ("finished", "L2"),
    ]
    assert len(player.played) == 2


def test_a_number_that_cannot_be_said(qtbot: QtBot, desk: Desk) -> None:
    desk.announcer.announce(grant("L1", "---"))
    desk.announcer.announce(grant("L2", "A-001"))
    qtbot.waitUntil(lambda: desk.ended("L2"), timeout=PATIENCE_MS)
    assert desk.told[0] == ("failed", "L1", "nothing to say in the number '---'")
    assert desk.told[-1] == ("finished", "L2")


def test_a_device_that_fails_frees_the_voice(qtbot: QtBot, desk: Desk, player: QuickPlayer) -> None:
    player.broken = True
    desk.announcer.announce(grant("L1", "A-001"))
    qtbot.waitUntil(lambda: desk.ended("L1"), timeout=PATIENCE_MS)
    player.broken = False
    desk.announcer.announce(grant("L2", "A-002"))
    qtbot.waitUntil(lambda: desk.ended("L2"), timeout=PATIENCE_MS)
    assert desk.told[0] == ("failed", "L1", "unplugged")
    assert desk.told[-1] == ("finished", "L2")


def test_a_player_that_never_ends_is_given_up(
    qtbot: QtBot, desk: Desk, player: QuickPlayer
) -> None:
    player.stuck = True
    desk.announcer.announce(grant("L1", "A-1", style=Style.SHORT))
    qtbot.waitUntil(lambda: desk.ended("L1"), timeout=PATIENCE_MS)
    assert desk.told[-1] == ("failed", "L1", "it took too long")
    assert not desk.announcer.busy


def test_the_worker_dies_while_a_call_is_rendered(qtbot: QtBot, desk: Desk) -> None:
    desk.announcer.announce(grant("L1", "A-001"))
    qtbot.waitUntil(lambda: desk.ended("L1"), timeout=PATIENCE_MS)
    worker = desk.speech.worker_pid
    assert worker > 0, "0 would be all of our own processes"
    os.kill(worker, signal.SIGSTOP)
    desk.announcer.announce(grant("L2", "A-002"))
    qtbot.waitUntil(lambda: desk.speech.busy, timeout=PATIENCE_MS)
    os.kill(worker, signal.SIGKILL)
    qtbot.waitUntil(lambda: desk.ended("L2"), timeout=PATIENCE_MS)
    assert desk.told[-1] == ("finished", "L2")


def test_muted_is_shown_but_not_spoken(qtbot: QtBot, desk: Desk, player: QuickPlayer) -> None:
    desk.announcer.muted = True
    desk.announcer.announce(grant("L1", "A-001"))
    qtbot.waitUntil(lambda: desk.ended("L1"), timeout=PATIENCE_MS)
    assert desk.told == [("failed", "L1", "muted")]
    assert player.played == []


def test_muting_ends_what_is_spoken(qtbot: QtBot, desk: Desk, player: QuickPlayer) -> None:
    player.stuck = True
    desk.announcer.announce(grant("L1", "A-001"))
    qtbot.waitUntil(lambda: bool(player.played), timeout=PATIENCE_MS)
    desk.announcer.muted = True
    assert desk.told[-1] == ("failed", "L1", "muted")


def test_a_lease_taken_back_is_silent(qtbot: QtBot, desk: Desk, player: QuickPlayer) -> None:
    player.stuck = True
    desk.announcer.announce(grant("L1", "A-001"))
    desk.announcer.announce(grant("L2", "A-002"))
    desk.announcer.announce(grant("L3", "A-003"))
    qtbot.waitUntil(lambda: bool(player.played), timeout=PATIENCE_MS)
    player.stuck = False
    desk.announcer.withdraw("L2")
    desk.announcer.withdraw("L1")
    qtbot.waitUntil(lambda: desk.ended("L3"), timeout=PATIENCE_MS)
    assert {one[1] for one in desk.told if one[0] != "speaking"} == {"L3"}


def test_a_sound_file_holds_what_the_hall_would_hear(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    desk = Desk(SoundFilePlayer(path))
    try:
        desk.announcer.announce(grant("L1", "A-1", style=Style.SHORT))
        desk.announcer.announce(grant("L2", "A-2", style=Style.SHORT))
        qtbot.waitUntil(lambda: desk.ended("L1"), timeout=PATIENCE_MS)
        after_one = milliseconds(read_wav(path))
        assert 3_000 < after_one < 5_000, "the file is whole before the display ends"
        qtbot.waitUntil(lambda: desk.ended("L2"), timeout=PATIENCE_MS)
    finally:
        desk.close()
    pcm = read_wav(path)
    assert pcm.startswith(chime(0))
    assert pcm.count(chime(0)) == 2
    samples = array("h", pcm)
    assert next_sound(samples, len(chime(0)) // 2) * 1_000 // 22_050 == pytest.approx(1_500, abs=40)
