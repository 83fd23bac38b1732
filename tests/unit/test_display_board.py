"""The list and the panel: nobody who is called is missing, nothing old looks new."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from display.board import Picture
from display.calls import CallState
from display.timing import HOLD, LIST_TURN, NEW_LIMIT, PANEL_LIMIT
from shared.domain.ids import MINUTE, Moment
from tests.unit.display_calls import START, Hall, made_call


def look(hall: Hall) -> Picture:
    now = Moment(START + hall.now)
    hall.board.take(hall.calls.values(), now)
    return hall.board.picture(now)


def rows(picture: Picture) -> list[str]:
    return [row.call.number for row in picture.rows]


def panel(picture: Picture) -> str | None:
    return picture.panel.call.number if picture.panel else None


def test_a_call_is_there_at_once_new_and_lit() -> None:
    hall = Hall()
    hall.call("A-001")
    picture = look(hall)
    assert rows(picture) == ["A-001"]
    assert panel(picture) == "A-001"
    assert picture.rows[0].new
    assert picture.rows[0].lit


def test_it_pulses_three_times_and_then_stands_still() -> None:
    hall = Hall()
    hall.call("A-001")
    seen = []
    for hall.now in range(0, 5_000, 250):
        seen.append(look(hall).rows[0].lit)
    assert seen[:12] == [True, True, False, False] * 3
    assert all(seen[12:])


@settings(max_examples=40)
@given(st.integers(0, 999))
def test_every_call_has_three_gaps_of_half_a_second(start: int) -> None:
    hall = Hall()
    hall.now = start
    hall.call("A-001")
    lit = [look(hall).rows[0].lit for hall.now in range(start, start + 6_000, 20)]
    runs = [(shine, len(list(group))) for shine, group in groupby(lit)]
    assert lit[:25] == [True] * 25, "half a second at least before the first gap"
    assert [length for shine, length in runs if not shine] == [25, 25, 25]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 4_000), min_size=2, max_size=6))
def test_many_calls_pulse_as_one(gaps: list[int]) -> None:
    """Each in its own time they would flicker faster than is safe for everybody's eyes."""
    hall = Hall()
    for place, gap in enumerate(gaps):
        hall.now += gap
        hall.call(f"A-00{place}")
        look(hall)
    darkened: list[int] = []
    before = [row.lit for row in look(hall).rows]
    for now in range(hall.now, hall.now + 5_000, 25):
        hall.now = now
        lit = [row.lit for row in look(hall).rows]
        if any(was and not shines for was, shines in zip(before, lit, strict=True)):
            darkened.append(now)
        before = lit
    assert all(after - sooner >= 950 for sooner, after in pairwise(darkened))


def test_it_is_new_until_it_is_spoken_and_had_its_eight_seconds() -> None:
    hall = Hall()
    hall.call("A-001")
    look(hall)
    hall.now = 20_000
    assert look(hall).rows[0].new
    hall.say("A-001")
    assert not look(hall).rows[0].new


def test_spoken_early_it_still_has_its_eight_seconds() -> None:
    hall = Hall()
    hall.call("A-001")
    look(hall)
    hall.say("A-001")
    hall.now = HOLD - 1
    assert look(hall).rows[0].new
    hall.now = HOLD
    assert not look(hall).rows[0].new


def test_where_nobody_speaks_eight_seconds_are_enough() -> None:
    hall = Hall()
    hall.board.voice_alive = False
    hall.call("A-001")
    look(hall)
    hall.now = HOLD
    assert not look(hall).rows[0].new


@given(st.integers(0, 3_600_000), st.integers(0, 3_600_000), st.booleans())
def test_no_call_older_than_a_minute_looks_new(age: int, later: int, spoken: bool) -> None:
    hall = Hall()
    hall.calls["A-001"] = replace(made_call("A-001", -age), spoken=spoken)
    first = look(hall)
    assert first.rows[0].new == (age < NEW_LIMIT and not spoken)
    hall.now = later
    if later >= NEW_LIMIT:
        assert not look(hall).rows[0].new


