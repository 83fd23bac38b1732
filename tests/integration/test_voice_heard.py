"""What a loudspeaker would play, recorded from a sound server of the test's own."""

from __future__ import annotations

import os
import signal
import statistics
import time
from array import array
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from assets.make_chimes import PAIRS
from display.voice.announcer import Announcer
from display.voice.grant import Grant, SpokenCall
from display.voice.player import LoudspeakerPlayer
from display.voice.sound import RATE
from display.voice.speech import Speech
from display.voice.utterance import VoiceSettings, chime
from shared.domain.ladder import Style
from tests.integration.sound_server import SoundServer, missing
from tests.listening import (
    inside,
    is_chime,
    is_silent,
    next_sound,
    onsets,
    spectrum,
    strength,
)

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

MS = RATE / 1_000


@pytest.fixture
def player(qtbot: QtBot, server: SoundServer) -> Iterator[LoudspeakerPlayer]:
    player = LoudspeakerPlayer()
    yield player
    player.close()


def grant(lease: str, number: str, zone: str, style: Style = Style.SHORT) -> Grant:
    call = SpokenCall(ticket=f"t{number}", call=f"c{number}", number=number, counter="5", zone=zone)
    return Grant(lease=lease, style=style, calls=(call,))


class Ends:
    """How each playing ended, in order; an empty reason is a good end."""

    def __init__(self, player: LoudspeakerPlayer) -> None:
        self.reasons: list[str] = []
        player.finished.connect(lambda: self.reasons.append(""))
        player.failed.connect(self.reasons.append)

    def count(self, wanted: int) -> Callable[[], bool]:
        return lambda: len(self.reasons) == wanted


@pytest.mark.long
@pytest.mark.slow
def test_two_calls_at_the_same_moment(
    qtbot: QtBot, server: SoundServer, player: LoudspeakerPlayer
) -> None:
    server.start()
    speech = Speech()
    voice = Announcer(speech, player, VoiceSettings(zones=["biru", "hijau"]))
    done: list[str] = []
    voice.finished.connect(done.append)
    with server.recording() as recording:
        voice.announce(grant("L1", "A-012", "biru", Style.FULL))
        voice.announce(grant("L2", "F-105", "hijau"))
        qtbot.waitUntil(lambda: done == ["L1", "L2"], timeout=30_000)
        samples = recording.samples()
    voice.close()

    begun = onsets(samples)
    first, second = [at for at in begun if is_chime(samples[at:])]
    assert first == begun[0]
    assert_chime_then_speech(samples[first:], zone=0)
    assert_chime_then_speech(samples[second:], zone=1)
    assert is_silent(samples, second - round(100 * MS), second - round(20 * MS)), "they overlap"
    last_word = max(at for at in range(0, len(samples), 441) if abs(samples[at]) > 300)
    assert 6_000 < (second - first) / MS < 10_000
    assert 3_800 < (last_word - second) / MS < 6_000


def assert_chime_then_speech(samples: array[int], zone: int) -> None:
    lines = spectrum(samples)
    assert inside(lines, 500, 2_000) > 0.95
    assert strength(lines, PAIRS[zone][0]) > 0.1
    assert strength(lines, PAIRS[zone][1]) > 0.1
    assert is_silent(samples, round(1_230 * MS), round(1_460 * MS)), "no pause after the chime"
    speech = next_sound(samples, round(1_230 * MS))
    assert speech / MS == pytest.approx(1_500, abs=60)
    assert inside(spectrum(samples[speech:]), 60, 500) > 0.2, "no voice after the chime"


@pytest.mark.alone
def test_from_grant_to_first_sound(
    qtbot: QtBot, server: SoundServer, player: LoudspeakerPlayer
) -> None:
    server.start()
    speech = Speech()
    voice = Announcer(speech, player)
    took: list[float] = []
    for n in range(6):
        begin = time.perf_counter()
        with qtbot.waitSignal(player.started, timeout=10_000):
            voice.announce(grant(f"L{n}", f"A-{n:03d}", "biru", Style.FULL))
        took.append((time.perf_counter() - begin) * 1_000)
        voice.withdraw(f"L{n}")
    voice.close()
    print(f"grant to first sound: {statistics.median(took[1:]):.0f} ms, cold {took[0]:.0f} ms")
    assert statistics.median(took[1:]) < 300


def test_a_device_unplugged_and_back(
    qtbot: QtBot, server: SoundServer, player: LoudspeakerPlayer
) -> None:
    server.start()
    ends = Ends(player)
    with qtbot.waitSignal(player.started, timeout=10_000):
        player.play(chime(0))
    with qtbot.waitSignal(player.availableChanged, timeout=10_000):
        server.unplug()
    assert ends.reasons == ["the sound device takes nothing"]
    assert not player.available
    player.play(chime(1))
    qtbot.waitUntil(ends.count(2), timeout=10_000)
    assert ends.reasons[1] == "no sound device"
    server.plug_in()
    player.play(chime(2))
    qtbot.waitUntil(ends.count(3), timeout=10_000)
    assert ends.reasons[2] == ""
    assert player.available


def test_a_sound_server_that_comes_late(qtbot: QtBot, server: SoundServer) -> None:
    """It is found with nothing to play, for nobody is given a call to speak before."""
    player = LoudspeakerPlayer(look_again_ms=200)  # sooner than a process is up
    ends = Ends(player)
    player.play(chime(0))
    qtbot.waitUntil(ends.count(1), timeout=10_000)
    assert ends.reasons == ["no sound device"]
    assert not player.available
    with qtbot.waitSignal(player._process.line, timeout=10_000):
        pass  # a fresh process has looked, and will not see a server that comes after it
    server.start()
    qtbot.waitUntil(lambda: player.available, timeout=10_000)
    player.play(chime(0))
    qtbot.waitUntil(ends.count(2), timeout=10_000)
    assert ends.reasons[1] == ""
    player.close()


def test_the_playing_process_is_killed(
    qtbot: QtBot, server: SoundServer, player: LoudspeakerPlayer
) -> None:
    server.start()
    ends = Ends(player)
    with qtbot.waitSignal(player.started, timeout=10_000):
        player.play(chime(0))
    with qtbot.waitSignal(player.failed, timeout=10_000):
        os.kill(player.process_pid, signal.SIGKILL)
    player.play(chime(0))
    qtbot.waitUntil(ends.count(2), timeout=10_000)
    assert ends.reasons == ["the playing process died", ""]


def test_silence_in_the_middle(
    qtbot: QtBot, server: SoundServer, player: LoudspeakerPlayer
) -> None:
    server.start()
    ends = Ends(player)
    with qtbot.waitSignal(player.started, timeout=10_000):
        player.play(chime(0) * 8)
    player.stop()
    player.play(chime(1))
    qtbot.waitUntil(ends.count(1), timeout=10_000)
    assert ends.reasons == [""]
