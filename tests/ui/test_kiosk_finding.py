"""The ways to a service: few touches to the wanted ones, life events, and all that is to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.access.modes import Modes
from shared.domain.ids import AgencyCode
from shared.domain.site import Site
from shared.protocol.views import ServiceStatus
from tests.ui.kiosk_screen import KioskScreen, sample_site
from tests.ui.test_kiosk_layout import SHAPES, assert_whole, with_long_names

TOUCHES = 3
"""At most, from the start to the number, for each of the twelve."""


@pytest.fixture(scope="module", params=SHAPES)
def machine(request: pytest.FixtureRequest) -> Iterator[KioskScreen]:
    screen = KioskScreen(*SHAPES[request.param])
    yield screen
    screen.close()


@pytest.fixture
def kiosk(machine: KioskScreen) -> KioskScreen:
    machine.hall.popular = []
    machine.begin()
    machine.pass_time(9_000)
    return machine


def tiles(kiosk: KioskScreen) -> list[str]:
    """The services of the start's tiles, as they stand there."""
    return [i.name.removeprefix("service-") for i in kiosk.items() if i.name.startswith("service-")]


def all_open(kiosk: KioskScreen) -> None:
    for code in list(kiosk.hall.statuses):
        kiosk.hall.statuses[code] = ServiceStatus(code=code, waiting=3, open=True, ahead=3)
    kiosk.hall.tell()
    kiosk.draw()


def print_last(kiosk: KioskScreen) -> None:
    kiosk.model.paperwork.printed(kiosk.press.jobs[-1].id, False)
    kiosk.draw()


# The twelve -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_more_than_three_touches_to_any_of_the_twelve(kiosk: KioskScreen, language: str) -> None:
    all_open(kiosk)
    wanted = tiles(kiosk)
    assert len(wanted) == 12
    for code in wanted:
        touches = ["language"] if language == "en" else []
        touches += [f"service-{code}", "take"]
        kiosk.go(*touches)
        assert len(touches) <= TOUCHES
        assert kiosk.find("number").text, code
        assert kiosk.hall.orders("IssueTicket")[-1].body["service"] == code
        print_last(kiosk)
        kiosk.pass_time(10_000)
        assert kiosk.at == "start"
        kiosk.pass_time(1_000)


def test_with_a_priority_it_is_three_touches(kiosk: KioskScreen) -> None:
    all_open(kiosk)
    kiosk.go(f"service-{tiles(kiosk)[0]}", "priority-lansia", "take")
    assert kiosk.hall.orders("IssueTicket")[-1].body["priority"] == "lansia"


def test_the_halls_own_history_orders_the_tiles(kiosk: KioskScreen) -> None:
    by_site = tiles(kiosk)
    kiosk.hall.popular = ["PASPOR-GANTI", "unknown-here", "KTP-BARU"]
    kiosk.hall.tell()
    kiosk.draw()
    assert tiles(kiosk) == by_site, "somebody may be about to touch one"
    kiosk.pass_time(9_000)
    rest = [code for code in by_site if code != "KTP-BARU"]
    assert tiles(kiosk) == ["PASPOR-GANTI", "KTP-BARU", *rest][:12]


def test_the_order_waits_for_a_visitor_to_go(kiosk: KioskScreen) -> None:
    kiosk.go("service-KTP-BARU")
    kiosk.hall.popular = ["PASPOR-GANTI"]
    kiosk.hall.tell()
    kiosk.pass_time(15_000)
    assert kiosk.at == "confirm"
    kiosk.go("back")
    assert tiles(kiosk)[0] == "KTP-BARU"
    kiosk.pass_time(9_000)
    assert tiles(kiosk)[0] == "PASPOR-GANTI"


def test_a_kiosk_of_some_agencies_orders_its_own() -> None:
    site = sample_site()
    kiosks = tuple(replace(one, agencies=(AgencyCode("IMIGRASI"),)) for one in site.kiosks)
    kiosk = KioskScreen(site=replace(site, kiosks=kiosks))
    kiosk.hall.popular = ["KTP-BARU", "PASPOR-AMBIL"]
    kiosk.hall.tell()
    kiosk.pass_time(20_000)
    assert tiles(kiosk)[0] == "PASPOR-AMBIL"
    others = {one.code for one in site.services if one.agency != "IMIGRASI"}
    assert not others & set(tiles(kiosk))
    assert not kiosk.reads("Anak saya lahir")
    kiosk.go("events")
    assert [i.name for i in kiosk.items() if i.name.startswith("event-")] == [
        "event-ke-luar-negeri"
    ]
    kiosk.close()


# Life events ------------------------------------------------------------------------------------


