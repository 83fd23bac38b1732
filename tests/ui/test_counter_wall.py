"""What the TVs show, as a supervisor sees it: small pictures, pale where they are old."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter.supervision import scenes as view
from counter.supervision.wall import EVERY_MS, STALE_MS, TvRow
from tests.ui.counter_screen import Open, Screen, opening

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


def rows(one: Screen) -> dict[str, TvRow]:
    return {row.id: row for row in one.model.office_rooms.overview.tvs.told}


def test_each_tv_has_its_picture_and_whoever_is_away_says_so(screen: Open) -> None:
    one = screen(view.screens)
    assert one.shows("tvWall")
    assert not one.shows("counters")
    tvs = rows(one)
    assert (tvs["tv-biru"].said, tvs["tv-biru"].stale) == ("sekarang", False)
    assert tvs["tv-biru"].picture.startswith("data:image/jpeg;base64,")
    assert (tvs["tv-merah"].said, tvs["tv-merah"].stale) == ("TV mati · terlihat 3 mnt lalu", True)
    assert (tvs["tv-putih"].said, tvs["tv-putih"].picture) == ("TV mati", "")
    assert tvs["tv-toska"].place == "Zona Toska · menggantikan Zona Merah"
    one.key(K.Key_Escape)
    assert not one.shows("tvWall")
    assert one.shows("counters")
    assert rows(one) == {}, "closed it keeps nothing"


def test_they_are_asked_again_while_somebody_looks_and_only_then(screen: Open) -> None:
    one = screen(view.screens)
    one.hall.rooms.screens["tv-biru"] |= {"picture": view.seen_on("tv-hijau")}
    before = rows(one)["tv-biru"].picture
    one.pass_time(EVERY_MS)
    assert rows(one)["tv-biru"].picture != before
    one.hall.rooms.screens["tv-biru"] = {"connected": True}
    one.pass_time(STALE_MS)
    old = rows(one)["tv-biru"]
    assert (old.said, old.stale) == ("Gambar 20 dtk lalu", True)


def test_without_the_hub_every_picture_grows_old(screen: Open) -> None:
    one = screen(view.screens)
    one.hall.lose_line()
    one.pass_time(2 * 60_000)
    assert rows(one)["tv-biru"].said == "Gambar 2 mnt lalu"
    assert all(row.stale for row in rows(one).values())


def test_the_arrows_turn_the_pages_and_a_digit_closes_it(screen: Open) -> None:
    one = screen(view.screens, scale=2.0)
    wall = one.model.office_rooms.overview.tvs
    assert (wall.property("page"), wall.property("pages")) == (1, 2)
    first = set(rows(one))
    one.key(K.Key_Right)
    assert wall.property("page") == 2
    assert set(rows(one)).isdisjoint(first)
    one.click("tvMore")
    assert set(rows(one)) == first
    one.key(K.Key_8)
    assert not one.shows("tvWall")
