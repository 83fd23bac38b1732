"""Five hundred turns of a playlist, on a real screen with real processes: memory stays flat."""

from __future__ import annotations

import faulthandler
import re
import subprocess
from pathlib import Path

import pytest

from shared.cli.environment import python, without_screen
from tests.sample_video import sample_video

TURNS = 500
SETTLED = 100
"""Turns after which everything has been seen and loaded."""
GROWTH_MB = 6
"""What an allocator may keep for itself; a frame that stays has 3.6 MB or more, each turn."""

_LINE = re.compile(r"(\d+) turns: display (\d+) MB, video process (\d+) MB")


@pytest.mark.long
@pytest.mark.timeout(1_900)
def test_memory_is_flat_over_five_hundred_turns(tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # pytest takes so long a test for a hung one
    film = sample_video(tmp_path / "film.mp4", 2)
    done = subprocess.run(
        python("display.playlist.measure", str(film), "--turns", str(TURNS)),
        capture_output=True,
        text=True,
        env=without_screen(),
        check=False,
        timeout=1_800,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr
    rows = [tuple(map(int, found.groups())) for found in _LINE.finditer(done.stdout)]
    assert rows[-1][0] >= TURNS
    settled = [row for row in rows if row[0] >= SETTLED]
    displays, videos = ([row[column] for row in settled] for column in (1, 2))
    assert max(displays) - displays[0] <= GROWTH_MB, displays
    half = len(videos) // 2
    assert max(videos[half:]) <= max(videos[:half]) + GROWTH_MB, videos
