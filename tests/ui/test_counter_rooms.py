"""The information desk and the supervisor's view on the screen: keys, mouse, every size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter.information import scenes as desk
from counter.rehearsal import refusal
from counter.screenshots import FULL, SMALL, STRIP
from counter.sitting.sitting import Place
from counter.supervision import scenes as view
from tests.ui.counter_screen import SITE, Open, Screen, opening
from tests.ui.test_counter_windows import all_stands_well

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


def orders(one: Screen, name: str) -> list[dict[str, object]]:
    return [sent.body for sent in one.hall.orders(name)]


# The information desk -----------------------------------------------------------------------


def test_whatever_is_typed_is_looked_for_at_once(screen: Open) -> None:
    one = screen(desk.desk)
    assert one.text("foundHeading") == "Nomor terbaru"
    desk.write(one, "setengah sembilan skck")
    assert one.text("foundHeading").endswith("cocok, diambil sekitar 08.30")
    one.key(K.Key_Escape)
    assert one.text("foundHeading") == "Nomor terbaru"
    desk.write(one, "09.07")
    assert one.text("number") == "A-018"
    one.key(K.Key_Down)
    assert one.text("number") != "A-018"


def test_digits_are_the_search_until_enter_arms_the_card(screen: Open) -> None:
    one = screen(desk.desk)
    desk.write(one, "11")
    assert one.text("number") == "A-011"
    assert one.question == ""
    one.key(K.Key_Return)
    one.key(K.Key_4)
    assert one.question == "Bantuan untuk A-011"
    one.key(K.Key_Escape)
    desk.write(one, "k")
    assert one.text("find") == "11k"
    assert one.text("foundHeading") == "0 cocok"


def test_a_click_on_a_row_and_on_a_deed_does_what_the_keys_do(screen: Open) -> None:
    one = screen(desk.desk)
    one.click("A-013")
    assert one.text("number") == "A-013"
    one.click("deed-1")
    assert one.question == "Cetak A-013 di mana?"
    one.click("option-1")
    assert orders(one, "RequestReprint") == [
        {"ticket": "t-A-013", "kiosk": "kiosk-2", "session": "s-1"}
    ]
    assert one.text("notice") == "A-013 dikirim ke printer."


def test_one_key_and_enter_print_what_was_not_printed(screen: Open) -> None:
    one = screen(desk.alarms)
    one.key(K.Key_F9)
    assert one.question == "Belum tercetak (2)"
    one.key(K.Key_Return)
    printed = [(body["ticket"], body["kiosk"]) for body in orders(one, "RequestReprint")]
    assert printed == [("t-A-017", "kiosk-1"), ("t-A-018", "kiosk-1")]


def test_what_comes_by_itself_is_heard_and_brings_its_ticket(screen: Open) -> None:
    one = screen(desk.desk)
    heard: list[bool] = []
    one.model.arrived.connect(lambda: heard.append(True))
    one.hall.change("t-A-016", printed=False, reprint_wanted=True)
    one.pass_time(1_000)
    assert heard == [True]
    one.pass_time(1_000)
    assert heard == [True]
    one.click("A-016 belum tercetak")
    assert one.text("number") == "A-016"
    assert one.text("paper").endswith("belum tercetak")


def test_what_makes_no_sense_is_said_and_not_asked(screen: Open) -> None:
    one = screen(desk.armed)
    number = one.text("number")
    one.key(K.Key_2)
    assert one.question == ""
    assert one.text("notice") == f"{number} masih dalam antrean; tidak perlu dikembalikan."


def test_one_that_is_over_is_told_about_and_nothing_else(screen: Open) -> None:
    one = screen(desk.over)
    assert one.text("state").startswith("selesai 08.34 di Loket 3")
    assert one.text("outlook").startswith("dipanggil 2×")
    assert not one.shows("where")
    one.key(K.Key_1)
    assert one.text("notice").startswith("A-004 selesai 08.34")
    one.key(K.Key_5)
    assert one.question == "A-004: mengapa ada yang lebih dulu?"


def test_why_a_certain_number_came_first_is_asked_of_the_hub(screen: Open) -> None:
    one = screen(desk.typed("a-013"))
    one.key(K.Key_F3)
    desk.write(one, "a-009")
    one.key(K.Key_Return)
    assert one.question == "A-013: mengapa A-009 lebih dulu?"
    assert one.text("detail").startswith("A-009 dipanggil lebih dulu karena datang")


def test_one_on_hold_is_brought_back_without_a_counter(screen: Open) -> None:
    one = screen(desk.on_hold)
    one.key(K.Key_2)
    one.key(K.Key_1)
    assert orders(one, "ResumeTicket") == [{"ticket": "t-A-012", "session": "s-1"}]


def test_a_number_that_nobody_knows_may_be_an_emergency_paper(screen: Open) -> None:
    one = screen(desk.emergency)
    assert one.text("foundNothing").startswith("A-985 belum dikenal")
    one.key(K.Key_F2)
    assert one.question == "A-985: layanan apa di kertasnya?"
    one.key(K.Key_Return)
    (entered,) = orders(one, "EnterPaper")
    assert entered.keys() == {"number", "service", "session"}


def test_the_printer_of_the_desk_is_asked_first_and_prints_new_numbers_at_once(
    screen: Open,
) -> None:
    one = screen(desk.own_printer)
    assert one.text("option-0").startswith("1 Printer Meja Informasi")
    one.key(K.Key_Escape)
    desk.given(one, begun=True)
    assert one.question == ""
    assert orders(one, "RequestReprint")[-1]["kiosk"] == "kiosk-meja"


def test_a_paper_on_its_way_is_no_alarm_until_it_takes_too_long(screen: Open) -> None:
    one = screen(desk.armed)
    number = one.text("number")
    one.key(K.Key_1)
    one.key(K.Key_1)
    assert f"{number} belum tercetak" not in one.words()
    one.pass_time(31_000)
    assert f"{number} belum tercetak" in one.words()


def test_without_the_hub_nothing_is_sent(screen: Open) -> None:
    one = screen(desk.armed)
    one.hall.lose_line()
    one.key(K.Key_1)
    one.key(K.Key_1)
    assert orders(one, "RequestReprint") == []
    assert one.text("notice").startswith("Terputus")
    assert one.text("trying").startswith("Terputus")


def test_a_sitting_that_the_hub_forgot_ends_at_the_form(screen: Open) -> None:
    one = screen(desk.armed)
    one.hall.lose_line()
    one.settle()
    one.hall.refusals["WhoAmI"] = refusal("no-session")
    one.hall.refusals["WhoAmI"].status = 401
    one.hall.find_line()
    one.settle()
    assert one.text("signOnSaid") == "Silakan masuk lagi."


def test_the_room_can_be_left(screen: Open) -> None:
    one = screen(desk.desk)
    one.key(K.Key_F10)
    assert one.question == "Keluar dari Meja informasi?"
    one.key(K.Key_Return)
    assert one.model.property("screen") == "sign-on"
    assert one.shows("signOn")


# Getting there ------------------------------------------------------------------------------


def test_a_role_with_several_rooms_is_asked_which(screen: Open) -> None:
    one = screen(desk.morning)
    one.model.sign_on_card.officer_field.type("hadi")
    one.model.office_rooms.signIn("864200")
    one.settle()
    assert one.question == "Bekerja di mana?"
    one.key(K.Key_2)
    assert one.text("room") == "Pengawas"
    one.key(K.Key_F7)
    assert one.text("room") == "Meja Informasi"


def test_the_form_goes_to_a_room_by_key_and_back(screen: Open) -> None:
    one = screen(desk.morning)
    one.key(K.Key_F7)
    assert one.text("signOnTitle") == "Masuk ke meja informasi"
    assert not one.shows("counter")
    one.key(K.Key_F7)
    assert one.text("signOnTitle") == "Masuk ke loket"
    one.click("asSupervisor")
    assert one.text("signOnTitle") == "Masuk sebagai pengawas"


def test_a_role_without_the_room_stays_at_the_form(screen: Open) -> None:
    one = screen(desk.morning)
    desk.enter(one, Place.SUPERVISOR, "rina")
    assert one.text("signOnSaid").startswith("Peran Anda tidak membuka Pengawas")


def test_a_supervisor_at_a_counter_looks_at_the_hall_and_comes_back(screen: Open) -> None:
    one = screen(view.from_counter)
    assert one.text("room") == "Pengawas"
    one.key(K.Key_Escape)
    assert one.model.property("screen") == "desk"
    one.key(K.Key_F6)
    one.key(K.Key_F6)
    assert one.model.property("screen") == "desk"
    one.key(K.Key_Return)
    assert one.last.name == "CallNext"


def test_an_officer_at_a_counter_has_no_such_key(screen: Open) -> None:
    one = screen(view.hall)
    one.sign_on()
    one.key(K.Key_F6)
    assert one.model.property("screen") == "desk"
    assert not one.shows("toSupervisor")


def test_a_strip_becomes_a_window_for_a_room_and_a_strip_again(screen: Open) -> None:
    one = screen(view.from_counter, STRIP)
    on_top = Qt.WindowType.WindowStaysOnTopHint
    assert one.window.width() > STRIP[0]
    assert not one.window.flags() & on_top
    one.key(K.Key_Escape)
    assert one.window.width() == STRIP[0]
    assert one.window.flags() & on_top


# The supervisor's view ----------------------------------------------------------------------


def test_the_zone_that_nobody_serves_is_shown_first(screen: Open) -> None:
    one = screen(view.supervisor)
    assert one.text("zone-hijau").endswith("TANPA LOKET TERBUKA: 1")
    assert one.text("lines").split(" · ")[0].endswith("Perpanjang paspor")
    assert "menganggur, 1 menunggu !" in one.words()


def test_arrows_go_through_zones_lists_and_rows(screen: Open) -> None:
    one = screen(view.supervisor)
    one.key(K.Key_Left)
    assert one.text("counters").startswith("Loket · Zona Biru")
    one.key(K.Key_Down)
    one.key(K.Key_Return)
    assert one.question.startswith("Loket 2")
    one.key(K.Key_Escape)
    one.key(K.Key_Tab)
    one.key(K.Key_Tab)
    one.key(K.Key_Return)
    assert one.question.startswith("A-010")
    one.key(K.Key_Escape)
    one.click("zone-jingga")
    assert one.text("counters").startswith("Loket · Zona Jingga")


def test_a_line_that_loses_its_last_counter_is_heard(screen: Open) -> None:
    one = screen(view.supervisor)
    heard: list[bool] = []
    one.model.arrived.connect(lambda: heard.append(True))
    for counter in ("21", "22"):
        one.hall.change_counter(counter, state="closed", officer="")
    one.pass_time(1_000)
    assert heard == [True]


def test_the_end_of_the_day_goes_on_until_all_is_decided(screen: Open) -> None:
    one = screen(view.supervisor)
    one.key(K.Key_3)
    assert one.question.startswith("Akhir hari:")
    before = one.question
    one.key(K.Key_Return)
    one.key(K.Key_2)
    assert orders(one, "DecideEnd")[0]["choice"] == "tomorrow"
    assert one.question.startswith("Akhir hari:")
    assert one.question != before


def test_the_end_of_the_day_counts_on_while_it_is_asked(screen: Open) -> None:
    one = screen(view.supervisor)
    one.key(K.Key_3)
    before = int(one.question.split()[2])
    one.hall.arrive("A-090", "KTP-BARU")
    one.pass_time(1_000)
    assert one.question == f"Akhir hari: {before + 1} orang masih menunggu"
    desk.write(one, "bikin ktp baru")
    one.key(K.Key_Return)
    count = int(one.question.split()[-2])
    one.hall.arrive("A-091", "KTP-BARU")
    one.pass_time(1_000)
    assert one.question == f"Bikin KTP baru: {count + 1} orang"


def test_a_number_that_is_over_is_found_by_the_supervisor_too(screen: Open) -> None:
    one = screen(view.over)
    assert one.text("option-0").startswith("A-004")
    assert "selesai 08.40 di Loket 3" in one.text("option-0")
    one.key(K.Key_Return)
    assert one.question.startswith("A-004")
    assert not one.shows("option-1")
    one.key(K.Key_1)
    assert one.question == "A-004: mengapa ada yang lebih dulu?"


def test_a_return_that_is_over_for_today_is_said_to_be_tomorrows(screen: Open) -> None:
    one = screen(view.until_tomorrow)
    assert one.text("option-0").startswith("Besok pukul 08.00")
    one.key(K.Key_Return)
    assert one.text("notice") == "DUKCAPIL ditutup sementara, sampai besok 08.00."


def stands_whole(one: Screen, name: str) -> bool:
    """Whether it is on the screen, from edge to edge."""
    edge = one.find("moreZones").room.left() if one.shows("moreZones") else one.window.width()
    return one.shows(name) and 0 <= one.find(name).room.left() < one.find(name).room.right() <= edge


@pytest.mark.parametrize(("scale", "at_once"), [(1.0, 8), (1.25, 6), (1.5, 5), (2.0, 4)])
def test_zones_that_have_no_room_are_a_key_away(screen: Open, scale: float, at_once: int) -> None:
    one = screen(view.outage, scale=scale)
    zones = [f"zone-{zone.code}" for zone in SITE.zones]
    for _ in (1, 2):
        seen = [zone for zone in zones if stands_whole(one, zone)]
        assert len(seen) == at_once
        assert one.shows("waiters")
        assert one.find("counters").room.bottom() <= one.find("notice").room.top()
        if at_once == len(zones):
            assert not one.shows("moreZones")
            return
        first = zones.index(seen[0]) + 1
        more = one.text("moreZones").replace("\n", " ")
        assert f"Zona {first}–{first + at_once - 1}" in more
        one.key(K.Key_7)
    assert [zone for zone in zones if stands_whole(one, zone)] == zones[:at_once]


# Every size ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "scale", "scripts"),
    [
        (FULL, 1.0, (desk.alarms, desk.longest, desk.empty, view.supervisor, view.from_counter)),
        (FULL, 1.0, (desk.over, desk.emergency, desk.on_hold, view.screens)),
        (SMALL, 1.0, (desk.priority_card, view.outage)),
        (FULL, 1.25, (desk.longest, view.outage)),
        (FULL, 1.5, (desk.priority_card, view.outage)),
        (FULL, 2.0, (desk.alarms, desk.longest, desk.priority_card, view.outage)),
        (FULL, 2.0, (desk.over, desk.emergency, desk.left_for_tomorrow, view.screens)),
    ],
)
def test_no_text_of_a_room_is_cut_outside_or_on_another(
    screen: Open, size: tuple[int, int], scale: float, scripts: tuple[desk.Script, ...]
) -> None:
    for script in scripts:
        one = screen(script, size, scale=scale)
        one.pass_time(20_000)
        all_stands_well(one, script.__name__)
        one.key(K.Key_F8)
        all_stands_well(one, f"{script.__name__} in English")