def test_a_life_event_leads_through_its_errands(kiosk: KioskScreen) -> None:
    kiosk.go("events", "event-anak-lahir")
    assert kiosk.reads("BPJS Kesehatan"), "each errand stands beside its agency"
    kiosk.go("service-AKTA-LAHIR", "take")
    print_last(kiosk)
    kiosk.pass_time(1_000)
    assert kiosk.reads("Anak saya lahir")
    kiosk.go("another")
    assert kiosk.reads("Sudah diambil: A-012")
    kiosk.go("service-JKN-BAYI", "take")
    first, second = (sent.body for sent in kiosk.hall.orders("IssueTicket"))
    assert second["visit"] == "visit-12", "one visit: never called at two counters at once"
    assert "visit" not in first


def test_after_the_last_errand_nothing_is_pointed_at(kiosk: KioskScreen) -> None:
    kiosk.go("events", "event-kendaraan")
    for code in ("BBN", "PKB-TAHUN", "PKB-INFO"):
        kiosk.go(f"service-{code}", "take")
        print_last(kiosk)
        kiosk.pass_time(1_000)
        if code != "PKB-INFO":
            kiosk.go("another")
    assert kiosk.reads("Tambah keperluan lain")
    assert not kiosk.reads("kendaraan bekas")


def test_the_way_back_and_the_next_visitor(kiosk: KioskScreen) -> None:
    kiosk.go("events", "event-pindah", "service-KTP-UBAH", "back", "back")
    assert kiosk.at == "events"
    kiosk.go("home")
    kiosk.go("service-KTP-BARU", "take")
    assert not kiosk.reads("Saya pindah rumah")
    assert kiosk.hall.tallies[-1].step == "events"


def test_a_site_without_life_events_has_no_way_to_them() -> None:
    site = replace(sample_site(), life_events=())
    kiosk = KioskScreen(site=site)
    assert not kiosk.shows("events")
    kiosk.close()


# Knowing before waiting -------------------------------------------------------------------------

ELEMENTS = {
    "id": ["Syarat", "Alur", "Waktu", "Biaya", "Hasil", "Pengaduan"],
    "en": ["What you need", "Steps", "Time", "Fee", "What you get", "Complaints"],
}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_six_elements_can_be_read_from_the_confirmation(
    kiosk: KioskScreen, language: str
) -> None:
    kiosk.model.speak(language)
    kiosk.go("service-KTP-BARU", "allRequirements")
    assert all(kiosk.reads(element) for element in ELEMENTS[language])
    said = {"id": "KTP elektronik", "en": "Electronic ID card"}[language]
    assert kiosk.reads(said)
    assert kiosk.reads("SP4N-LAPOR!")
    kiosk.go("standardClose")
    assert kiosk.shows("take")


def test_what_the_site_leaves_out_is_said_of_every_service(kiosk: KioskScreen) -> None:
    kiosk.go("agencies", "agency-PLN", "service-LISTRIK-BARU", "allRequirements")
    assert kiosk.reads("Tunggu di Lantai 3 · Zona Putih.")
    assert kiosk.reads("Petugas memeriksa, lalu memberi hasil")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_long_standard_has_pages_and_nothing_is_lost(shape: str) -> None:
    kiosk = KioskScreen(*SHAPES[shape], site=with_steps(with_long_names(sample_site())))
    kiosk.begin()
    kiosk.go("service-KTP-BARU", "allRequirements")
    seen: set[str] = set()
    for _ in range(9):
        assert_whole(kiosk)
        assert not headings_alone(kiosk)
        seen |= {item.text for item in kiosk.items()}
        if "Pengaduan" in seen:
            break
        kiosk.go("pagerOn")
    assert set(ELEMENTS["id"]) <= seen
    assert {f"Langkah {n}" for n in range(1, 16)} <= seen
    kiosk.close()


def test_no_page_of_a_plain_standard_ends_with_a_heading(kiosk: KioskScreen) -> None:
    for service in ("KTP-BARU", "SKCK-BARU", "PASPOR-B10"):
        kiosk.model.flow.home(kiosk.steady)
        kiosk.model.flow.visitor.modes = Modes(large=True)
        kiosk.pass_time(1_000)
        kiosk.model.chooseService(service)
        kiosk.pass_time(1_000)
        kiosk.model.openQuestion("standard")
        kiosk.draw()
        for _ in range(12):
            assert not headings_alone(kiosk), service
            if kiosk.reads("Halaman 1"):
                break
            kiosk.touch("pagerOn")


def headings_alone(kiosk: KioskScreen) -> list[int]:
    """The columns of the standard that end with a heading."""
    last: dict[int, tuple[float, str]] = {}
    for item in kiosk.items():
        if item.name in ("element", "elementLine"):
            column, here = round(item.box.x()), (item.box.y(), item.name)
            last[column] = max(last.get(column, here), here)
    return [column for column, (_, name) in last.items() if name == "element"]


