"""A video is heard, makes room for a voice, and comes back: recorded from the sound system."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from display.playlist.ducking import DOWN_MS, UNDER, Ducking
from display.playlist.video import Video
from display.voice.sound import RATE, TARGET_LUFS
from shared.qml import application
from tests.integration.sound_server import Recording, SoundServer, missing
from tests.sample_video import sample_video

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

PATIENCE_MS = 15_000


@pytest.fixture
def video(server: SoundServer) -> Iterator[Video]:
    server.start()
    application("Giliran tests")
    made = Video()
    yield made
    made.close()


def loudness(recording: Recording, milliseconds: int = 200) -> float:
    """Root mean square of the last moment."""
    samples = recording.samples()[-RATE * milliseconds // 1000 :]
    return math.sqrt(sum(one * one for one in samples) / max(1, len(samples)))


def stands(recording: Recording, low: float, high: float) -> bool:
    """Whether it has been so loud for a while, and evenly: no fade is under way."""
    now, longer = loudness(recording), loudness(recording, 600)
    return low < now < high and abs(now - longer) < 0.05 * now + 10


def test_its_sound_goes_down_for_a_voice_and_comes_back(
    qtbot: QtBot, server: SoundServer, tmp_path: Path, video: Video
) -> None:
    ducking = Ducking(video)
    ducking.usual(1.0)
    film = sample_video(tmp_path / "film.mp4", 20)
    with server.recording() as recording:
        with qtbot.waitSignal(video.began, timeout=15_000):
            video.play(film, (640, 400), sound=True)
        qtbot.waitUntil(lambda: stands(recording, 1_000, math.inf), timeout=PATIENCE_MS)
        full = loudness(recording)

        assert ducking.begin() == DOWN_MS
        qtbot.waitUntil(lambda: stands(recording, 0, 3 * UNDER * full), timeout=PATIENCE_MS)

        ducking.end()
        qtbot.waitUntil(lambda: stands(recording, 0.8 * full, math.inf), timeout=PATIENCE_MS)

        ducking.others(True)
        qtbot.waitUntil(lambda: stands(recording, -1, 0.01 * full), timeout=PATIENCE_MS)
        assert ducking.begin() == 0, "nothing is heard: no call has to wait"

        ducking.end()
        ducking.others(False)
        qtbot.waitUntil(lambda: loudness(recording) > 0.8 * full, timeout=PATIENCE_MS)
        video.pause()
        qtbot.waitUntil(lambda: loudness(recording) < 0.01 * full, timeout=PATIENCE_MS)

        ducking.usual(0.5)
        with qtbot.waitSignal(video.began, timeout=15_000):
            video.play(film, (640, 400), sound=True, lufs=TARGET_LUFS - 3)
        qtbot.waitUntil(lambda: 0.6 < loudness(recording) / full < 0.8, timeout=PATIENCE_MS)
