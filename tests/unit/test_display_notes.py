"""What stands beside the calls is read from the last chair as well, and comes in pages for it."""

from __future__ import annotations

import pytest

from display.beside import FIGURES_EM, HEAD_EM, LINE_EM, WaitLine, page
from display.heading import names, zone_lines
from display.screenshots import sample_site
from display.sizes import NOTE_SHARE, Face, Screen, sizes
from shared.domain.ids import ZoneCode
from shared.domain.site import Zone

SITE = sample_site()
FACE = Face(cap=0.72, number=3.2, counter=1.25)
ALL = [zone.code for zone in SITE.zones]


def wait(service: str, english: str = "") -> WaitLine:
    return WaitLine(
        service=service, english=english, agency="X", waiting=1, minutes="", minutes_english=""
    )


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (3840, 2160)])
@pytest.mark.parametrize(("inches", "metres"), [(55, 10), (43, 8), (85, 15), (55, 5)])
def test_nothing_is_smaller_than_the_last_chair_reads(
    size: tuple[int, int], inches: float, metres: float
) -> None:
    screen = Screen(width=size[0], height=size[1], diagonal_inches=inches, distance_metres=metres)
    lines = zone_lines(SITE, ALL, screen)
    found = sizes(screen, FACE, zone_lines=lines)
    share = found.note_cap * screen.mm_per_pixel / 1_000 / min(metres, found.reach_metres)
    assert share >= 0.99 * NOTE_SHARE
    assert found.header + found.panel_height + found.footer < screen.height
    assert found.rows >= 3


def test_a_short_page_is_full_and_a_long_name_has_its_own() -> None:
    long = wait("Surat Izin Praktik tenaga kesehatan lain " * 3, "Practice licence")
    short = [wait("KTP-el baru", "New ID card") for _ in range(5)]
    room = (16.3, HEAD_EM + 2 * (FIGURES_EM + 0.5 + 2 * LINE_EM) + 0.1)
    lines = [*short[:2], long, *short[2:]]
    pages = [page(lines, turn, *room) for turn in range(4)]
    assert [len(one) for one in pages] == [2, 1, 2, 1]
    assert [line for one in pages for line in one] == lines
    assert page(lines, 4, *room) == pages[0]
    assert page([], 3, *room) == []


def zones(*said: str) -> list[Zone]:
    return [
        Zone(code=ZoneCode(one), name={"id": one}, floor=1, colour="#123456", voice_group="g")
        for one in said
    ]


def test_many_zones_of_one_kind_stand_without_their_common_word() -> None:
    few, many = ("Zona Biru", "Zona Hijau"), ("Zona Biru", "Zona Hijau", "Zona Ungu", "Zona Putih")
    assert names(zones(*few)) == list(few)
    assert names(zones(*many)) == ["Biru", "Hijau", "Ungu", "Putih"]
    assert names(zones(*many[:3], "Depan")) == [*many[:3], "Depan"]
    assert names(zones(*many[:3], "Lobi Depan"))[3] == "Lobi Depan"
