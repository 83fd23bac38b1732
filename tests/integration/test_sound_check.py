"""The display tests its own sound on a real sound server: heard, muted, gone, unhearable."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from display.voice.announcer import Announcer
from display.voice.grant import Grant, SpokenCall
from display.voice.hearing import Ear, check_tone, heard_tones
from display.voice.player import LoudspeakerPlayer
from display.voice.sound import silence
from display.voice.sound_check import SoundCheck, Verdict
from display.voice.speech import Speech
from shared.domain.ladder import Style
from tests.integration.sound_server import SoundServer, missing

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

PATIENCE_MS = 20_000
PROMISED_S = 10.0


@pytest.fixture
def player(server: SoundServer) -> LoudspeakerPlayer:
    server.start()
    return LoudspeakerPlayer()


@pytest.fixture
def voice(player: LoudspeakerPlayer) -> Iterator[Announcer]:
    voice = Announcer(Speech(), player)
    yield voice
    voice.close()


@pytest.fixture
def check(voice: Announcer) -> Iterator[SoundCheck]:
    check = SoundCheck(voice)
    yield check
    check.close()


def next_verdict(qtbot: QtBot, check: SoundCheck) -> Verdict:
    with qtbot.waitSignal(check.found, timeout=PATIENCE_MS) as found:
        pass
    verdict: Verdict = found.args[0]
    return verdict


def asked(qtbot: QtBot, check: SoundCheck) -> Verdict:
    with qtbot.waitSignal(check.found, timeout=PATIENCE_MS) as found:
        check.run()
    verdict: Verdict = found.args[0]
    return verdict


def spoken(qtbot: QtBot, voice: Announcer, lease: str) -> tuple[float, str]:
    """Seconds until a call was over, and why it was not heard."""
    call = SpokenCall(ticket="t", call="c", number="A-1", counter="5", zone="biru")
    told: dict[str, str] = {}
    voice.finished.connect(lambda one: told.update({one: ""}))
    voice.failed.connect(lambda one, why: told.update({one: why}))
    begun = time.monotonic()
    voice.announce(Grant(lease=lease, style=Style.SHORT, calls=(call,)))
    qtbot.waitUntil(lambda: lease in told, timeout=30_000)
    return time.monotonic() - begun, told[lease]


def test_at_the_start_it_hears_itself(qtbot: QtBot, check: SoundCheck) -> None:
    verdict = next_verdict(qtbot, check)
    assert verdict == Verdict(True, "heard", "heard")
    assert not check.failed


def test_a_device_that_is_muted_is_not_heard_until_it_is(
    qtbot: QtBot, server: SoundServer, check: SoundCheck
) -> None:
    server.mute(True)
    verdict = asked(qtbot, check)
    assert not verdict.ok
    assert verdict.how == "heard"
    assert check.failed
    server.mute(False)
    assert asked(qtbot, check).ok
    assert not check.failed


def test_turned_down_it_is_still_heard(qtbot: QtBot, voice: Announcer, check: SoundCheck) -> None:
    voice.volume = 0.2
    assert asked(qtbot, check).ok


def test_a_test_that_could_not_be_made_is_made_later(
    qtbot: QtBot, server: SoundServer, voice: Announcer
) -> None:
    """A display that staff have muted tells nothing: neither that it is well nor that it is ill."""
    check = SoundCheck(voice, repeat_ms=50)
    server.mute(True)
    assert not asked(qtbot, check).ok
    voice.muted = True
    qtbot.waitUntil(lambda: not next_verdict(qtbot, check).tested, timeout=PATIENCE_MS)
    assert check.failed
    server.mute(False)
    voice.muted = False
    qtbot.waitUntil(lambda: next_verdict(qtbot, check).tested, timeout=PATIENCE_MS)
    check.close()
    assert not check.failed


def test_without_a_monitor_the_time_it_takes_must_do(qtbot: QtBot, voice: Announcer) -> None:
    check = SoundCheck(voice, ear=partial(Ear, program="/nowhere/parec"))
    verdict = asked(qtbot, check)
    assert verdict.ok
    assert verdict.how == "played"
    check.close()


def test_a_call_goes_before_a_test(qtbot: QtBot, voice: Announcer, check: SoundCheck) -> None:
    call = SpokenCall(ticket="t", call="c", number="A-1", counter="5", zone="biru")
    order: list[str] = []
    voice.finished.connect(order.append)
    check.found.connect(lambda verdict: order.append(verdict.how))
    voice.announce(Grant(lease="L1", style=Style.SHORT, calls=(call,)))
    with qtbot.waitSignal(voice.sounding, timeout=PATIENCE_MS):
        pass
    check.run()
    qtbot.waitUntil(lambda: len(order) == 2, timeout=PATIENCE_MS)
    assert order == ["L1", "heard"]


@pytest.mark.long
def test_a_device_that_is_gone_and_comes_back(
    qtbot: QtBot, server: SoundServer, voice: Announcer, check: SoundCheck
) -> None:
    """However long it was away, and with nobody asking."""
    assert next_verdict(qtbot, check).ok
    server.unplug()
    _, why = spoken(qtbot, voice, "L1")
    assert why
    assert not voice.available
    server.plug_in()
    back = time.monotonic()
    qtbot.waitUntil(lambda: voice.available, timeout=PATIENCE_MS)
    took, why = spoken(qtbot, voice, "L2")
    assert why == ""
    print(f"spoken to its end {time.monotonic() - back:.1f} s after the device was back")
    assert time.monotonic() - back - took < PROMISED_S
    assert next_verdict(qtbot, check).ok, "it tests itself when the sound is back"


@pytest.mark.long
def test_a_playing_process_that_hangs(
    qtbot: QtBot, voice: Announcer, player: LoudspeakerPlayer
) -> None:
    _, why = spoken(qtbot, voice, "L1")
    assert why == ""
    os.kill(player.process_pid, signal.SIGSTOP)
    with qtbot.waitSignal(voice.sounding, timeout=round(PROMISED_S * 1_000)):
        spoken_after, why = spoken(qtbot, voice, "L2")
    assert why == ""
    print(f"spoken to its end after {spoken_after:.1f} s")


# What is listened for ---------------------------------------------------------------------------


def test_only_the_tones_count() -> None:
    tone = check_tone()
    assert heard_tones(silence(200) + tone)
    assert not heard_tones(silence(2_000))
    assert not heard_tones(os.urandom(44_100))
    half = len(tone) // 4 * 2
    assert not heard_tones(tone[: half // 2])


def test_a_quiet_tone_among_noise_is_heard() -> None:
    import random
    from array import array

    chance = random.Random(1)
    tone = array("h", check_tone())
    mixed = array("h", (round(one / 10) + round(chance.gauss(0, 60)) for one in tone))
    assert heard_tones(mixed.tobytes())
