"""The virtual printer's window: the paper is as wide as the window, its head below the slot."""

from __future__ import annotations

import json
import subprocess

from shared.cli.environment import python, without_screen

WIDTH, HEIGHT = 270, 356


def test_a_small_window_shows_the_paper_at_its_width_and_scrolls_to_its_end() -> None:
    command = python("tests.ui.printer_window_alone", str(WIDTH), str(HEIGHT))
    done = subprocess.run(command, capture_output=True, check=True, env=without_screen())
    found = json.loads(done.stdout)
    assert found["room"] > 0.8 * HEIGHT
    left, top, right, bottom = found["hanging"]
    assert right - left > 0.9 * WIDTH
    assert 0 < top < 20  # nothing of it above the slot
    assert bottom > found["room"] >= found["at_its_end"][3]
    assert found["before"][0] == found["before"][2]  # no paper yet
