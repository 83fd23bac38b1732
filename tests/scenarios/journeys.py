"""What people come to the kiosk for, each told once: it holds in every language and every mode.

A journey ends with what the hub has of it, and with what stands on the paper.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from tests.scenarios.hall import Told
from tests.scenarios.journey_hall import HOLIDAY, KIOSK, SUPERVISOR, JourneyHall, until
from tests.scenarios.visitor import Visitor

Journey = Callable[[JourneyHall, Visitor], None]
POPULAR = (
    *("KTP-BARU", "KTP-CETAK", "KK-UBAH", "AKTA-LAHIR", "SIM-C-P", "PKB-TAHUN"),
    *("SKCK-BARU", "PASPOR-B10", "PBB-BAYAR", "OSS-UMK", "JKN-AKTIF", "AK1"),
)
QUOTA = 5
"""Numbers a day of the service that runs out here."""
MOBILE, RUNS_OUT = "IKD", "SIM-D-P"
TAKE_IT = {"id": "Ambil tiket di bawah", "en": "Take your ticket below"}
NO_PAPER = {"id": "Tanpa kertas; nomor tetap berlaku", "en": "No paper; your number is valid"}
EMERGENCY = {"id": "NOMOR DARURAT", "en": "EMERGENCY NUMBER"}
NOT_HERE = {"id": "Tidak ada di sini", "en": "Not available here"}
DESK = {"id": "Meja Informasi", "en": "Information desk"}
NO_IDENTITY = {"id": "Jangan ketik NIK", "en": "Do not type your identity number"}
WAY = {"id": "Tunggu di Lantai", "en": "Wait on floor"}
ELEMENTS = {
    "id": ("Syarat", "Alur", "Waktu", "Biaya", "Hasil", "Pengaduan"),
    "en": ("What you need", "Steps", "Time", "Fee", "What you get", "Complaints"),
}
"""The six public elements of a service's standard."""
FOUND_NOWHERE, IDENTITY = "xylophon", "3510112233445566"
_turns = itertools.count()


# What several journeys have in common -------------------------------------------------------


def takes(hall: JourneyHall, visitor: Visitor, service: str, nth: int = 1) -> Told:
    """From the confirmation to a number, which the screen, the journal and the paper agree upon."""
    visitor.choose("take")
    issued = hall.told("TicketIssued", nth)
    assert visitor.its_number() == issued.body["number"]
    assert (issued.body["service"], issued.body["language"]) == (service, visitor.speaks)
    hall.told("TicketPrinted", nth)
    visitor.reads(TAKE_IT[visitor.speaks])
    hall.paper_with(str(issued.body["number"]))
    return issued


def looks_up(hall: JourneyHall, visitor: Visitor) -> dict[str, Any]:
    """Somebody who has a ticket finds it by its number and check code."""
    ticket = hall.hub.take("SKCK-BARU", language=visitor.speaks)
    visitor.choose("find")
    visitor.writes(ticket["number"].replace("-", ""))
    visitor.choose("lookUp")
    visitor.writes(ticket["check"])
    visitor.choose("lookUp")
    visitor.sees_soon("reprint")
    visitor.reads(ticket["number"])
    return ticket


def is_told_why(hall: JourneyHall, visitor: Visitor, service: str, reason: str) -> None:
    """No number, but why, the way to others, and the requirements to take home."""
    before = hall.refusals(service, reason)
    visitor.choose(f"service-{service}")
    visitor.sees_soon("otherService")
    visitor.choose("sheet")
    hall.papers()
    visitor.choose("home")
    until(lambda: hall.refusals(service, reason) > before, f"the hub knows nothing of {service}")
    assert hall.given_here() == []


# The journeys -------------------------------------------------------------------------------


def one_of_the_twelve(hall: JourneyHall, visitor: Visitor) -> None:
    service = POPULAR[next(_turns) % len(POPULAR)]
    visitor.choose(f"service-{service}")
    takes(hall, visitor, service)
    visitor.choose("finish")


