"""The way to a kiosk's staff menu: a knock that nobody makes by chance, and PINs that wait."""

from __future__ import annotations

import pytest

from kiosk.staff.book import MOST_KNOWN, TRUSTED_FOR, Notes, Verifier
from kiosk.staff.door import FIRST_WAIT, FREE, LONGEST_WAIT, Door
from kiosk.staff.knock import TOUCHES, WITHIN_MS, Knock
from shared.domain.ids import HOUR, Moment

HEIGHT, SIDE = 1080.0, 80.0
TOP, FOOT, RIGHT, MIDDLE = (9.0, 9.0), (9.0, 1075.0), (1900.0, 9.0), (500.0, 500.0)


class Steady:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = 5_000

    def __call__(self) -> int:
        return self.now


def knocks(*places: tuple[float, float], apart: int = 300) -> list[bool]:
    knock = Knock()
    return [knock.touch(x, y, HEIGHT, SIDE, n * apart) for n, (x, y) in enumerate(places)]


@pytest.mark.parametrize("corner", [TOP, FOOT])
def test_five_touches_in_one_corner_open_and_the_sixth_begins_anew(
    corner: tuple[float, float],
) -> None:
    assert knocks(*[corner] * (TOUCHES + 1)) == [False] * (TOUCHES - 1) + [True, False]


def test_what_a_visitor_does_opens_nothing() -> None:
    assert not any(knocks(*[TOP] * 4, MIDDLE, *[TOP] * 4))
    assert not any(knocks(*[TOP, FOOT] * 6))
    assert not any(knocks(*[RIGHT] * 9))
    assert not any(knocks(*[TOP] * 9, apart=WITHIN_MS // 3))


def waits(door: Door, clock: Steady, tries: int) -> list[int]:
    found = []
    for _ in range(tries):
        door.begin()
        found.append(door.left)
        clock.now += door.left
    return found


def test_fingers_may_slip_then_it_doubles_up_to_ten_minutes() -> None:
    clock = Steady()
    door = Door(clock)
    found = waits(door, clock, 12)
    assert found[: FREE - 1] == [0] * (FREE - 1)
    assert found[FREE - 1 : FREE + 2] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert found[-1] == LONGEST_WAIT
    assert door.besieged


def test_to_pull_the_plug_is_no_way_around() -> None:
    clock = Steady()
    door = Door(clock)
    waits(door, clock, 6)
    again = Door(clock, wrong=door.wrong)
    assert again.left == 8 * FIRST_WAIT


def test_a_right_pin_and_an_hour_forgive() -> None:
    clock = Steady()
    door = Door(clock)
    waits(door, clock, 5)
    assert not door.forget()
    clock.now += HOUR
    assert door.forget()
    assert not door.besieged
    waits(door, clock, 5)
    door.passed()
    assert (door.left, door.besieged) == (0, False)


def test_who_was_let_in_long_ago_is_not_let_in_without_the_hub() -> None:
    notes = Notes()
    notes.learn(Verifier("desk-1", "hash", "stamp", at=1_000))
    assert [one.officer for one in notes.known_at(Moment(TRUSTED_FOR))] == ["desk-1"]
    assert notes.known_at(Moment(TRUSTED_FOR + 1_000)) == []
    for number in range(MOST_KNOWN + 3):
        notes.learn(Verifier(f"tech-{number}", "hash", "stamp", at=2_000))
        notes.learn(Verifier("desk-1", "hash", "new", at=3_000))
    assert len(notes.verifiers) == MOST_KNOWN
    assert notes.verifiers[0] == Verifier("desk-1", "hash", "new", at=3_000)
