"""A visitor at the kiosk: real screens, real touches, a clock that only the test moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.printing.virtual.reading import lines_on
from kiosk.rehearsal import refusal
from shared.protocol.tally import Tally
from tests.ui.kiosk_screen import KioskScreen

FIRST = "service-KTP-BARU"


@pytest.fixture(scope="module")
def machine() -> Iterator[KioskScreen]:
    screen = KioskScreen()
    yield screen
    screen.close()


@pytest.fixture
def kiosk(machine: KioskScreen) -> KioskScreen:
    machine.begin()
    return machine


def issued(kiosk: KioskScreen) -> list[str]:
    return [sent.body["service"] for sent in kiosk.hall.orders("IssueTicket")]


def print_last(kiosk: KioskScreen) -> None:
    kiosk.model.paperwork.printed(kiosk.press.jobs[-1].id, False)
    kiosk.draw()


def test_two_touches_from_start_to_number(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    assert issued(kiosk) == ["KTP-BARU"]
    assert kiosk.find("number").text == "A-012"
    assert kiosk.reads("Tiket sedang dicetak")
    print_last(kiosk)
    assert kiosk.find("paper").text == "Ambil tiket di bawah"
    recorded = kiosk.hall.orders("RecordPrint")[0].body
    assert (recorded["outcome"], recorded["reprint"]) == ("printed", False)


def test_number_is_the_biggest_thing(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    words = sorted((i for i in kiosk.items() if i.text), key=lambda i: -i.letters.height())
    assert words[0].text == "A-012"
    assert words[0].letters.height() > 2 * words[1].letters.height()


def test_double_tap_takes_one_ticket(kiosk: KioskScreen) -> None:
    kiosk.hall.hold = True
    kiosk.go(FIRST)
    kiosk.touch("take", times=2)
    kiosk.touch("take", times=3)
    assert issued(kiosk) == ["KTP-BARU"]
    kiosk.hall.answer_all()
    kiosk.draw()
    assert kiosk.find("number").text == "A-012"


def test_double_tap_on_a_tile_hits_nothing_behind_it(kiosk: KioskScreen) -> None:
    kiosk.touch(FIRST, times=2)
    assert kiosk.at == "confirm"
    assert issued(kiosk) == []
    take = kiosk.find("take").box.center().toPoint()
    kiosk.touch_place(take)
    assert issued(kiosk) == [], "the screen has stood for less than a third of a second"


def test_acts_when_the_finger_leaves(kiosk: KioskScreen) -> None:
    place = kiosk.finger_down(FIRST)
    assert kiosk.at == "start"
    kiosk.lift(place)
    assert kiosk.at == "confirm"


def test_finger_that_slides_off_does_nothing(kiosk: KioskScreen) -> None:
    kiosk.finger_down(FIRST)
    kiosk.lift(kiosk.find("search").box.center().toPoint())
    assert kiosk.at == "start"


def test_unanswered_wish_is_sent_again_with_the_same_id(kiosk: KioskScreen) -> None:
    kiosk.hall.refusals["IssueTicket"] = refusal("away", 503)
    kiosk.go(FIRST, "take")
    assert kiosk.find("notice").text.startswith("Belum terkirim")
    kiosk.hall.refusals.clear()
    kiosk.go("take")
    first, second = kiosk.hall.orders("IssueTicket")
    assert first.order == second.order
    assert kiosk.shows("number")


def test_done_goes_home_after_eight_seconds(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    print_last(kiosk)
    kiosk.pass_time(7_900)
    assert kiosk.at == "done"
    kiosk.pass_time(200)
    assert kiosk.at == "start"


def test_a_slow_double_tap_does_not_take_the_number_away(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST)
    kiosk.touch("take")
    kiosk.pass_time(600)
    kiosk.touch("finish")
    assert kiosk.at == "done"
    assert len(issued(kiosk)) == 1


def test_no_paper_keeps_the_number_for_a_minute(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    kiosk.model.paperwork.failed(kiosk.press.jobs[-1].id, False, "paper_out", True)
    kiosk.draw()
    assert kiosk.find("heading").text.startswith("Kertas habis")
    assert kiosk.find("number").text == "A-012"
    recorded = kiosk.hall.orders("RecordPrint")[0].body
    assert recorded["outcome"] == "failed"
    assert recorded["reason"] == "paper_out"
    assert recorded["half"] is True
    kiosk.pass_time(59_000)
    assert kiosk.at == "no_paper"
    kiosk.go("finish")
    assert kiosk.at == "start"


def test_silent_printer_does_not_keep_the_visitor(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    kiosk.pass_time(13_000)
    assert kiosk.at == "no_paper"


def test_kiosk_without_a_printer_says_take_a_photo() -> None:
    kiosk = KioskScreen(printer=False)
    kiosk.settle()
    kiosk.go(FIRST, "take")
    assert kiosk.find("heading").text == "Ini nomor Anda. Silakan foto layar ini."
    assert kiosk.hall.orders("RecordPrint")[0].body["reason"] == "no_printer"
    kiosk.close()


def test_same_service_again_asks_for_whom(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    print_last(kiosk)
    kiosk.go("finish", FIRST, "take")
    assert kiosk.reads("Untuk orang lain?")
    kiosk.go("forOtherNo")
    assert len(issued(kiosk)) == 1
    kiosk.go("take", "forOtherYes")
    assert len(issued(kiosk)) == 2


def test_further_errand_joins_the_visit(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    print_last(kiosk)
    kiosk.go("another", "service-SKCK-BARU", "take")
    first, second = kiosk.hall.orders("IssueTicket")
    assert "visit" not in first.body
    assert second.body["visit"] == "visit-12"


def test_still_there_is_answered_by_a_touch(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST)
    kiosk.pass_time(30_000)
    assert kiosk.reads("Masih di sini?")
    assert kiosk.reads("dalam 19 detik"), "a second went by while the finger was seen"
    kiosk.go("stay")
    assert kiosk.at == "confirm"
    kiosk.pass_time(28_000)
    assert not kiosk.reads("Masih di sini?")
    kiosk.pass_time(3_000)
    kiosk.pass_time(20_000)
    assert kiosk.at == "start"


def test_priority_is_one_group_and_assistance_is_apart(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "priority-lansia", "priority-ibu-hamil", "helping", "assist-kursi-roda", "take")
    body = kiosk.hall.orders("IssueTicket")[0].body
    assert body["priority"] == "ibu-hamil"
    assert body["assist"] == ["kursi-roda"]


def test_help_and_priority_stand_beside_each_other(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "helping", "assist-tidak-melihat", "priority-lansia", "assist-kursi-roda")
    assert kiosk.shows("priority-ibu-hamil")
    kiosk.go("priority-ibu-hamil", "helping")
    assert not kiosk.shows("assist-kursi-roda")
    assert kiosk.reads("Dibantu saat dipanggil: Tidak melihat, Kursi roda")
    kiosk.go("take")
    body = kiosk.hall.orders("IssueTicket")[0].body
    assert (body["priority"], body["assist"]) == ("ibu-hamil", ["kursi-roda", "tidak-melihat"])


def test_nothing_chosen_means_no(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "priority-lansia", "priority-lansia", "take")
    body = kiosk.hall.orders("IssueTicket")[0].body
    assert not {"priority", "assist", "visit"} & set(body)


def test_people_up_to_what_the_service_allows(kiosk: KioskScreen) -> None:
    site = kiosk.model.catalogue().site
    service = next(s for s in site.services if s.people_max > 1)
    kiosk.model.chooseService(service.code)
    kiosk.pass_time(1_000)
    for _ in range(service.people_max - 1):
        kiosk.go("more")
    assert not kiosk.find("more").enabled
    kiosk.go("take")
    assert kiosk.hall.orders("IssueTicket")[0].body["people"] == service.people_max


def test_through_agency_group_and_back(kiosk: KioskScreen) -> None:
    kiosk.go("agencies", "agency-DUKCAPIL", "group-akta")
    assert kiosk.at == "services"
    kiosk.go("back")
    assert kiosk.at == "groups"
    kiosk.go("back", "back")
    assert kiosk.at == "start"
    assert not kiosk.shows("back")


def test_a_paper_under_way_is_foreseen_as_broken_off(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    (foreseen,) = kiosk.hall.foreseen.values()
    wanted = {"outcome": "failed", "reason": "interrupted", "half": True, "reprint": False}
    assert wanted.items() <= foreseen.items()
    assert kiosk.hall.orders("RecordPrint") == []
    print_last(kiosk)
    assert kiosk.hall.foreseen == {}
    assert [sent.body["outcome"] for sent in kiosk.hall.orders("RecordPrint")] == ["printed"]


def test_a_sheet_of_requirements_is_nothing_to_be_told(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "sheet")
    assert kiosk.hall.foreseen == {}


def test_search_from_the_second_letter(kiosk: KioskScreen) -> None:
    kiosk.go("search")
    kiosk.type("p")
    assert not any(i.name.startswith("service-") for i in kiosk.items())
    kiosk.type("asport")
    assert kiosk.reads("IMIGRASI")
    first = next(i.name for i in kiosk.items() if i.name.startswith("service-PASPOR"))
    kiosk.pass_time(1_000)
    kiosk.go(first)
    assert kiosk.at == "confirm"


def test_identity_number_is_refused_and_forgotten(
    kiosk: KioskScreen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    kiosk.go("search")
    kiosk.type("3510123456789012")
    assert kiosk.model.property("query") == ""
    assert kiosk.find("notice").text.startswith("Jangan ketik NIK")
    assert "351012345" not in caplog.text
    assert "351012345" not in str(kiosk.hall.sent)


def test_what_a_visitor_does_not_get_is_told_to_the_hub(kiosk: KioskScreen) -> None:
    kiosk.go("search")
    kiosk.type("zzqq 12345")
    kiosk.pass_time(1_000)
    assert kiosk.hall.tallies == []
    kiosk.go("home")
    closed = next(c for c, s in kiosk.hall.statuses.items() if s.reason == "quota-reached")
    kiosk.go(f"service-{closed}", "home", FIRST)
    kiosk.pass_time(30_000)
    kiosk.pass_time(20_000)
    assert kiosk.hall.tallies == [
        Tally(kind="search-without-result", step="search", text="zzqq #"),
        Tally(kind="refused-at-kiosk", step="start", service=closed, reason="quota-reached"),
        Tally(kind="abandoned", step="confirm", service="KTP-BARU"),
    ]


def test_own_ticket_by_number_and_check_code(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    print_last(kiosk)
    kiosk.go("finish", "find")
    kiosk.type("a12")
    kiosk.go("lookUp")
    kiosk.type("k7qf")
    kiosk.go("lookUp")
    assert kiosk.at == "my_ticket"
    assert kiosk.find("number").text == "A-012"
    kiosk.go("reprint")
    assert [job.reprint for job in kiosk.press.jobs] == [False, True]
    assert kiosk.find("notice").text.startswith("Tiket sedang dicetak ulang")
    kiosk.model.paperwork.printed(kiosk.press.jobs[-1].id, True)
    kiosk.draw()
    assert kiosk.find("notice").text == "Tiket sudah dicetak ulang. Ambil di bawah."
    kiosk.go("cancel", "cancelYes")
    assert kiosk.hall.orders("CancelTicket")
    assert kiosk.find("heading").text == "Tiket ini sudah dibatalkan"


def test_a_reprint_that_cannot_be_asked_for_is_not_promised(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    print_last(kiosk)
    kiosk.go("finish")
    kiosk.scan(f"giliran:{12:032x}")
    kiosk.pass_time(1_000)
    kiosk.hall.refusals["RequestReprint"] = refusal("away", 503)
    kiosk.go("reprint")
    assert kiosk.find("notice").text.startswith("Belum terkirim")
    assert len(kiosk.press.jobs) == 1


def test_a_reprint_for_another_visitor_disturbs_nobody(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    print_last(kiosk)
    earlier = next(iter(kiosk.hall.tickets.values()))
    kiosk.go("finish", "service-SKCK-BARU", "take")
    here = kiosk.find("number").text
    kiosk.hall.want_reprint(earlier, "kiosk-1")
    kiosk.hall.want_reprint(earlier, "kiosk-2")
    kiosk.draw()
    assert [job.reprint for job in kiosk.press.jobs] == [False, False, True]
    lines = lines_on(kiosk.press.jobs[-1].render(True))
    assert earlier.number in lines
    assert not any(here in line for line in lines), "the errand of somebody else"
    assert kiosk.find("number").text == here
    kiosk.model.paperwork.failed(kiosk.press.jobs[-1].id, True, "paper_out", False)
    kiosk.draw()
    assert kiosk.find("number").text == here
    assert kiosk.at == "done"


@pytest.mark.parametrize(
    ("state", "heading"),
    [("no-show", "Nomor Anda terlewat"), ("postponed", "Tempat Anda masih disimpan")],
)
def test_who_missed_a_call_or_was_left_for_today_rejoins(
    kiosk: KioskScreen, state: str, heading: str
) -> None:
    kiosk.go(FIRST, "take")
    next(iter(kiosk.hall.tickets.values())).state = state
    print_last(kiosk)
    kiosk.go("finish")
    kiosk.scan(f"giliran:{12:032x}")
    kiosk.pass_time(1_000)
    assert kiosk.find("heading").text == heading
    kiosk.go("rejoin")
    assert kiosk.find("notice").text == "Anda kembali dalam antrean."


def test_wrong_check_code_finds_nothing(kiosk: KioskScreen) -> None:
    kiosk.go("find")
    kiosk.type("a12")
    kiosk.go("lookUp")
    kiosk.type("aaaa")
    kiosk.go("lookUp")
    assert kiosk.find("notice").text.startswith("Tiket tidak ditemukan")


def test_hub_away_is_said_and_nothing_is_lost(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "priority-lansia")
    kiosk.hall.live = False
    kiosk.hall.tell()
    kiosk.draw()
    assert kiosk.find("away").text.startswith("Mesin ini sedang tersambung")
    kiosk.hall.live = True
    kiosk.hall.tell()
    kiosk.draw()
    kiosk.go("take")
    assert kiosk.hall.orders("IssueTicket")[0].body["priority"] == "lansia"


def test_number_stays_while_the_hub_is_away(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    kiosk.hall.live = False
    kiosk.hall.tell()
    kiosk.draw()
    assert kiosk.find("number").text == "A-012"


def test_help_can_be_asked_for_everywhere(kiosk: KioskScreen) -> None:
    kiosk.go("agencies", "help")
    assert kiosk.reads("Meja Informasi")
    kiosk.go("helpClose", "access", "accessClose")
    assert kiosk.at == "agencies"
