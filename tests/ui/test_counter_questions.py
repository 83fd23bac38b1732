"""What the counter asks before it acts: which number, where to, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes as shots
from counter.acts import KEY_NAMES, Act
from counter.rehearsal import refusal
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
    one.key(K.Key_2)
    one.key(K.Key_1)
    assert one.last.name == "CallTicket"
    assert one.text("number") == "A-004"


def test_a_missed_visitor_is_taken_back_while_another_one_is_here(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_3)
    assert one.question == "Kembalikan ke antrean"
    assert "A-004" in one.text("option-1")
    one.key(K.Key_2)
    assert "masih dalam batas 15 mnt: tempatnya tetap" in one.text("option-0")
    assert not one.shows("option-1")
    one.key(K.Key_1)
    back = {"ticket": "t-A-004", "reason": "late"}
    assert (one.last.name, one.last.body) == ("RejoinTicket", back)
    assert one.text("notice") == "A-004 kembali dalam antrean."


def test_a_row_pressed_during_a_service_says_what_to_do_first(screen: Open) -> None:
    one = screen(shots.serving)
    before = len(one.hall.sent)
    one.click("A-014")
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
    assert one.question.endswith("kembali ke saya sesudahnya?")
    one.key(K.Key_1)
    one.key(K.Key_2)
    body = {"counter": "5", "ticket": "t-A-023", "reason": "lanjutan", "back": False}
    assert one.last.body == body | target


def test_a_transfer_to_an_officer_comes_back(screen: Open) -> None:
    one = screen(shots.colleagues)
    one.key(K.Key_Slash)
    one.type("nurul")
    assert "Loket 6" in one.text("option-0")
    one.key(K.Key_Return)
    one.key(K.Key_2)
    one.key(K.Key_1)
    body = {"counter": "5", "ticket": "t-A-023", "reason": "salah-layanan", "back": True}
    assert one.last.body == body | {"to_officer": "nurul"}


def test_priority_is_withdrawn_with_a_reason(screen: Open) -> None:
    one = screen(shots.serving)
    assert "Lansia" in one.text("group")
    one.key(K.Key_4)
    one.key(K.Key_1)
    assert one.last.body == {"ticket": "t-A-023", "priority": None, "reason": "tidak-sesuai"}
    assert not one.shows("act-withdraw")


def test_the_next_service_keeps_the_number(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_5)
    one.type("skck baru")
    one.key(K.Key_Return)
    assert one.last.name == "ContinueVisit"
    assert one.last.body == {"counter": "5", "service": "SKCK-BARU", "here": False}
    assert one.text("notice") == "A-023 lanjut ke layanan berikutnya; nomornya tetap."


def test_the_next_service_of_this_counter_goes_on_at_once(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_5)
    assert "di sini, langsung" in one.text("option-0")
    one.key(K.Key_Return)
    assert one.last.body["here"] is True
    assert (one.text("number"), one.text("state")) == ("A-023", "Melayani")


def test_another_result_than_the_usual_one(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_1)
    assert one.question == "A-023: apa hasilnya?"
    one.key(K.Key_2)
    assert one.last.body == {"counter": "5", "then_call": True, "result": "incomplete"}


def test_on_hold_until_it_waits_again(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_Asterisk)
    assert one.question == "Tunda A-023 sampai kapan?"
    one.key(K.Key_2)
    assert one.last.body == {"counter": "5", "minutes": 10}
    assert "kembali 09.28" in one.words()


def test_a_note_of_the_list_and_one_that_may_not_be_kept(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_2)
    one.type("3201012345678901")
    assert "nomor identitas" in one.text("option-0")
    one.key(K.Key_Return)
    assert one.question
    one.model.typeSearch("berkas")
    one.key(K.Key_Return)
    assert one.hall.orders("AddNote")[-1].body["ticket"] == "t-A-023"
    assert one.text("notice") == "Catatan A-023 disimpan."
    assert one.text("notes").startswith("Catatan: ")


def test_a_number_is_given_and_shown_large(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_F9)
    one.type("kk")
    one.key(K.Key_Return)
    one.key(K.Key_Return)
    one.key(K.Key_Return)
    assert one.last.name == "IssueTicket"
    assert one.text("large") == "A-031"
    one.key(K.Key_Return)
    assert one.last.name == "RequestReprint"
    assert one.text("notice") == "A-031 dikirim ke printer."


def test_what_the_role_forbids_is_not_offered(screen: Open) -> None:
    one = screen(shots.restricted)
    assert not any(one.shows(name) for name in ("act-transfer", "act-withdraw"))
    assert [row.number for row in one.waiting] == ["A-012"]
    for key in (K.Key_Slash, K.Key_4, K.Key_F9, K.Key_F2, K.Key_F3):
        one.key(key)
        assert one.question == ""
    one.hall.refusals["HoldTicket"] = refusal("not-allowed", ask=["supervisor"])
    one.key(K.Key_Asterisk)
    one.key(K.Key_1)
    assert one.text("notice") == "Peran Anda tidak boleh melakukan ini. Minta Pengawas."


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
    for act in (Act.FINISH, Act.TRANSFER, Act.HOLD, Act.WITHDRAW, Act.OTHER_SERVICE, Act.RESULT):
        assert KEY_NAMES[act] in listed
    for _ in one.model.sheet_card.asking.options:
        one.key(K.Key_Down)
    assert "F8" in one.words()
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


def test_what_has_no_button_says_that_it_is_under_way(screen: Open) -> None:
    one = screen(shots.serving)
    one.hall.holding = True
    for keys, said in (((K.Key_2, K.Key_Return), ""), ((), "Menyimpan …")):
        for key in keys:
            one.key(key)
        if said:
            assert said in one.words()
    one.hall.answer_all()
    assert one.text("notice").endswith("disimpan.")


def test_notes_and_where_it_comes_from_stand_with_the_number(screen: Open) -> None:
    one = screen(shots.noted)
    assert one.text("notes").startswith("Catatan (2): Menunggu tanda tangan lurah")
    assert one.text("story") == "tadi: Berkas kurang · kembali ke officer-6 sesudah ini"
    one = screen(shots.noted, STRIP)
    assert one.text("notes").startswith("Catatan (2): Menunggu tanda tangan lurah")
    one.key(K.Key_Return)
    assert not one.shows("notes")


def test_a_line_says_what_is_behind_each(screen: Open) -> None:
    one = screen(shots.histories)
    notes = {row.number: row.note for row in one.waiting}
    assert notes["A-023"] == "kembali ke Anda · tadi: Berkas kurang"
    assert notes["A-014"] == "kembali ke officer-6 sesudah ini"
    assert notes["A-015"] == "lanjutan kemarin"
    moods = {row.number: row.moodWords for row in one.waiting}
    assert (moods["A-012"], moods["A-022"]) == ("lewat target", "")
