"""What is read from a chair is measured in millimetres, whatever the TV's pixels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.sizes import (
    CURRENT_FLOOR,
    CURRENT_SHARE,
    LIST_SHARE,
    MOST_ROWS,
    Face,
    Screen,
    Sizes,
    door_sizes,
    sizes,
)

ONE_LETTER = Face(cap=0.719, number=3.21, counter=1.25)
TWO_LETTERS = Face(cap=0.719, number=3.62, counter=1.25)


def screen(diagonal: float, metres: float, height: int = 1080) -> Screen:
    return Screen(
        width=height * 16 // 9, height=height, diagonal_inches=diagonal, distance_metres=metres
    )


def share(tv: Screen, pixels: float) -> float:
    """A length on the TV as a share of the viewing distance."""
    return pixels * tv.mm_per_pixel / (tv.distance_metres * 1_000)


def list_fits(tv: Screen, found: Sizes) -> bool:
    taken = found.header + found.list_head + found.footer
    return taken + found.rows * found.row_pitch <= tv.height + 1e-6


@pytest.mark.parametrize(("diagonal", "rows"), [(43, 4), (55, 6), (65, 7)])
def test_rows_follow_from_the_diagonal_at_ten_metres(diagonal: float, rows: int) -> None:
    assert sizes(screen(diagonal, 10), ONE_LETTER).rows == rows


@pytest.mark.parametrize("diagonal", [55, 65, 75])
def test_the_current_number_can_be_read_at_ten_metres(diagonal: float) -> None:
    tv = screen(diagonal, 10)
    found = sizes(tv, ONE_LETTER)
    assert share(tv, found.current_cap) >= CURRENT_SHARE
    assert share(tv, found.list_cap) >= LIST_SHARE
    assert found.reach_metres >= 10


def test_two_letters_at_55_inches_stay_above_the_floor() -> None:
    tv = screen(55, 10)
    found = sizes(tv, TWO_LETTERS)
    assert CURRENT_FLOOR <= share(tv, found.current_cap) < CURRENT_SHARE
    assert found.reach_metres >= 10


def test_43_inches_are_honest_to_about_eight_metres() -> None:
    assert 7 <= sizes(screen(43, 10), ONE_LETTER).reach_metres <= 8.5
    assert sizes(screen(43, 8), ONE_LETTER).reach_metres >= 7.9


@pytest.mark.parametrize("diagonal", [43, 55, 65])
def test_4k_is_the_same_picture_finer(diagonal: float) -> None:
    fine, full = screen(diagonal, 10, 2160), screen(diagonal, 10, 1080)
    fine_sizes, full_sizes = sizes(fine, ONE_LETTER), sizes(full, ONE_LETTER)
    assert fine_sizes.rows == full_sizes.rows
    for name in ("current_cap", "list_cap", "header", "footer", "list_width"):
        in_mm = getattr(fine_sizes, name) * fine.mm_per_pixel
        assert in_mm == pytest.approx(getattr(full_sizes, name) * full.mm_per_pixel, rel=0.01)


@given(
    diagonal=st.floats(19, 98),
    metres=st.floats(2, 30),
    height=st.sampled_from([720, 1080, 2160]),
    face=st.sampled_from([ONE_LETTER, TWO_LETTERS]),
)
def test_everything_stays_on_the_screen(
    diagonal: float, metres: float, height: int, face: Face
) -> None:
    tv = screen(diagonal, metres, height)
    found = sizes(tv, face)
    assert 1 <= found.rows <= MOST_ROWS
    assert list_fits(tv, found)
    assert found.list_width + found.current_em * face.number <= tv.width
    assert found.current_cap >= found.list_cap
    honest = min(metres, found.reach_metres)
    assert share(screen(diagonal, honest, height), found.list_cap) >= LIST_SHARE - 1e-9


@pytest.mark.parametrize(("diagonal", "metres"), [(24, 10), (32, 10), (32, 30), (55, 25)])
def test_a_tv_too_small_for_its_hall_still_shows_the_current_number_largest(
    diagonal: float, metres: float
) -> None:
    found = sizes(screen(diagonal, metres), ONE_LETTER)
    assert found.current_cap > 1.1 * found.list_cap
    assert found.rows >= 4
    assert 0 < found.reach_metres < metres


@pytest.mark.parametrize(("diagonal", "metres", "rows"), [(32, 6, 5), (55, 10, 6), (85, 15, 6)])
def test_the_right_tv_for_its_hall_is_read_to_the_last_chair(
    diagonal: float, metres: float, rows: int
) -> None:
    tv = screen(diagonal, metres)
    found = sizes(tv, ONE_LETTER)
    assert found.rows == rows
    assert share(tv, found.current_cap) >= CURRENT_FLOOR
    assert share(tv, found.list_cap) >= LIST_SHARE - 1e-9


def test_a_near_hall_gets_larger_rows_not_more() -> None:
    near, far = sizes(screen(55, 4), ONE_LETTER), sizes(screen(55, 10), ONE_LETTER)
    assert near.rows == MOST_ROWS
    assert share(screen(55, 4), near.list_cap) > LIST_SHARE * 1.5
    assert far.rows < near.rows


def upright(diagonal: float, metres: float, width: int = 1080) -> Screen:
    return Screen(
        width=width,
        height=width * 16 // 9,
        diagonal_inches=diagonal,
        distance_metres=metres,
    )


@given(
    diagonal=st.floats(19, 98),
    metres=st.floats(2, 30),
    width=st.sampled_from([720, 1080, 2160]),
    face=st.sampled_from([ONE_LETTER, TWO_LETTERS]),
    named=st.booleans(),
)
def test_in_portrait_the_list_stands_below_and_everything_stays_on_the_screen(
    diagonal: float, metres: float, width: int, face: Face, named: bool
) -> None:
    tv = upright(diagonal, metres, width)
    found = sizes(tv, face, named=named)
    used = found.header + found.panel_height + found.caption + found.list_head + found.footer
    assert found.portrait
    assert 3 <= found.rows <= MOST_ROWS
    assert used + found.rows * found.row_pitch <= tv.height
    assert found.current_em * face.number <= found.panel_width
    assert (face.number + face.counter) * found.list_em + found.place_width <= found.list_width
    assert found.current_cap >= found.list_cap
    assert found.reach_metres > 0


def test_55_inches_upright_are_read_at_ten_metres() -> None:
    tv = upright(55, 10)
    found = sizes(tv, ONE_LETTER)
    assert found.rows >= 5
    assert found.reach_metres >= 10
    assert share(tv, found.current_cap) >= CURRENT_SHARE


def test_rows_with_their_zone_are_fewer_not_smaller() -> None:
    tv = screen(55, 10)
    plain, named = sizes(tv, ONE_LETTER), sizes(tv, ONE_LETTER, named=True)
    assert named.list_cap == plain.list_cap
    assert 4 <= named.rows < plain.rows


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920)])
def test_both_numbers_of_a_door_panel_have_room(size: tuple[int, int]) -> None:
    tv = Screen(width=size[0], height=size[1], diagonal_inches=24, distance_metres=5)
    found = door_sizes(tv, TWO_LETTERS)
    if tv.portrait:
        assert max(found.number_em * 3.62, found.counter_em * 1.25) < tv.width
        assert found.counter_em * TWO_LETTERS.cap < found.split
    else:
        assert found.split + found.number_em * 3.62 < tv.width
        assert found.counter_em * 1.25 < found.split
    assert share(tv, found.number_em * TWO_LETTERS.cap) >= CURRENT_FLOOR
