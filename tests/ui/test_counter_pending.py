"""A key acts on the screen at once; the hub's word takes its place, or puts it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes as shots
from counter.queue import moment_text
from counter.rehearsal import refusal
from tests.ui.counter_screen import Open, Screen, opening

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


def pressed(one: Screen, *keys: Qt.Key) -> None:
    """Keys, and no answer from the hub."""
    one.hall.holding = True
    for key in keys:
        one.key(key)


Press = tuple[shots.Script, tuple[Qt.Key, ...], str, str, str]
"""Before it, the keys, and what stands where at once; last the state."""

KEYS: list[Press] = [
    (shots.crowd, (K.Key_Return,), "number", "A-023", "Memanggil …"),
    (shots.crowd, (K.Key_7, K.Key_1), "headline", "Jeda · Istirahat", "Menjeda …"),
    (shots.paused, (K.Key_Return,), "headline", "12 menunggu", "Membuka …"),
    (shots.spoken, (K.Key_Return,), "timer", "0.00 · dalam waktu 15 mnt", "Memulai …"),
    (shots.spoken, (K.Key_Plus,), "timer", "0.00 · dipanggil 2×", "Memanggil …"),
    (shots.absent, (K.Key_Minus, K.Key_1), "headline", "11 menunggu", "Mencatat …"),
    (shots.serving, (K.Key_Return,), "number", "A-012", "Memanggil …"),
    (shots.serving, (K.Key_0,), "headline", "11 menunggu", "Menyelesaikan …"),
    (shots.serving, (K.Key_Asterisk, K.Key_2), "headline", "11 menunggu", "Menunda …"),
    (shots.serving, (K.Key_1, K.Key_2), "number", "A-012", "Memanggil …"),
]


@pytest.mark.parametrize("press", KEYS, ids=lambda press: f"{press[0].__name__}-{press[1][0].name}")
def test_a_key_acts_at_once_and_a_refusal_puts_it_back(screen: Open, press: Press) -> None:
    before, keys, where, shown, doing = press
    one = screen(before)
    was = (one.text("state"), one.model.face_card.face.number, one.model.face_card.face.headline)
    pressed(one, *keys)
    assert one.text(where) == shown
    assert one.text("state") == doing
    one.hall.refusals[one.last.name] = refusal("not-open", counter="5")
    one.hall.answer_all()
    face = one.model.face_card.face
    assert (one.text("state"), face.number, face.headline) == was
    assert len(one.text("notice")) > 20


def test_what_the_hub_says_takes_its_place(screen: Open) -> None:
    """Another counter was quicker: the number that was expected is not the one that came."""
    one = screen(shots.crowd)
    pressed(one, K.Key_Return)
    assert (one.text("number"), one.shows("timer")) == ("A-023", False)
    now = moment_text(one.hall.now())
    one.hall.change("t-A-023", state="called", counter="1", called_at=now)
    one.hall.answer_all()
    assert (one.text("number"), one.text("state")) == ("A-012", "Dipanggil")


def test_who_does_not_check_priorities_is_not_told_the_group(screen: Open) -> None:
    one = screen(shots.unnamed)
    assert one.text("next") == "berikutnya: A-023, 14 mnt + 30 prioritas"
    one.key(K.Key_F8)
    assert one.text("next") == "next: A-023, waited 14 min + 30 priority"
    assert not [text for text in one.words() if "60" in text]


def test_the_group_is_said_as_the_line_changes_and_in_english(screen: Open) -> None:
    one = screen(shots.crowd)
    one.hall.change("t-A-023", group="ibu-hamil")
    assert one.text("next") == "berikutnya: A-023, 14 mnt + 30 (ibu hamil)"
    one.key(K.Key_F8)
    assert one.text("next") == "next: A-023, waited 14 min + 30 (pregnant)"
