"""The gallery in docs: every screen of the three apps has a picture there, and a line."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.screenshots import FULL, ROOM_SHOTS, SHOTS
from counter.states import STATES
from display import screenshots as display
from display.wall_pictures import WALL
from kiosk.screens import Ask, Screen
from kiosk.screenshots import shots
from kiosk.shots import Shots
from shared.cli.environment import python, without_screen
from shared.cli.gallery import (
    ALL_BYTES,
    GALLERY_DIR,
    INDEX,
    LARGEST_BYTES,
    Batch,
    apart,
    batches,
    captions,
    draw,
    index,
)
from shared.cli.gallery import pictures_of as names_of
from tests.ui.kiosk_screen import KioskScreen

LINES = captions()
ALIKE = 12.0
"""A picture with another word, or with colours chosen a little otherwise, is still the same one."""


@pytest.fixture(scope="module")
def kiosk() -> Iterator[KioskScreen]:
    screen = KioskScreen((1080, 1920))
    yield screen
    screen.close()


def test_every_screen_of_the_kiosk_has_a_line(kiosk: KioskScreen) -> None:
    assert LINES["kiosk"].keys() == shots(kiosk, "id").keys()


def test_the_choice_of_a_language_is_of_a_hall_with_more_than_two(kiosk: KioskScreen) -> None:
    site = kiosk.hall.site
    kiosk.begin()
    kiosk.walk(*shots(kiosk, "id")["26-languages"])
    found = kiosk.model._languages.property("offers")
    kiosk.hall.site = site
    kiosk.hall.tell()
    assert [one["code"] for one in found] == ["id", "en", "jv"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("90-rest", "Blue Zone"), ("91-rest-night", "Opens")],
)
def test_an_english_picture_is_in_english(kiosk: KioskScreen, name: str, words: str) -> None:
    kiosk.lead_to(name, "en")
    english = kiosk.reads(words)
    kiosk.lead_to(name, "id")
    indonesian = not kiosk.reads(words)
    kiosk.begin()
    assert english
    assert indonesian


def test_no_picture_of_the_staff_menu_has_the_papers_of_another(kiosk: KioskScreen) -> None:
    acts, told = Shots(kiosk, "id").all(), []
    for name in ("97-staff-menu", "97-staff-menu-trouble", "98-staff-paper"):
        kiosk.begin()
        kiosk.walk(*acts[name])
        told.append((kiosk.menu.notes.papers, kiosk.menu.notes.changed_at))
    kiosk.begin()
    assert told[0] == told[2] != told[1]


@pytest.mark.long
def test_every_place_and_question_of_the_kiosk_is_among_its_screens(kiosk: KioskScreen) -> None:
    seen: set[Screen | Ask] = set()
    for acts in Shots(kiosk, "id").all().values():
        kiosk.begin()
        kiosk.walk(*acts)
        seen |= {kiosk.model.flow.screen, kiosk.model.flow.ask}
    assert (set(Screen) | set(Ask)) - seen <= {Screen.ISSUING}, "too short to be photographed"


def test_every_state_and_room_of_the_counter_has_a_line() -> None:
    rooms = {shot.name for shot in ROOM_SHOTS if shot.scale == 1 and shot.size == FULL}
    strips = {shot.name for shot in SHOTS if shot.name.endswith("-strip")}
    states = {state.name for state in STATES}
    assert (states | rooms) <= LINES["counter"].keys() <= (states | rooms | strips)


def test_whatever_befalls_a_display_has_a_line() -> None:
    drawn = {shot.name: shot for shot in display.SHOTS}
    assert LINES["display"].keys() <= drawn.keys()
    told = {drawn[name].script for name in LINES["display"]}
    missing = [shot.name for shot in display.SHOTS if shot.script not in told]
    assert not missing


def test_every_line_has_its_picture_and_every_picture_its_line() -> None:
    for app, lines in LINES.items():
        there = {file.stem for file in (GALLERY_DIR / app).glob("*.png")}
        assert there == set(names_of(app, lines)), f"./giliran pictures --gallery draws {app}"


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "batch", list(batches(LINES)), ids=lambda one: f"{one.app}-{len(one.files)}"
)
def test_every_picture_still_looks_like_its_screen(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / batch.app).mkdir()
    drawn = list(draw(batch, tmp_path))
    other = [one.name for one in drawn if apart(one, GALLERY_DIR / batch.app / one.name) > ALIKE]
    assert other == [], "drawn anew by ./giliran pictures --gallery"


@pytest.mark.long
def test_the_small_pictures_of_the_tvs_look_like_their_screens(tmp_path: Path) -> None:
    subprocess.run(
        python("display.wall_pictures", "--out", str(tmp_path)), check=True, env=without_screen()
    )
    drawn = sorted(tmp_path.glob("*.jpg"))
    assert [one.name for one in drawn] == sorted(one.name for one in WALL.glob("*.jpg"))
    other = [one.name for one in drawn if apart(one, WALL / one.name) > ALIKE]
    assert other == [], "drawn anew by python -m display.wall_pictures"


def test_a_picture_of_another_screen_is_told_from_its_own() -> None:
    kiosk = GALLERY_DIR / "kiosk"
    assert apart(kiosk / "01-start.png", kiosk / "01-start.png") == 0
    assert apart(kiosk / "01-start.png", kiosk / "02-start-shut.png") > ALIKE
    assert apart(kiosk / "21-my-ticket.png", kiosk / "23-cancel.png") > ALIKE


def test_the_gallery_is_light() -> None:
    sizes = {file: file.stat().st_size for file in GALLERY_DIR.rglob("*.png")}
    assert [file for file, size in sizes.items() if size > LARGEST_BYTES] == []
    assert sum(sizes.values()) <= ALL_BYTES


def test_its_page_is_made_from_the_lines() -> None:
    assert (GALLERY_DIR / INDEX).read_text(encoding="utf-8") == index(LINES)
