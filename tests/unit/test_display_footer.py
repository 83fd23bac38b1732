"""The footer's pages: eight seconds each, and the missed numbers in between."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from display.facts import Words
from display.footer import MISSED_ON_A_PAGE, Footer, Page, Room, announced_pages, pages, parted
from display.timing import PAGE
from shared.domain.ids import Moment
from tests.unit.small_site import small_site

SITE = small_site()


def heard(missed: list[str], seconds: int) -> list[Page]:
    footer = Footer()
    shown = [footer.page(pages(SITE, missed, {}), Moment(at * 1_000)) for at in range(seconds)]
    return shown


def test_each_page_stands_eight_seconds() -> None:
    shown = heard([], 24)
    assert shown[:8] == [shown[0]] * 8
    assert shown[8] != shown[0]
    assert shown[8:16] == [shown[8]] * 8


def test_missed_numbers_say_where_to_go() -> None:
    page = next(page for page in pages(SITE, ["A-009", "B-031"], {}) if page.head)
    assert page == Page("TERLEWAT", "A-009 · B-031 → Meja Informasi")


@given(st.integers(1, 40))
def test_every_missed_number_has_its_page(count: int) -> None:
    missed = [f"A-{place:03}" for place in range(count)]
    every = pages(SITE, missed, {})
    text = " ".join(page.text for page in every if page.head)
    assert all(number in text for number in missed)
    assert all(page.text.count("-") <= MISSED_ON_A_PAGE for page in every if page.head)


def test_missed_numbers_come_every_other_page() -> None:
    every = pages(SITE, ["A-009"], {})
    assert [bool(page.head) for page in every] == [False, True] * (len(every) // 2)


def test_both_languages_have_their_page() -> None:
    text = " ".join(page.text for page in pages(SITE, [], {}))
    assert "Lihat layar" in text
    assert "out of order" in text
    assert "Meja Informasi, Lantai 1" in text


def test_the_sites_notices_come_before_the_usual_ones() -> None:
    notices = (
        {"en": "Wifi is free.", "id": "Wifi\n gratis."},
        {"id": "Mushola: Lantai 2"},
        {"id": ""},
    )
    every = pages(replace(SITE, notices=notices), [], {"id": "Istirahat"})
    told = [page.text for page in every]
    assert told[:4] == ["Istirahat", "Wifi gratis.", "Wifi is free.", "Mushola: Lantai 2"]
    assert told[4:] == [page.text for page in pages(SITE, [], {})]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 5_000)), max_size=40))
def test_a_page_keeps_its_time_whatever_comes_and_goes(steps: list[tuple[int, int]]) -> None:
    footer, now, last, since = Footer(), 0, None, 0
    for missed, wait in steps:
        now += wait
        every = pages(SITE, [f"A-{place:03}" for place in range(missed)], {})
        page = footer.page(every, Moment(now))
        assert page in every
        assert now < footer.ends <= now + PAGE
        if page != last:
            assert last is None or last not in every or now - since >= PAGE
            last, since = page, now


def test_an_announcement_stands_in_both_languages() -> None:
    zones = frozenset({"biru"})
    told = [
        Words(id="1", zones=zones, text="Harap tenang.", english="Quiet, please."),
        Words(id="2", zones=zones, text="Terima kasih."),
    ]
    assert announced_pages(told) == [
        Page("Pengumuman", "Harap tenang."),
        Page("Announcement", "Quiet, please."),
        Page("Pengumuman", "Terima kasih."),
    ]


TOLD = (
    "Sabtu depan balai tutup karena pemeliharaan listrik. Pengambilan paspor dan SIM dilayani lagi"
    " Senin pukul 08.00 di lantai yang sama. Terima kasih."
)


def test_what_has_no_room_goes_on_on_the_next_page() -> None:
    found = [page.text for page in parted(Page("", TOLD), Room(30.0))]
    assert found == [
        "Sabtu depan balai tutup karena pemeliharaan listrik.",
        "Pengambilan paspor dan SIM dilayani lagi …",
        "… Senin pukul 08.00 di lantai yang sama. Terima kasih.",
    ]
    assert parted(Page("", TOLD), Room(200.0)) == [Page("", TOLD)]


@given(st.floats(8, 80), st.integers(1, 2), st.booleans())
def test_no_word_of_a_parted_page_is_lost_and_all_of_it_fits(
    line_em: float, lines: int, headed: bool
) -> None:
    room, page = Room(line_em, lines), Page("INFO" if headed else "", TOLD)
    found = parted(page, room)
    assert " ".join(one.text for one in found).replace(" … … ", " ") == TOLD
    assert all(room.holds(one) or len(one.text.split()) <= 3 for one in found)
    assert {one.head for one in found} == {page.head}


def test_fewer_missed_numbers_stand_on_a_page_where_it_is_short() -> None:
    missed = [f"A-{place:03}" for place in range(7)]
    every = [page for page in pages(SITE, missed, {}, room=Room(24.0)) if page.head]
    assert all(page.text.count("-") <= 2 for page in every)
    assert all(number in " ".join(page.text for page in every) for number in missed)
