"""What the counter asks before it acts: which number, where to, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes as shots
from counter.acts import KEY_NAMES, Act
from counter.screenshots import STRIP
from tests.ui.counter_screen import Open, opening

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


def test_a_certain_number_is_called_with_a_reason(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_1)
    one.type("15")
    assert "A-015" in one.text("option-0")
    one.key(K.Key_Return)
    assert one.question == "Mengapa A-015 didahulukan?"
    one.key(K.Key_3)
    assert one.last.body == {"counter": "5", "ticket": "t-A-015", "reason": "darurat"}
    assert "atas pilihan petugas: Keadaan darurat" in one.text("why")


def test_a_missed_visitor_is_called_again_from_the_list(screen: Open) -> None:
    one = screen(shots.crowd)
    one.click("A-004")
    one.key(K.Key_1)
    assert one.last.name == "CallTicket"
    assert one.text("number") == "A-004"


def test_a_row_pressed_during_a_service_says_what_to_do_first(screen: Open) -> None:
    one = screen(shots.serving)
    before = len(one.hall.sent)
    one.click("A-004")
    assert one.text("notice").startswith("Selesaikan dulu yang di loket ini")
    assert one.hall.sent[before:] == []


def test_a_held_ticket_comes_back_into_the_line(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_3)
    one.key(K.Key_1)
    assert one.last.body == {"counter": "5", "ticket": "t-A-007"}
    assert one.text("next").startswith("berikutnya: A-007, 50 mnt")


@pytest.mark.parametrize(
    ("typed", "target"),
    [("hilang", {"service": "KTP-CETAK"}), ("1", {"to_counter": "1"})],
)
def test_a_transfer_finds_services_and_counters(
    screen: Open, typed: str, target: dict[str, str]
) -> None:
    one = screen(shots.serving)
    one.key(K.Key_Slash)
    one.type(typed)
    one.key(K.Key_Return)
    one.key(K.Key_2)
    body = {"counter": "5", "ticket": "t-A-023", "reason": "lanjutan"}
    assert one.last.body == body | target


def test_priority_is_withdrawn_with_a_reason(screen: Open) -> None:
    one = screen(shots.serving)
    assert "Lansia" in one.text("group")
    one.key(K.Key_4)
    one.key(K.Key_1)
    assert one.last.body == {"ticket": "t-A-023", "priority": None, "reason": "tidak-sesuai"}
    assert not one.shows("act-withdraw")


def test_another_errand_is_a_new_number_of_the_same_visit(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_5)
    one.type("skck baru")
    one.key(K.Key_Return)
    assert one.last.name == "IssueTicket"
    assert (one.last.body["service"], one.last.body["visit"]) == ("SKCK-BARU", "v-A-023")
    assert "Nomor baru P-103" in one.text("notice")


def test_help_offers_the_lines_of_others(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_2)
    assert "P-101" in one.text("option-0")
    one.key(K.Key_1)
    one.key(K.Key_4)
    assert one.last.body == {"counter": "5", "ticket": "t-P-101", "reason": "didampingi"}


def test_arrows_choose_and_the_keypad_can_too(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_7)
    one.key(K.Key_Down)
    one.key(K.Key_Plus, keypad=True)
    one.key(K.Key_Minus, keypad=True)
    one.key(K.Key_Return)
    assert one.last.body["reason"] == "ibadah"
    one = screen(shots.crowd)
    one.key(K.Key_7)
    one.key(K.Key_Asterisk)
    assert one.question == ""


def test_the_menu_has_every_key(screen: Open) -> None:
    one = screen(shots.serving, STRIP)
    one.key(K.Key_Period)
    listed = " ".join(one.words())
    for act in (Act.FINISH, Act.TRANSFER, Act.HOLD, Act.WITHDRAW, Act.OTHER_SERVICE, Act.VIEW):
        assert KEY_NAMES[act] in listed
    one.key(K.Key_Asterisk)
    one.key(K.Key_Period)
    one.key(K.Key_Slash)
    assert one.question == "Alihkan A-023 ke …"


def test_nothing_is_found(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_Slash)
    one.type("zzqx")
    assert one.text("empty") == "Tidak ditemukan. Coba kata lain, atau nomor loket."
    one.key(K.Key_Return)
    assert one.question