def test_six_calls_in_ten_seconds_are_six_rows_at_once() -> None:
    hall = Hall(rows=6)
    for place in range(6):
        hall.now = place * 1_600
        hall.call(f"A-00{place}")
        assert len(rows(look(hall))) == place + 1
    assert rows(look(hall)) == [f"A-00{place}" for place in reversed(range(6))]


def test_the_panel_stays_with_the_first_until_it_is_spoken() -> None:
    hall = Hall()
    hall.call("A-001")
    look(hall)
    hall.now = 2_000
    hall.call("A-002")
    hall.now = 12_000
    assert panel(look(hall)) == "A-001"
    hall.say("A-001")
    assert panel(look(hall)) == "A-002"


def test_the_panel_follows_the_voice() -> None:
    hall = Hall()
    for number in ("A-001", "A-002", "A-003"):
        hall.call(number)
    look(hall)
    for number in ("A-001", "A-002", "A-003"):
        hall.board.speak(f"t-{number}")
        hall.now += 3_500
        assert panel(look(hall)) == number
        hall.say(number)
    hall.board.speak(None)
    hall.now += 1_000
    assert panel(look(hall)) == "A-003"


def test_calls_that_another_voice_has_passed_by_are_not_caught_up() -> None:
    hall = Hall()
    for place in range(8):
        hall.call(f"A-00{place}")
        look(hall)
        hall.now += 3_500
        hall.say(f"A-00{place}")
    assert panel(look(hall)) == "A-007"


def test_without_a_voice_each_call_has_its_turn_in_the_panel() -> None:
    hall = Hall()
    hall.board.voice_alive = False
    for number in ("A-001", "A-002"):
        hall.call(number)
    had = [panel(look(hall))]
    for hall.now in (HOLD - 1, HOLD, 2 * HOLD):
        had.append(panel(look(hall)))
    assert had == ["A-001", "A-001", "A-002", "A-002"]


def test_an_answered_call_leaves_the_list_at_once_and_the_panel_after_its_time() -> None:
    hall = Hall()
    hall.call("A-001")
    look(hall)
    hall.now = 3_000
    hall.end("A-001")
    assert rows(look(hall)) == []
    assert panel(look(hall)) == "A-001"
    hall.now = HOLD
    assert panel(look(hall)) is None


def test_an_unanswered_call_leaves_the_panel_to_the_pictures_but_not_the_list() -> None:
    hall = Hall()
    hall.call("A-001")
    look(hall)
    hall.say("A-001")
    hall.now = PANEL_LIMIT
    assert panel(look(hall)) is None
    assert rows(look(hall)) == ["A-001"]


def test_a_recall_is_new_again_and_stands_once() -> None:
    hall = Hall()
    hall.call("A-001")
    look(hall)
    hall.say("A-001")
    hall.now = 30_000
    hall.call("A-002")
    look(hall)
    hall.now = 60_000
    hall.call("A-001", call=2)
    picture = look(hall)
    assert rows(picture) == ["A-001", "A-002"]
    assert picture.rows[0].new
    assert picture.rows[0].lit


def test_missed_numbers_stay_half_an_hour() -> None:
    hall = Hall()
    hall.call("A-001")
    look(hall)
    hall.now = 5 * MINUTE
    hall.end("A-001", CallState.NO_SHOW)
    assert look(hall).missed == ("A-001",)
    hall.now = 35 * MINUTE - 1
    assert look(hall).missed == ("A-001",)
    hall.now = 35 * MINUTE
    assert look(hall).missed == ()