def by_agency(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("agencies", "agency-DUKCAPIL", "group-pindah", "service-PINDAH-DATANG")
    takes(hall, visitor, "PINDAH-DATANG")
    visitor.choose("finish")


def by_life_event(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("events", "event-anak-lahir", "service-AKTA-LAHIR")
    first = takes(hall, visitor, "AKTA-LAHIR")
    visitor.choose("another", "service-KK-UBAH")
    second = takes(hall, visitor, "KK-UBAH", nth=2)
    assert first.body["visit"] == second.body["visit"]
    visitor.choose("finish")


def by_a_search_with_slips(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("search")
    visitor.writes("aktw lahr")
    visitor.choose("service-AKTA-LAHIR")
    takes(hall, visitor, "AKTA-LAHIR")
    visitor.choose("finish")


def a_search_in_vain(hall: JourneyHall, visitor: Visitor) -> None:
    before = hall.searches(FOUND_NOWHERE)
    visitor.choose("search")
    visitor.writes(FOUND_NOWHERE)
    visitor.finds(NOT_HERE[visitor.speaks])
    visitor.finds(DESK[visitor.speaks])
    visitor.choose("home")
    until(lambda: hall.searches(FOUND_NOWHERE) > before, "the hub knows of no search in vain")


def sixteen_digits(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("search")
    visitor.writes(IDENTITY)
    visitor.finds(NO_IDENTITY[visitor.speaks])
    assert not any(IDENTITY[:4] in text for text in visitor.texts())
    visitor.choose("home")
    assert not any(IDENTITY in str(told.body) for told in hall.journal())


def the_plan(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-PASPOR-B10", "map")
    visitor.finds(WAY[visitor.speaks])
    visitor.choose("mapClose")
    takes(hall, visitor, "PASPOR-B10")
    visitor.choose("map", "mapClose", "finish")


def the_standard(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-PKB-TAHUN")
    visitor.choose_where_plain(("standard",), ("allRequirements",))
    for element in ELEMENTS[visitor.speaks]:
        visitor.finds(element)
    visitor.choose("standardClose")
    takes(hall, visitor, "PKB-TAHUN")
    visitor.choose("finish")


def several_errands(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-SKCK-BARU")
    first = takes(hall, visitor, "SKCK-BARU")
    visitor.choose("another", "service-AK1")
    second = takes(hall, visitor, "AK1", nth=2)
    assert first.body["visit"] == second.body["visit"]
    again = hall.paper_with(str(second.body["number"]))
    assert first.body["number"] in " ".join(again)
    visitor.choose("finish")


def several_people(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-PBB-BAYAR")
    visitor.choose_where_plain(("people", "more", "more", "partClose"), ("more", "more"))
    issued = takes(hall, visitor, "PBB-BAYAR")
    assert issued.body["people"] == 3
    visitor.choose("finish")


def needs_help_when_called(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-JKN-AKTIF")
    visitor.choose_where_plain(
        ("assistance", "choice-tidak-mendengar", "choice-kursi-roda", "partClose"),
        ("helping", "assist-tidak-mendengar", "assist-kursi-roda"),
    )
    issued = takes(hall, visitor, "JKN-AKTIF")
    assert sorted(issued.body["assist"]) == ["kursi-roda", "tidak-mendengar"]
    assert issued.body.get("group") is None
    visitor.choose("finish")


def has_priority(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-PKB-TAHUN")
    visitor.choose_where_plain(("priority", "choice-lansia", "partClose"), ("priority-lansia",))
    issued = takes(hall, visitor, "PKB-TAHUN")
    assert issued.body["group"] == "lansia"
    words = " ".join(hall.paper_with(str(issued.body["number"])))
    assert "PRIORIT" in words
    assert "ansia" not in words
    visitor.choose("finish")


def only_the_requirements(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-PASPOR-B10", "sheet")
    hall.papers()
    assert hall.journal("TicketIssued") == []
    visitor.choose("home")


def a_paper_again(hall: JourneyHall, visitor: Visitor) -> None:
    ticket = looks_up(hall, visitor)
    visitor.choose("reprint")
    printed = hall.told("TicketPrinted", ticket=ticket["id"])
    hall.paper_with(ticket["number"])
    assert printed.body["device"] == KIOSK
    visitor.choose("home")


def by_its_code(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-KTP-CETAK")
    number = str(takes(hall, visitor, "KTP-CETAK").body["number"])
    code = hall.code_on(number)
    visitor.choose("finish")
    visitor.settles_in()
    visitor.scans(code)
    visitor.sees_soon("reprint")
    visitor.reads(number)
    visitor.choose("home")


def missed_and_back(hall: JourneyHall, visitor: Visitor) -> None:
    ticket = hall.missed("SKCK-BARU", visitor.speaks)
    visitor.choose("find")
    visitor.writes(ticket["number"].replace("-", ""))
    visitor.choose("lookUp")
    visitor.writes(ticket["check"])
    visitor.choose("lookUp", "rejoin")
    hall.told("TicketRejoined", ticket=ticket["id"])
    hall.comes_to(ticket["id"], "waiting")
    assert hall.no_paper()
    visitor.choose("home")


def cancels(hall: JourneyHall, visitor: Visitor) -> None:
    ticket = looks_up(hall, visitor)
    visitor.choose("cancel", "cancelNo")
    assert hall.state_of(ticket["id"]) == "waiting"
    visitor.choose("cancel", "cancelYes")
    hall.told("TicketCancelled", ticket=ticket["id"])
    hall.comes_to(ticket["id"], "cancelled")
    assert hall.no_paper()
    visitor.choose("home")


def without_paper(hall: JourneyHall, visitor: Visitor) -> None:
    hall.paper.do("out")
    try:
        visitor.choose("service-AK1", "take")
        issued = hall.told("TicketIssued")
        failed = hall.told("PrintFailed", ticket=issued.body["ticket"])
        assert not failed.body["half"]
        if visitor.manner.plain:
            visitor.reads(NO_PAPER[visitor.speaks])
        else:
            visitor.sees_soon("checkCode")
        assert visitor.its_number() == issued.body["number"]
        visitor.choose("finish")
    finally:
        hall.paper.do("refill")
    assert hall.state_of(issued.body["ticket"]) == "waiting"


def the_service_is_closed(hall: JourneyHall, visitor: Visitor) -> None:
    with hall.suspended(MOBILE):
        visitor.choose("agencies", "agency-DUKCAPIL", "group-ktp")
        is_told_why(hall, visitor, MOBILE, "service-suspended")


def no_numbers_are_left(hall: JourneyHall, visitor: Visitor) -> None:
    hall.use_up(RUNS_OUT, QUOTA)
    visitor.choose("search")
    visitor.writes("sim d")
    is_told_why(hall, visitor, RUNS_OUT, "quota-reached")


def the_hall_is_closed(hall: JourneyHall, visitor: Visitor) -> None:
    with hall.holiday():
        visitor.reads(HOLIDAY["id"])
        visitor.settles_in()
        visitor.finds(HOLIDAY[visitor.speaks])
        is_told_why(hall, visitor, "KTP-BARU", "closed-date")
    visitor.kiosk.gone(HOLIDAY["id"], within=20)


def the_hub_is_away(hall: JourneyHall, visitor: Visitor) -> None:
    with hall.hub_away():
        visitor.choose("service-OSS-UMK", "take")
        number = visitor.its_number()
        lines = hall.paper_with(number)
        assert any(EMERGENCY[visitor.speaks] in line for line in lines)
        visitor.choose("finish")
    issued = hall.told("TicketIssued", emergency=True, number=number, within=20)
    hall.comes_to(issued.body["ticket"], "waiting")


def the_same_again(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("service-SIM-C-P")
    takes(hall, visitor, "SIM-C-P")
    visitor.choose("finish")
    visitor.settles_in()
    visitor.choose("service-SIM-C-P", "take", "forOtherNo", "take", "forOtherYes")
    issued = hall.told("TicketIssued", 2)
    assert visitor.its_number() == issued.body["number"]
    assert len(hall.papers(2)) == 2
    assert len(hall.journal("TicketIssued")) == 2
    visitor.choose("finish")


def still_there(hall: JourneyHall, visitor: Visitor) -> None:
    before = hall.left("KK-UBAH")
    visitor.choose("service-KK-UBAH")
    visitor.is_asked()
    visitor.answers()
    visitor.sees_soon("take")
    visitor.is_asked()
    visitor.waits(21_000)
    visitor.stands_at_the_start()
    assert hall.journal("TicketIssued") == []
    assert hall.no_paper()
    until(lambda: hall.left("KK-UBAH") > before, "the hub does not know that somebody left")


def wakes_it(hall: JourneyHall, visitor: Visitor) -> None:
    visitor.choose("agencies", "home")
    visitor.stays_away()
    visitor.wakes()
    visitor.settles_in()
    visitor.choose("service-AKTA-LAHIR")
    takes(hall, visitor, "AKTA-LAHIR")
    visitor.choose("finish")


def staff_at_its_menu(hall: JourneyHall, visitor: Visitor) -> None:
    """Not a visitor: whoever knows the corner and has a PIN; a finger, in any mode."""
    visitor.knocks()
    visitor.touches(*(f"staff-key-{digit}" for digit in SUPERVISOR["pin"]), "staff-enter")
    hall.told("KioskTended", act="opened", officer=SUPERVISOR["id"])
    visitor.touches("staff-print")
    hall.papers()
    hall.told("KioskTended", act="test-print")
    visitor.touches("staff-leave")
    visitor.stands_at_the_start()
    assert hall.given_here() == []


JOURNEYS: dict[str, Journey] = {
    "one of the twelve": one_of_the_twelve,
    "by agency": by_agency,
    "by life event": by_life_event,
    "search with slips": by_a_search_with_slips,
    "search in vain": a_search_in_vain,
    "sixteen digits": sixteen_digits,
    "floor plan": the_plan,
    "standard read": the_standard,
    "several errands": several_errands,
    "several people": several_people,
    "help when called": needs_help_when_called,
    "priority": has_priority,
    "requirements only": only_the_requirements,
    "paper again": a_paper_again,
    "code scanned": by_its_code,
    "missed and back": missed_and_back,
    "cancelled": cancels,
    "no paper": without_paper,
    "service closed": the_service_is_closed,
    "no numbers left": no_numbers_are_left,
    "hall closed": the_hall_is_closed,
    "hub away": the_hub_is_away,
    "the same again": the_same_again,
    "still there?": still_there,
    "waking it": wakes_it,
    "staff menu": staff_at_its_menu,
}
