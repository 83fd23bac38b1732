"""The sound of an arrival is played beside the counter, and never holds it up."""

from __future__ import annotations

import logging
import time

import pytest
from PySide6.QtTest import QTest

from counter.sound import LONGEST_MS, ArrivalSound
from shared.qml import application


@pytest.fixture
def sound() -> ArrivalSound:
    application("giliran-test")
    return ArrivalSound()


def test_a_machine_without_sound_goes_on(
    sound: ArrivalSound, caplog: pytest.LogCaptureFixture
) -> None:
    """The tests' own sound settings name no server: the player says so by its status and ends."""
    caplog.set_level(logging.INFO)
    sound.ring()
    sound.ring()
    deadline = time.monotonic() + LONGEST_MS / 1000 + 5
    rung = 0
    while sound.ringing:
        rung += 1
        assert time.monotonic() < deadline, "the player hangs"
        QTest.qWait(5)
    assert rung, "it waited for the player"
    assert caplog.text.count("the player ended with status 1") == 1
    sound.close()


def test_closing_ends_the_sound(sound: ArrivalSound) -> None:
    sound.ring()
    sound.close()
    assert not sound.ringing
