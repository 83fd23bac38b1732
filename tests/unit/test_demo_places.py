"""Where the demo's windows stand, and what its printer's window shows of the paper."""

from __future__ import annotations

import itertools

import pytest

from shared.cli.demo.stages import arrange

LEAST_COUNTER = (400, 200)
"""Below this a counter's strip cannot be read (SCREENS: strip 400 × 200)."""


@pytest.mark.parametrize("screen", [(1280, 720), (1366, 768), (1920, 1080), (3840, 2160)])
def test_windows_are_readable_on_the_screen_and_beside_one_another(screen: tuple[int, int]) -> None:
    places = arrange(*screen)
    assert len(places) == 5
    for name, place in places.items():
        assert place.x + place.width <= screen[0], name
        assert place.y + place.height <= screen[1], name
        if name.startswith("counter"):
            assert place.width >= LEAST_COUNTER[0]
            assert place.height >= LEAST_COUNTER[1]
    assert places["printer"].width >= 255
    assert places["printer"].height > places["printer"].width
    for one, other in itertools.combinations(places.values(), 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        below = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert beside or below, f"{one} covers {other}"
