"""The voice in the headphones: the real engine in its process, into a sound server's null sink."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.speech.serving import Headphones
from kiosk.speech.voice import HeadphoneVoice
from tests.integration.sound_server import Recording, SoundServer, missing
from tests.ui.kiosk_screen import KioskScreen

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}")

RATE = 22_050
LOUD = 1_500
PATIENCE_MS = 15_000
AIM_MS = 300
"""From the order to the first word, when other words are being said."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    server = SoundServer(tmp_path)
    server.start()
    monkeypatch.setenv("PULSE_SERVER", server.address)
    yield server
    server.stop()


@pytest.fixture
def voice(server: SoundServer, qtbot: QtBot) -> Iterator[HeadphoneVoice]:
    voice = HeadphoneVoice()
    yield voice
    voice.close()


def ready(voice: HeadphoneVoice, qtbot: QtBot, device: str) -> None:
    with qtbot.waitSignal(voice.availableChanged, timeout=PATIENCE_MS):
        voice.use(device)


def loud_until(recording: Recording, qtbot: QtBot, count: int) -> array[int]:
    """The samples, once so many of them are loud."""

    def heard() -> bool:
        return sum(abs(one) > LOUD for one in recording.samples()) > count

    qtbot.waitUntil(heard, timeout=PATIENCE_MS)
    return recording.samples()


def test_a_sentence_is_heard_and_a_new_one_takes_its_place(
    server: SoundServer, voice: HeadphoneVoice, qtbot: QtBot
) -> None:
    ready(voice, qtbot, "HALL")
    with server.recording() as recording:
        with qtbot.waitSignal(voice.began, timeout=PATIENCE_MS):
            voice.say("Selamat datang. " + "Ini kalimat yang sangat panjang. " * 20, "id")
        loud_until(recording, qtbot, 1_000)
        with qtbot.waitSignal(voice.fell_silent, timeout=PATIENCE_MS):
            voice.say("Satu.", "id")
            voice.add("Two.", "en")
        assert not voice.busy
        assert len(recording.samples()) < RATE * 20, "the long sentence was not left"


def test_nothing_is_said_where_the_named_output_is_not(
    server: SoundServer, voice: HeadphoneVoice, qtbot: QtBot
) -> None:
    voice.use("headphones that are not here")
    voice.say("Rahasia.", "id")
    assert not voice.available
    assert not voice.busy


@pytest.mark.long
def test_new_words_within_the_aim(server: SoundServer, voice: HeadphoneVoice, qtbot: QtBot) -> None:
    """From the key to the first sound in the recording; the words before it stop at once."""
    ready(voice, qtbot, "hall")
    took = []
    with server.recording() as recording:
        for turn in range(12):
            with qtbot.waitSignal(voice.began, timeout=PATIENCE_MS):
                voice.say("Ini kalimat yang panjang sekali, dan terpotong di tengah.", "id")
            qtbot.wait(700)
            voice.stop()
            at = recording.position()
            with qtbot.waitSignal(voice.fell_silent, timeout=PATIENCE_MS):
                voice.say("Tiga.", "id")
            took.append(_first_words_ms(recording.samples()[at:]))
            print(f"{turn}: {took[-1]} ms")
    print(f"median {median(took)} ms, worst {max(took)} ms")
    assert median(took) <= AIM_MS


def _first_words_ms(samples: array[int]) -> int:
    """From the beginning, over what is left of the old words, to the first of the new ones."""
    step = RATE // 100
    loud = [
        max(map(abs, samples[at : at + step]), default=0) > LOUD
        for at in range(0, len(samples) - step, step)
    ]
    silent = next((at for at in range(len(loud) - 4) if not any(loud[at : at + 4])), 0)
    return 10 * next(at for at in range(silent, len(loud)) if loud[at])


@pytest.mark.long
def test_headphones_that_are_plugged_in_begin_a_visit_that_is_heard(
    server: SoundServer, qtbot: QtBot
) -> None:
    """Real screens, real keys, the real voice, and what left the sound server."""
    server.unplug()
    kiosk = KioskScreen((1080, 1920))
    kiosk.begin()
    headphones = Headphones(kiosk.model.access_modes)
    headphones.follow("hall")
    qtbot.waitUntil(lambda: headphones.voice.process_pid > 0, timeout=PATIENCE_MS)
    qtbot.wait(2_000)
    server.plug_in()
    qtbot.waitUntil(lambda: kiosk.model.flow.visitor.modes.spoken, timeout=PATIENCE_MS)
    with server.recording() as recording:
        loud_until(recording, qtbot, 1_000)
        with qtbot.waitSignal(headphones.voice.began, timeout=PATIENCE_MS):
            QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
        before = len(recording.samples())
        qtbot.waitUntil(lambda: len(recording.samples()) > before + RATE, timeout=PATIENCE_MS)
        assert max(recording.samples()[before:]) > LOUD
    server.unplug()
    qtbot.waitUntil(lambda: not headphones.voice.available, timeout=PATIENCE_MS)
    headphones.close()
    kiosk.close()
