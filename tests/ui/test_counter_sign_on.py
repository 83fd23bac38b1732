"""Signing on at a counter: the officer by name or code, the PIN, the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter import scenes as shots
from counter.facts import HubChoice
from counter.rehearsal import refusal
from counter.screenshots import FULL, STRIP
from tests.ui.counter_screen import SITE, Open, opening

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_signing_on_with_the_keyboard_alone(screen: Open, size: tuple[int, int]) -> None:
    one = screen(size=size)
    assert one.text("officer").endswith("officer-5")
    one.type("1234")
    one.key(K.Key_Tab)
    one.key(K.Key_Backspace)
    one.type("7")
    assert "Loket 7 · Zona Biru" in one.text("signOnSaid")
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "7", "officer": "officer-5", "pin": "1234"}
    assert one.shows("primary")
    assert "1234" not in " ".join(one.words())


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_what_is_typed_before_the_hub_is_found_is_kept(screen: Open, size: tuple[int, int]) -> None:
    """Officer, PIN and Enter from the first frame; the hub is met after that."""
    one = screen(size=size, met=False)
    assert "Mencari pusat antrean" in one.text("signOnSaid")
    one.type("1234")
    one.key(K.Key_Return)
    assert one.text("signOnSaid") == "Masuk begitu pusat antrean ditemukan."
    assert one.hall.sent == []
    one.hall.meet_site(SITE)
    one.settle()
    assert one.last.body == {"counter": "5", "officer": "officer-5", "pin": "1234"}
    assert one.shows("primary")


def test_a_room_is_entered_with_what_was_typed_before_the_hub_was_found(screen: Open) -> None:
    one = screen(met=False)
    one.key(K.Key_F6)
    one.key(K.Key_Backtab)
    one.type("hadi")
    one.key(K.Key_Return)
    one.type("86")
    assert one.text("officer").endswith("hadi")
    one.hall.officers = [{"id": "hadi", "name": "Hadi Purnomo"}]
    one.hall.rooms.roles["hadi"] = "supervisor"
    one.hall.meet_site(SITE)
    one.settle()
    assert one.text("officer").endswith("Hadi Purnomo hadi")
    one.type("42")
    one.key(K.Key_Return)
    assert one.text("room") == "Pengawas"


def test_a_changed_mind_is_not_sent_when_the_hub_is_found(screen: Open) -> None:
    one = screen(met=False)
    one.type("1234")
    one.key(K.Key_Return)
    one.type("5")
    one.hall.meet_site(SITE)
    one.settle()
    assert one.hall.sent == []
    assert one.text("counter").endswith("5")


def test_the_digits_of_a_pin_choose_no_hub(screen: Open) -> None:
    one = screen(met=False)
    one.type("12")
    one.hall.meet(HubChoice("a30c21", "Satu"), HubChoice("b81e03", "Dua"))
    one.settle()
    for key in (K.Key_1, K.Key_2):
        one.steady += 200
        one.key(key, soon=True)
    assert one.hall.chosen_hub == ""
    one.key(K.Key_2)
    assert one.hall.chosen_hub == "b81e03"
    one.hall.meet_site(SITE)
    one.key(K.Key_Return)
    assert one.last.body["pin"] == "12"


def test_a_wrong_pin_is_said_in_plain_words(screen: Open) -> None:
    one = screen(shots.wrong_pin)
    assert one.text("signOnSaid") == "Petugas atau PIN tidak cocok. Ketik PIN sekali lagi."
    one.hall.refusals.clear()
    one.type("1234")
    one.key(K.Key_Return)
    assert one.shows("primary")


def test_what_is_missing_is_said_before_the_hub_is_asked(screen: Open) -> None:
    one = screen()
    one.key(K.Key_Return)
    assert one.text("signOnSaid") == "Ketik PIN Anda."
    one.key(K.Key_Tab)
    one.type("99")
    one.key(K.Key_Return)
    assert "Tidak ada loket" in one.text("signOnSaid")
    assert one.hall.sent == []


def test_a_counter_that_is_closed_by_somebody_else_asks_to_sign_on(screen: Open) -> None:
    one = screen(shots.crowd)
    one.hall.change_counter("5", state="closed", officer="")
    assert "Loket 5 sudah ditutup" in one.text("signOnSaid")


def test_the_hubs_token_goes_with_every_later_order(screen: Open) -> None:
    one = screen()
    one.hall.session = "s-1"
    shots.crowd(one)
    assert "session" not in one.last.body
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "5", "session": "s-1"}
    one.key(K.Key_Return)
    one.key(K.Key_4)
    one.key(K.Key_1)
    assert (one.last.name, one.last.body["session"]) == ("SetPriority", "s-1")
    one.key(K.Key_0)
    one.key(K.Key_7)
    one.key(K.Key_1)
    one.hall.session = "s-2"
    one.key(K.Key_Return)
    assert (one.last.name, one.last.body["session"]) == ("OpenCounter", "s-1")
    one.key(K.Key_Return)
    assert (one.last.name, one.last.body["session"]) == ("CallNext", "s-2")


@pytest.mark.parametrize(
    ("language", "said"), [("id", "Silakan masuk lagi."), ("en", "Please sign on again.")]
)
def test_without_a_session_the_officer_signs_on_again(
    screen: Open, language: str, said: str
) -> None:
    one = screen(language=language)
    one.hall.session = "s-1"
    shots.called(one)
    one.hall.refusals["StartService"] = refusal("no-session")
    one.key(K.Key_Return)
    assert one.text("signOnSaid") == said
    assert one.text("officer").endswith("officer-5")
    one.hall.refusals.clear()
    one.type("1")
    one.pass_time(250)
    one.type("234")
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "5", "officer": "officer-5", "pin": "1234"}
    assert one.text("number") == "A-023"
    one.key(K.Key_Return)
    assert (one.last.name, one.last.body["session"]) == ("StartService", "s-1")


def test_without_a_list_of_names_the_officers_code_is_typed(screen: Open) -> None:
    one = screen()
    one.key(K.Key_Backtab)
    one.key(K.Key_Backspace)
    assert "nama atau kode" in one.text("officer")
    one.key(K.Key_Tab)
    one.type("1234")
    one.key(K.Key_Return)
    assert one.text("signOnSaid") == ("Ketik nama atau kode petugas Anda, misalnya officer-1.")
    one.sign_on()
    assert one.text("signedOn") == "officer-5"


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_who_has_sat_here_is_offered_the_last_one_first(
    screen: Open, size: tuple[int, int]
) -> None:
    one = screen(shots.who, size)
    assert one.names() == ["Siti Rahayu", "Bambang Wijaya Kusuma", shots.STAFF[2][1]]
    one.key(K.Key_Down)
    one.key(K.Key_Return)
    assert one.names() == []
    assert "Siti Rahayu" in one.text("officer")
    one.type("482913")
    one.key(K.Key_Return)
    assert one.last.body == {"counter": "5", "officer": "siti.r", "pin": "482913"}


def test_a_name_is_found_by_its_beginning_and_taken_with_enter(screen: Open) -> None:
    one = screen(shots.who)
    one.type("sit")
    assert one.names() == ["Siti Rahayu", "Siti Aminah"]
    one.key(K.Key_Down)
    one.key(K.Key_Return)
    one.type("1234")
    one.key(K.Key_Return)
    assert one.last.body["officer"] == "siti.a"
    assert one.text("signedOn") == "Siti Aminah"


def test_a_name_that_only_one_has_needs_no_choosing(screen: Open) -> None:
    one = screen(shots.who)
    one.type("agu")
    one.key(K.Key_Tab)
    assert "Agus Prasetyo" in one.text("officer")
    one.type("1234")
    one.key(K.Key_Return)
    assert one.last.body["officer"] == "agus"


def test_a_name_that_several_have_is_not_guessed(screen: Open) -> None:
    one = screen(shots.who)
    one.type("siti")
    one.key(K.Key_Tab)
    one.type("1234")
    one.key(K.Key_Return)
    assert one.text("signOnSaid") == (
        "“siti” bisa berarti beberapa petugas. Pilih dari daftar (↓)."
    )
    assert one.hall.sent == []


def test_an_officer_is_chosen_with_the_mouse_and_escape_puts_the_list_away(
    screen: Open,
) -> None:
    one = screen(shots.who)
    one.click("officer-2")
    assert shots.STAFF[2][1] in one.text("officer")
    one.key(K.Key_Backtab)
    assert one.names()
    one.key(K.Key_Escape)
    assert one.names() == []
    one.key(K.Key_Down)
    assert one.names()


def test_a_code_that_the_hub_did_not_list_is_asked_of_the_hub(screen: Open) -> None:
    one = screen(shots.who)
    one.type("new-one")
    one.key(K.Key_Tab)
    one.type("1234")
    one.key(K.Key_Return)
    assert one.last.body["officer"] == "new-one"


def test_names_that_come_late_find_what_was_typed(screen: Open) -> None:
    one = screen()
    one.key(K.Key_Backtab)
    one.type("agus")
    one.key(K.Key_Tab)
    assert one.text("officer") == "Petugas agus"
    one.hall.officers = shots.staff()
    one.hall.lose_line()
    one.hall.find_line()
    assert one.text("officer") == "Petugas Agus Prasetyo agus"


def test_who_sits_at_a_chosen_counter_is_named(screen: Open) -> None:
    one = screen(shots.known)
    one.hall.change_counter("7", state="open", officer="budi.s")
    one.key(K.Key_Tab)
    one.key(K.Key_Backspace)
    one.type("7")
    assert one.text("signOnSaid").endswith("dipakai Budi Santoso")


# A PIN of one's own -------------------------------------------------------------------------


@pytest.mark.parametrize("size", [FULL, STRIP])
def test_the_first_pin_is_changed_before_anything_else(screen: Open, size: tuple[int, int]) -> None:
    one = screen(size=size)
    one.hall.refusals["OpenCounter"] = refusal("pin-change-needed")
    one.type("739164")
    one.key(K.Key_Return)
    assert "Pilih PIN baru yang hanya Anda tahu" in one.text("ownPinWhy")
    one.type("80274")
    one.key(K.Key_Return)
    one.type("80275")
    one.key(K.Key_Return)
    assert one.text("ownPinSaid") == "Keduanya tidak sama. Ketik sekali lagi."
    for _ in range(2):
        one.type("80274")
        one.key(K.Key_Return)
    (change,) = one.hall.orders("ChangePin")
    assert change.body == {"officer": "officer-5", "pin": "739164", "new": "80274"}
    assert one.last.name == "OpenCounter"
    assert one.last.body["pin"] == "80274"
    assert one.shows("primary")
    assert not {"739164", "80274"} & set(" ".join(one.words()).split())


def test_an_easy_pin_is_refused_in_words_and_escape_goes_back(screen: Open) -> None:
    one = screen(shots.weak_pin)
    assert one.text("ownPinSaid") == "Angkanya berurutan: mudah ditebak. Pilih yang lain."
    one.key(K.Key_Escape)
    assert one.shows("signOn")
    assert not one.shows("newPin")


def test_a_supervisor_changes_the_first_pin_too(screen: Open) -> None:
    one = screen()
    one.hall.officers = [{"id": "hadi", "name": "Hadi Purnomo"}]
    one.hall.rooms.roles["hadi"] = "supervisor"
    one.hall.refusals["SignIn"] = refusal("pin-change-needed")
    one.key(K.Key_F6)
    one.key(K.Key_Backtab)
    one.type("hadi")
    one.key(K.Key_Return)
    one.type("739164")
    one.key(K.Key_Return)
    for _ in range(2):
        one.type("80274")
        one.key(K.Key_Return)
    assert one.text("room") == "Pengawas"
