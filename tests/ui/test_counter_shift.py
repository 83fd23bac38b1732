"""An officer's sitting: taking a counter over, pauses, and what is called by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes as shots
from counter.rehearsal import refusal
from counter.screenshots import FULL, STRIP
from shared.domain.ids import MINUTE
from tests.ui.counter_screen import Open, opening

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_a_counter_left_signed_on_is_taken_over_with_a_reason(
    screen: Open, size: tuple[int, int]
) -> None:
    one = screen(shots.counter_taken, size)
    assert one.question.startswith("Loket 5 masih dipakai Dra. Hj. Nurul")
    assert "sejak 08.32" in one.question
    one.hall.refusals.clear()
    one.key(K.Key_2)
    assert one.last.name == "OpenCounter"
    assert one.last.body["take_over"] == "left"
    assert one.text("state") == "Siap memanggil"


def test_who_is_still_elsewhere_closes_that_first(screen: Open) -> None:
    one = screen(shots.signed_on_elsewhere)
    assert one.question == "Anda masih masuk di Loket 7."
    one.hall.refusals["OpenCounter"] = refusal("counter-busy", counter="7", number="A-031")
    one.key(K.Key_1)
    assert one.last.body["leave_other"] is True
    assert one.text("signOnSaid") == "A-031 masih di Loket 7. Selesaikan dulu di sana."


def test_no_is_an_answer_and_the_pin_is_gone_with_the_question(screen: Open) -> None:
    one = screen(shots.counter_taken)
    one.key(K.Key_Escape)
    assert one.question == ""
    assert "Loket 5 sedang dipakai petugas lain" in one.text("signOnSaid")
    assert [sent.body.get("take_over") for sent in one.hall.sent] == [None]


def test_who_took_the_counter_is_named(screen: Open) -> None:
    one = screen(shots.was_taken_over)
    assert one.text("signOnSaid").startswith("Loket 5 diambil alih Dra. Hj. Nurul")


def test_a_pause_counts_down_rings_once_and_is_not_ended(screen: Open) -> None:
    one = screen(shots.paused)
    rings: list[int] = []
    one.model.arrived.connect(lambda: rings.append(one.hall.now()))
    one.hall.change_counter("5", state="open")
    one.key(K.Key_7)
    assert "15 mnt" in one.text("option-1")
    one.key(K.Key_2)
    assert one.text("state") == "Jeda · 0 mnt · sisa 15 mnt"
    one.pass_time(16 * MINUTE)
    one.pass_time(MINUTE)
    assert len(rings) == 1
    assert one.text("headline") == "Jeda 15 menit habis. Enter: buka lagi."
    assert one.text("state") == "Jeda · 17 mnt · lewat 2 mnt"
    assert one.hall.counters["5"].state == "paused"
    one.key(K.Key_Return)
    assert one.text("state") == "Siap memanggil"


def test_the_next_one_is_called_by_itself(screen: Open) -> None:
    one = screen(shots.calling_by_itself)
    assert one.text("next") == "Memanggil A-012 dalam 5… (Esc: jangan)"
    assert "(5)" in one.text("primary")
    one.pass_time(2_000)
    assert "dalam 3…" in one.text("next")
    one.pass_time(3_000)
    assert (one.last.name, one.text("number")) == ("CallNext", "A-012")


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_7, K.Key_1])
def test_anything_else_stops_the_countdown(screen: Open, key: Qt.Key) -> None:
    one = screen(shots.calling_by_itself)
    before = len(one.hall.orders("CallNext"))
    one.key(key)
    one.key(K.Key_Escape)
    one.pass_time(9_000)
    assert len(one.hall.orders("CallNext")) == before
    assert one.text("next").startswith("berikutnya: A-012")


def test_nobody_is_called_by_itself_while_the_line_is_away(screen: Open) -> None:
    one = screen(shots.calling_by_itself)
    before = len(one.hall.orders("CallNext"))
    one.hall.lose_line()
    one.pass_time(2_000)
    one.hall.find_line()
    one.pass_time(9_000)
    assert len(one.hall.orders("CallNext")) == before


def test_what_it_helps_with_now_is_said(screen: Open) -> None:
    one = screen(shots.helps)
    assert one.text("helps").startswith("sekarang juga membantu: ")
    assert "+1" in one.text("helps")
