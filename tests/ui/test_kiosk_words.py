"""What the kiosk says in both languages: what is closed and until when, when one is called."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.printing.virtual.reading import lines_on
from kiosk.rehearsal import refusal
from kiosk.studio import closed_status
from shared.protocol.views import LeadWait
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


def print_last(kiosk: KioskScreen) -> None:
    kiosk.model.paperwork.printed(kiosk.press.jobs[-1].id, False)
    kiosk.draw()


def test_refused_because_it_has_just_closed(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST)
    kiosk.hall.refusals["IssueTicket"] = refusal("quota-reached")
    status = kiosk.hall.statuses["KTP-BARU"]
    status.open, status.reason_text = False, {"id": "Nomor habis"}
    kiosk.go("take")
    assert kiosk.find("closedReason").text == "Nomor habis"


def test_language_changes_everything_at_once_and_goes_back(kiosk: KioskScreen) -> None:
    kiosk.go("language")
    assert kiosk.find("heading").text == "What do you need today?"
    assert kiosk.reads("Find a service")
    kiosk.go(FIRST, "take")
    assert kiosk.hall.orders("IssueTicket")[0].body["language"] == "en"
    print_last(kiosk)
    kiosk.pass_time(8_000)
    assert kiosk.find("heading").text == "Layanan apa yang Anda perlukan?"


def test_grey_tile_tells_why_and_what_can_be_done(kiosk: KioskScreen) -> None:
    closed = next(c for c, s in kiosk.hall.statuses.items() if s.reason == "quota-reached")
    kiosk.go(f"service-{closed}")
    assert kiosk.find("closedReason").text == "Nomor habis"
    assert kiosk.find("closedOpens").text == "Nomor bisa diambil lagi besok 07.30."
    kiosk.go("sheet")
    assert len(kiosk.press.jobs) == 1
    print_last(kiosk)
    assert kiosk.find("notice").text == "Syarat sudah dicetak. Ambil di bawah."
    assert kiosk.hall.orders("RecordPrint") == [], "a sheet is no ticket"


def test_a_grey_tile_without_a_known_end_says_so_in_both_languages(kiosk: KioskScreen) -> None:
    down = next(c for c, s in kiosk.hall.statuses.items() if s.reason == "service-suspended")
    assert kiosk.reads("Gangguan sistem pusat · sampai ada pemberitahuan")
    kiosk.go("language")
    assert kiosk.reads("Central system down · until further notice")
    kiosk.go(f"service-{down}")
    assert kiosk.find("closedReason").text == "Central system down"
    assert kiosk.find("closedOpens").text.startswith("Until further notice")


def test_a_grey_tile_without_words_of_the_site_has_the_kiosks(kiosk: KioskScreen) -> None:
    status = kiosk.hall.statuses["KTP-BARU"]
    status.open, status.reason, status.reason_text = False, "no-staff", {}
    kiosk.hall.statuses["KTP-CETAK"] = closed_status("KTP-CETAK", "", {}, "")
    kiosk.hall.tell()
    kiosk.draw()
    assert kiosk.reads("Tidak ada petugas hari ini · sampai ada pemberitahuan")
    assert kiosk.reads("Sedang tutup · sampai ada pemberitahuan")


def test_a_grey_agency_says_why_and_a_shut_hall_says_it_once(kiosk: KioskScreen) -> None:
    kiosk.lead_to("38-agencies-some-shut", "id")
    assert kiosk.reads("Gangguan sistem pusat · sampai ada pemberitahuan")
    kiosk.lead_to("31-agencies-shut", "id")
    assert kiosk.find("shut").text == "Libur: Hari Raya Natal · nomor lagi Kamis 07.30"
    assert sum("Natal" in item.text for item in kiosk.items()) == 1


def test_the_key_names_the_language_in_its_own_words(kiosk: KioskScreen) -> None:
    assert kiosk.reads("English")
    kiosk.go("language")
    assert kiosk.reads("Bahasa Indonesia")


def test_the_forecast_on_the_screen_is_the_one_on_the_paper(kiosk: KioskScreen) -> None:
    status = kiosk.hall.statuses["KTP-BARU"]
    status.ahead, status.wait_low, status.wait_high = 0, 9, 14
    kiosk.go(FIRST, "take")
    status.ahead = 1
    kiosk.hall.tell()
    kiosk.draw()
    assert kiosk.reads("Kira-kira dipanggil 09.20–09.30")
    lines = lines_on(kiosk.press.jobs[0].render(False))
    assert any("09.20-09.30" in line for line in lines)


def test_a_ticked_priority_group_moves_the_forecast(kiosk: KioskScreen) -> None:
    status = kiosk.hall.statuses["KTP-BARU"]
    status.ahead, status.wait_low, status.wait_high = 12, 40, 60
    status.leads = [LeadWait(minutes=30, ahead=1, wait_low=9, wait_high=14)]
    kiosk.go(FIRST)
    assert kiosk.find("estimate").text == "12 orang menunggu · kira-kira dipanggil 09.50–10.15"
    kiosk.model.togglePriority("lansia")
    kiosk.draw()
    assert kiosk.find("estimate").text == "12 orang menunggu · kira-kira dipanggil 09.20–09.30"


def test_who_is_next_is_not_sent_away(kiosk: KioskScreen) -> None:
    status = kiosk.hall.statuses["KTP-BARU"]
    status.ahead = status.wait_low = status.wait_high = 0
    kiosk.go(FIRST)
    assert kiosk.find("estimate").text == "Tidak ada yang menunggu · segera dipanggil"
    kiosk.go("take")
    assert kiosk.reads("Segera dipanggil: silakan langsung ke sana")


def test_a_ticket_that_no_longer_waits_is_reprinted_without_a_forecast(kiosk: KioskScreen) -> None:
    kiosk.go(FIRST, "take")
    ticket = next(iter(kiosk.hall.tickets.values()))
    ticket.state = "no-show"
    kiosk.hall.want_reprint(ticket, "kiosk-1")
    lines = lines_on(kiosk.press.jobs[-1].render(True))
    assert not any("dipanggil" in line or "antrean di depan" in line for line in lines)