def with_steps(site: Site) -> Site:
    steps = tuple(f"Langkah {n}" for n in range(1, 16))
    return replace(
        site, services=tuple(replace(one, procedure={"id": steps}) for one in site.services)
    )


def test_reading_is_not_lost_to_the_question_whether_somebody_is_there(kiosk: KioskScreen) -> None:
    kiosk.go("service-KTP-BARU", "allRequirements")
    kiosk.pass_time(31_000)
    assert kiosk.shows("stillThere")
    kiosk.go("stay")
    assert kiosk.reads("Pengaduan")


def test_a_long_line_is_told_and_asked_about_and_never_blocks(kiosk: KioskScreen) -> None:
    status = kiosk.hall.statuses["KTP-BARU"]
    status.ahead, status.wait_low, status.wait_expected, status.wait_high = 48, 40, 45, 68
    kiosk.hall.tell()
    kiosk.go("service-KTP-BARU")
    warning = kiosk.find("warning").text
    assert warning == "48 orang di depan Anda, kira-kira sampai 1 jam 10 menit. Tetap ambil nomor?"
    kiosk.go("take")
    assert kiosk.find("number").text


# The way ----------------------------------------------------------------------------------------


def marks(kiosk: KioskScreen, name: str) -> list[str]:
    """What the marks of a kind say: the texts that stand in them."""
    boxes = [item.box for item in kiosk.items() if item.name == name]
    return [i.text for i in kiosk.items() if i.text and any(box.contains(i.box) for box in boxes)]


def test_the_plan_shows_here_and_where_to_wait(kiosk: KioskScreen) -> None:
    kiosk.go("service-KTP-BARU", "map")
    assert marks(kiosk, "markHere") == ["Anda di sini"]
    assert marks(kiosk, "markGoal") == ["Zona Biru"]
    assert {"1", "8"} <= {item.text for item in kiosk.items()}
    kiosk.go("mapClose")
    assert kiosk.shows("take")


def test_another_floor_is_shown_beside_this_one(kiosk: KioskScreen) -> None:
    kiosk.go("service-PBB-BAYAR", "map")
    assert kiosk.reads("Lantai 1 · Lobi utama")
    assert kiosk.reads("Lantai 2 · Perizinan dan hukum")
    assert marks(kiosk, "markGoal") == ["Zona Ungu"]


def test_the_plan_can_be_seen_after_the_number_and_does_not_stay(kiosk: KioskScreen) -> None:
    kiosk.go("service-KTP-BARU", "take")
    print_last(kiosk)
    kiosk.pass_time(1_500)
    kiosk.go("map")
    kiosk.pass_time(20_000)
    assert marks(kiosk, "markHere") == ["Anda di sini"], "longer than the number alone"
    kiosk.pass_time(12_000)
    assert kiosk.shows("stillThere")
    kiosk.pass_time(21_000)
    assert kiosk.at == "start"


def test_no_paper_is_told_over_the_plan(kiosk: KioskScreen) -> None:
    kiosk.go("service-KTP-BARU", "take")
    kiosk.go("map")
    kiosk.model.paperwork.failed(kiosk.press.jobs[-1].id, False, "paper_out", False)
    kiosk.draw()
    assert kiosk.at == "no_paper"
    assert not kiosk.shows("mapSheet")


def test_a_plan_without_a_picture_has_its_marks_and_a_site_without_plans_no_key() -> None:
    site = sample_site()
    bare = replace(site, floors=tuple(replace(one, picture="gone.svg") for one in site.floors))
    kiosk = KioskScreen(site=bare)
    kiosk.go("service-KTP-BARU", "map")
    assert marks(kiosk, "markGoal") == ["Zona Biru"]
    kiosk.close()
    kiosk = KioskScreen(site=replace(site, floors=()))
    kiosk.go("service-KTP-BARU")
    assert kiosk.shows("take")
    assert not kiosk.shows("map")
    kiosk.close()


# Hoarding ---------------------------------------------------------------------------------------


def test_numbers_taken_in_a_row_are_asked_about_and_told(kiosk: KioskScreen) -> None:
    told: list[str] = []
    clerk = kiosk.model.clerk
    clerk.on_burst = lambda: told.extend(one.part for one in clerk.bursts.troubles(kiosk.steady))
    for number in range(4):
        kiosk.go("service-KTP-BARU", "take", *(["forOtherYes"] if number else []))
        print_last(kiosk)
        kiosk.pass_time(9_000)
        kiosk.pass_time(1_000)
    assert told == ["A-012…A-015"]
    assert len(kiosk.hall.orders("IssueTicket")) == 4, "nobody is blocked"
