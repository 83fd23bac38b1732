"""What is read on a TV, as it is really drawn: no text too small for the last chair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from display import screenshots
from display.heading import CAP
from display.measures import Measures
from display.scene import Stage
from display.screenshots import Shot
from display.sizes import ASIDE_SHARE, NOTE_SHARE
from shared.qml import application
from tests.ui.display_screen import Tv, ink, place, value

ASIDE = ("hallName", "ownName")
"""Nobody has to read these from a chair."""

Open = Callable[[Shot], Tv]


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


@pytest.fixture
def tv() -> Iterator[Open]:
    opened: list[Tv] = []

    def open_one(shot: Shot) -> Tv:
        opened.append(Tv(shot))
        opened[-1].picture()
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


LAYOUTS = (
    *("call", "idle-all-zones", "stands-in-crowd", "beside-lost", "beside-longest"),
    *("announcement", "silent", "43-inch-8m", "85-inch-15m", "32-inch-10m", "4k", "720p-crowd"),
    *("portrait", "portrait-all-zones", "portrait-stands-in", "portrait-lost", "door"),
    *("door-720p", "door-portrait-paused", "door-portrait"),
)
TOO_MUCH = ("long-names", "portrait-long-names", "announcement-far")
"""Zones of thirty letters, whose names give way to the numbers; a long text on a TV of 32 inches
ten metres away."""


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_on_a_tv_is_too_small_for_the_last_chair(tv: Open, name: str) -> None:
    assert faults(tv, name) == []


@pytest.mark.long
def test_nothing_on_any_tv_is_too_small_for_the_last_chair(tv: Open) -> None:
    names = {shot.name for shot in screenshots.SHOTS if not shot.poster}
    found = {name: faults(tv, name) for name in names - {*LAYOUTS, *TOO_MUCH}}
    assert {name: told for name, told in found.items() if told} == {}


def faults(tv: Open, name: str) -> list[str]:
    """Every text that is smaller than its place allows, or that is not all on the screen."""
    shot = next(one for one in screenshots.SHOTS if one.name == name)
    one = tv(shot)
    if one.model.scene.stage not in (Stage.HALL, Stage.DOOR):  # for staff, who stand in front of it
        return []
    texts = one.texts()
    assert len(texts) > 3
    reach = cast(Measures, one.model.measures).sizes.reach_metres
    metres = shot.metres if shot.door else min(shot.metres, reach)
    window = QRectF(0, 0, *shot.size)
    told = []
    for each in texts:
        words, size = each.property("text"), share(one, each) / metres
        least = NOTE_SHARE if each.objectName() not in ASIDE else ASIDE_SHARE
        if size < 0.97 * least:
            told.append(f"{words!r}: {size:.2%} of the distance")
        if not window.adjusted(-1, -1, 1, 1).contains(ink(each)):
            told.append(f"{words!r}: over the edge")
    return told


def share(one: Tv, each: QQuickItem) -> float:
    """The height of a text's capitals as they are drawn, in metres."""
    pixels = cast(float, value(each, "fontInfo.pixelSize"))
    drawn = place(each).height() / each.height() if each.height() else 1.0
    return pixels * CAP * drawn * one.model.screen.mm_per_pixel / 1_000


def test_a_long_announcement_is_read_language_by_language(tv: Open) -> None:
    one = tv(next(each for each in screenshots.SHOTS if each.name == "announcement"))
    panel = one.item("messagePanel")
    assert one.item("detail").property("text").startswith("Sistem pusat")
    assert one.items("messageEnglish") == []
    (turn,) = [child for child in panel.children() if child.property("turn") is not None]
    turn.setProperty("turn", 1)
    one.picture()
    assert one.item("detail").property("text").startswith("The civil registry")
    assert one.item("title").property("text") == "Announcement"


def test_the_header_names_each_floor_once_before_its_zones(tv: Open) -> None:
    shot = next(one for one in screenshots.SHOTS if one.name == "portrait-all-zones")
    one = tv(shot)
    floors = [each for each in one.items("zoneFloor") if each.property("text")]
    assert [each.property("text") for each in floors] == ["Lantai 1", "Lantai 2", "Lantai 3"]
    boxes = [place(each) for each in one.items("zone")]
    assert all(box.right() < place(one.item("clock")).left() for box in boxes)
    for floor in floors:
        assert all(box.left() > place(floor).right() for box in boxes)