def test_a_display_that_starts_late_knows_since_when_a_number_is_missed() -> None:
    hall = Hall()
    missed = Moment(START - 20 * MINUTE)
    late = replace(made_call("A-001", -25 * MINUTE), state=CallState.NO_SHOW, missed=missed)
    hall.calls["A-001"] = late
    hall.now = 10 * MINUTE - 1
    assert look(hall).missed == ("A-001",)
    hall.now = 10 * MINUTE
    assert look(hall).missed == ()


def test_one_who_comes_back_is_not_missed_any_more() -> None:
    hall = Hall()
    hall.call("A-001")
    look(hall)
    hall.end("A-001", CallState.NO_SHOW)
    look(hall)
    hall.end("A-001", CallState.OVER)
    assert look(hall).missed == ()


@pytest.mark.parametrize("calls", [7, 12, 24])
def test_with_more_calls_than_rows_everyone_has_a_turn(calls: int) -> None:
    hall = Hall(rows=6)
    for place in range(calls):
        hall.call(f"A-{place:03}")
    had: set[str] = set()
    for hall.now in range(0, HOLD + LIST_TURN * calls, 500):
        picture = look(hall)
        assert picture.more == calls - 6
        had |= set(rows(picture))
    assert had == hall.waiting()


def test_turns_go_on_while_new_calls_keep_coming() -> None:
    """Twenty-four calls in a minute, and the first of them is still seen again and again."""
    hall = Hall(rows=6)
    seen_first = []
    for hall.now in range(0, 120_000, 500):
        if hall.now % 2_500 == 0 and hall.now < MINUTE:
            hall.call(f"A-{hall.now // 2_500:03}")
        if "A-000" in rows(look(hall)):
            seen_first.append(hall.now)
    gaps = [after - before for before, after in pairwise(seen_first)]
    assert max(gaps) <= 60_000
    assert max(seen_first) >= 60_000


def test_a_flood_of_calls_leaves_one_row_to_the_older_ones() -> None:
    hall = Hall(rows=6)
    for hall.now in range(0, MINUTE, 1_000):
        hall.call(f"A-{hall.now // 1_000:03}")
        ages = [START + hall.now - row.call.at for row in look(hall).rows]
        if hall.now >= 2 * HOLD:
            assert max(ages) >= HOLD
            assert min(ages) == 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["call", "serve", "miss", "say", "voice", "wait"]),
        st.integers(0, 11),
        st.integers(0, 9_000),
    ),
    max_size=60,
)


@given(STEPS, st.integers(1, 7))
def test_whatever_happens_the_list_is_complete_and_nothing_stands_twice(
    steps: list[tuple[str, int, int]], capacity: int
) -> None:
    hall = Hall(rows=capacity)
    for what, which, wait in steps:
        number = f"A-{which:03}"
        hall.now += wait
        if what == "call":
            again = hall.calls[number].call + 1 if number in hall.calls else 1
            hall.call(number, call=again)
        elif what == "voice":
            hall.board.speak(f"t-{number}")
        elif number in hall.calls:
            if what == "say":
                hall.say(number)
            elif what != "wait":
                hall.end(number, CallState.SERVING if what == "serve" else CallState.NO_SHOW)
        picture = look(hall)
        shown = rows(picture)
        assert len(shown) == len(set(shown))
        assert set(shown) <= hall.waiting()
        assert len(shown) == min(capacity, len(hall.waiting()))
        assert picture.more == len(hall.waiting()) - len(shown)
        assert not set(picture.missed) & hall.waiting()
        assert picture.until is None or picture.until > START + hall.now


@given(STEPS)
def test_a_picture_holds_until_the_moment_it_names(steps: list[tuple[str, int, int]]) -> None:
    """Just before `until` nothing is different: the display may sleep till then."""
    hall = Hall()
    for what, which, wait in steps:
        hall.now += wait
        number = f"A-{which:03}"
        if what == "call" and number not in hall.calls:
            hall.call(number)
        picture = look(hall)
        if picture.until is not None:
            hall.now = picture.until - START - 1
            assert replace(look(hall), until=None) == replace(picture, until=None)
