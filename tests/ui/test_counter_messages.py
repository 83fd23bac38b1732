"""A supervisor's message at a counter: told in the place of troubles, until it is put away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes
from counter.screenshots import FULL, STRIP
from tests.ui.counter_screen import Open, opening

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_it_stands_before_the_troubles_and_esc_puts_it_away(
    screen: Open, size: tuple[int, int]
) -> None:
    one = screen(scenes.message, size)
    assert one.text("trouble") == "Pesan Pengawas: Tolong bantu loket 14 sampai pukul 11"
    assert one.text("troublesMore") == "+1"
    one.key(K.Key_Escape)
    assert one.text("trouble") == "TV Lantai 1 tanpa suara: panggil dengan suara"
    one.key(K.Key_Escape)
    assert one.text("trouble") == "TV Lantai 1 tanpa suara: panggil dengan suara"


def test_all_of_it_stands_in_the_list(screen: Open) -> None:
    one = screen(scenes.message)
    one.key(K.Key_F4)
    assert "Tolong bantu loket 14 sampai pukul 11" in one.text("option-0")
    one.key(K.Key_Escape)
    assert one.text("trouble").startswith("Pesan Pengawas")
