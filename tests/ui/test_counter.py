"""The counter as an officer meets it: the desk's states, and what they say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes as shots
from counter.queue import moment_text
from counter.rehearsal import refusal
from counter.screenshots import FULL, STRIP
from shared.protocol.views import ZonePresence
from tests.ui.counter_screen import Open, Screen, opening

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


def test_idle_says_how_many_wait_and_who_is_next(screen: Open) -> None:
    one = screen(shots.crowd)
    assert one.text("primary").startswith("Panggil berikutnya")
    assert one.text("next") == "berikutnya: A-023, 14 mnt + 30 (lansia)"
    assert one.text("summary") == "12 menunggu · terlama 34 mnt, lewat target 30 · 1 ditunda"


def test_nobody_waits_and_the_first_arrival_rings_once(screen: Open) -> None:
    one = screen(shots.quiet, STRIP)
    assert one.text("headline") == "Tidak ada antrean"
    rung: list[None] = []
    one.model.arrived.connect(lambda: rung.append(None))
    one.hall.arrive("A-030", "KTP-BARU")
    one.hall.arrive("A-031", "KTP-BARU")
    assert one.text("headline") == "2 menunggu"
    assert len(rung) == 1


def test_who_has_nobody_is_told_who_waits_for_others(screen: Open) -> None:
    one = screen(shots.helping, STRIP)
    assert one.text("headline") == "Tidak ada antrean"
    assert one.text("summary") == "layanan lain: 2 menunggu, terlama 26 mnt (tombol 2)"
    one.key(K.Key_2)
    assert one.text("option-0").startswith("1 Bikin SKCK")


def test_what_became_of_the_call(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    one.key(K.Key_Return)
    assert one.text("delivery") == "menuju layar · menunggu suara"
    one.hall.change("t-A-023", shown=True)
    assert one.text("delivery") == "di layar ✓ · menunggu suara"
    one.hall.put(ZonePresence(zone="biru", displays=1, voices=0))
    assert one.text("delivery") == "di layar ✓ · tanpa pengeras suara: panggil dengan suara"
    one.hall.change("t-A-023", spoken=True)
    assert one.text("delivery") == "disuarakan ✓"


def test_the_strip_says_the_longest_wait_beside_the_call(screen: Open) -> None:
    one = screen(shots.called, STRIP)
    assert one.text("delivery") == "di layar ✓ · menunggu suara"
    assert one.text("summary") == "terlama 34 mnt !"
    one.hall.change("t-A-023", spoken=True)
    assert one.text("delivery") == "disuarakan ✓"
    assert one.text("summary") == "11 menunggu · terlama 34 mnt !"
    one.key(K.Key_F8)
    assert one.text("summary") == "11 waiting · longest 34 min !"


def test_the_list_says_how_many_more_wait(screen: Open) -> None:
    one = screen(shots.quiet)
    for place in range(3):
        one.hall.arrive(f"A-{place:03}", "KTP-BARU", 30 - place)
    assert not one.shows("moreWaiting")
    for place in range(3, 20):
        one.hall.arrive(f"A-{place:03}", "KTP-BARU", 30 - place)
    top = one.find("moreWaiting").room.top()
    whole = [
        each
        for each in one.letters()
        if each.scrolls and each.text.startswith("A-") and each.room.bottom() <= top
    ]
    assert one.text("moreWaiting") == f"{20 - len(whole)} lagi"


def test_calls_before_this_one_are_counted_within_earshot(screen: Open) -> None:
    one = screen(shots.crowd)
    for number, service, counter in (("A-090", "KTP-BARU", "2"), ("P-090", "SKCK-BARU", "11")):
        ticket = one.hall.arrive(number, service)
        called_at = moment_text(one.hall.now() - 5_000)
        one.hall.change(ticket.id, state="called", counter=counter, called_at=called_at)
    one.key(K.Key_Return)
    assert one.text("delivery").endswith("menunggu suara (1 lagi)")


def test_without_a_display_the_officer_has_to_call(screen: Open) -> None:
    assert screen(shots.tv_off).text("delivery") == "TV zona mati: panggil dengan suara"


def test_a_no_show_is_grey_until_it_is_due_and_takes_a_reason_before(screen: Open) -> None:
    assert "panggil lagi dulu" in screen(shots.called, STRIP).text("act-no-show")
    assert "26 dtk" in screen(shots.recalled, STRIP).text("act-no-show")
    one = screen(shots.recalled)
    assert "26 dtk" in one.text("act-no-show")
    one.key(K.Key_Minus)
    assert one.question == "A-023 tidak hadir?"
    one.key(K.Key_2)
    assert one.last.body == {"counter": "5", "reason": "pergi"}
    one = screen(shots.recalled)
    one.pass_time(27_000)
    assert "dtk" not in one.text("act-no-show")


def test_the_timer_speaks_in_words(screen: Open) -> None:
    one = screen(shots.serving, STRIP)
    assert one.text("timer") == "5.20 · dalam waktu 15 mnt"
    one.pass_time(8 * 60_000)
    assert one.text("timer") == "13.20 · hampir 15 mnt"
    one.pass_time(5 * 60_000)
    assert one.text("timer") == "18.20 · lewat 4 mnt"


def test_calls_to_another_desk_are_not_counted_here(screen: Open) -> None:
    """As the no-show rule does: whoever was called twice elsewhere was not called twice here."""
    one = screen(shots.crowd)
    one.hall.change("t-A-023", calls=2)
    one.press("call-next")
    assert one.text("timer").endswith("dipanggil 1×")
    one.hall.change("t-A-023", shown=True, spoken=True)
    one.press("recall")
    assert one.text("timer").endswith("dipanggil 2×")
    assert one.hall.tickets["t-A-023"].calls == 4


def test_finish_can_be_undone_for_five_seconds(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_0)
    assert "(5)" in one.text("act-undo")
    one.pass_time(1_100)
    assert "(4)" in one.text("act-undo")
    one.key(K.Key_8)
    assert one.text("number") == "A-023"
    assert one.text("notice") == "Diurungkan: A-023 kembali di sini."
    one.key(K.Key_0)
    one.pass_time(5_000)
    assert not one.shows("act-undo")


def test_a_click_meant_for_undo_does_not_fall_on_what_comes_in_its_place(screen: Open) -> None:
    one = screen(shots.serving, STRIP)
    one.key(K.Key_0)
    place = one.find("act-undo").middle
    one.pass_time(5_050)
    one.click_at(place)
    assert (one.question, one.last.name) == ("", "FinishService")


def test_closing_asks_first_and_key_one_confirms(screen: Open) -> None:
    one = screen(shots.crowd)
    one.key(K.Key_9)
    assert one.question == "Tutup Loket 5?"
    one.key(K.Key_9)
    assert one.last.name != "CloseCounter"
    one.key(K.Key_1)
    assert one.last.name == "CloseCounter"


def test_an_undo_found_at_sign_on_is_not_offered(screen: Open) -> None:
    one = screen()
    one.hall.change_counter("5", undo="finish", undo_ticket="t-A-001")
    one.sign_on()
    assert not one.shows("act-undo")


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_without_the_hub_every_button_says_so(screen: Open, size: tuple[int, int]) -> None:
    one = screen(shots.serving, size)
    before = len(one.hall.sent)
    one.hall.lose_line()
    assert one.text("primary") == "Terputus, mencoba lagi…"
    assert not one.find("primary").enabled
    if size == FULL:
        for name in ("act-finish", "act-transfer", "act-hold"):
            assert not one.find(name).enabled
            assert "terputus" in one.text(name)
    for key in (K.Key_Return, K.Key_0, K.Key_Slash, K.Key_Asterisk):
        one.key(key)
    assert one.hall.sent[before:] == []
    assert "Terputus: perintah belum dikirim" in one.text("notice")
    one.hall.find_line()
    one.key(K.Key_Return)
    assert one.last.name == "FinishService"


def lose_answer(one: Screen, *, carried_out: bool) -> None:
    """The line breaks in the middle of a press, and the answer never comes."""
    one.hall.holding = True
    one.key(K.Key_Return)
    one.hall.lose_line()
    if carried_out:
        one.hall.answer_nobody()
    one.hall.refusals["CallNext"] = refusal("away", sent=True)
    one.hall.answer_all()
    one.hall.refusals.clear()
    one.hall.holding = False


def test_an_answer_that_never_came_is_explained_when_the_hub_is_back(screen: Open) -> None:
    one = screen(shots.crowd)
    lose_answer(one, carried_out=False)
    assert one.text("notice").startswith("Tidak ada jawaban")
    one.pass_time(60_000)
    one.hall.find_line()
    one.pass_time(1_100)
    assert one.text("notice") == (
        "Tersambung lagi: “Panggil berikutnya” tadi belum dijalankan. Tekan Enter sekali lagi."
    )
    one.key(K.Key_Return)
    assert one.text("number") == "A-023"


def test_an_order_that_was_carried_out_unseen_is_not_given_again(screen: Open) -> None:
    one = screen(shots.crowd)
    lose_answer(one, carried_out=True)
    one.hall.find_line()
    one.pass_time(1_100)
    assert one.text("number") == "A-023"
    assert one.text("notice") == "Tersambung lagi: “Panggil berikutnya” tadi sudah dijalankan."


def test_signing_on_while_the_hub_goes_away(screen: Open) -> None:
    one = screen()
    one.hall.refusals["OpenCounter"] = refusal("away", sent=True)
    one.type("1234")
    one.key(K.Key_Return)
    assert "tekan Enter lagi" in one.text("signOnSaid")
    one.hall.refusals.clear()
    one.key(K.Key_Return)
    assert one.shows("primary")


def test_who_forgot_to_press_start_can_finish(screen: Open) -> None:
    one = screen(shots.called)
    one.key(K.Key_0)
    assert (one.last.name, one.last.body["then_call"]) == ("FinishService", False)


def test_a_pause_says_why_and_how_long(screen: Open) -> None:
    one = screen(shots.paused)
    assert one.text("headline") == "Jeda · Menyelesaikan berkas"
    assert one.text("state") == "Jeda · 4 mnt · sisa 6 mnt"
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "5", "officer": "officer-5"}
    assert one.text("primary").startswith("Panggil berikutnya")


def test_a_refusal_says_what_happened_and_which_key_helps(screen: Open) -> None:
    one = screen(shots.refused, STRIP)
    assert one.text("notice") == (
        "Tidak ada yang menunggu loket ini. Tekan 2 untuk membantu layanan lain."
    )
    one.pass_time(12_000)
    assert not one.shows("notice")
    one.hall.refusals["CallNext"] = refusal("counter-busy", number="A-001")
    one.key(K.Key_Return)
    assert "A-001 masih di loket ini" in one.text("notice")
