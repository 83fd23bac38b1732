"""A tout's pace is told; a crowd's, and what is plentiful, is not."""

from __future__ import annotations

from kiosk.bursts import KEPT_MS, NUMBERS, Bursts
from shared.domain.ids import SECOND


def taken(bursts: Bursts, count: int, every: int, *, first: int = 1, start: int = 0) -> list[bool]:
    """Whether each was told of; `every`: seconds."""
    moments = [start + n * every * SECOND for n in range(count)]
    return [bursts.take("KTP", f"A-{first + n:03}", at) for n, at in enumerate(moments)]


def parts(bursts: Bursts, now_s: int) -> list[str]:
    return [one.part for one in bursts.troubles(now_s * SECOND)]


def test_four_in_a_minute_are_told_with_their_numbers() -> None:
    bursts = Bursts()
    assert taken(bursts, NUMBERS, 15) == [False, False, False, True]
    assert parts(bursts, 60) == ["A-001…A-004"]


def test_it_goes_on_as_one() -> None:
    bursts = Bursts()
    taken(bursts, 7, 15)
    assert parts(bursts, 100) == ["A-001…A-007"]


def test_a_rush_of_people_is_no_burst() -> None:
    bursts = Bursts()
    assert not any(taken(bursts, 30, 30))
    assert parts(bursts, 900) == []


def test_different_services_do_not_add_up() -> None:
    bursts = Bursts()
    for n in range(NUMBERS):
        assert not bursts.take(f"S{n}", f"A-{n}", n * SECOND)


def test_it_ends_with_an_officers_word_and_by_itself() -> None:
    bursts = Bursts()
    taken(bursts, NUMBERS, 10)
    bursts.seen("A-001…A-004")
    assert parts(bursts, 60) == []
    taken(bursts, NUMBERS, 10, first=20, start=600 * SECOND)
    assert parts(bursts, 640) == ["A-020…A-023"]
    assert parts(bursts, 640 + KEPT_MS // SECOND) == []
