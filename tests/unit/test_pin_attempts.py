"""Who guesses PINs waits, longer each time; nobody else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.hub.attempts import FREE, KEPT, LONGEST_WAIT, Attempts, TooSoon


class Steady:
    """A clock in seconds that the test turns."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def wait_of(attempts: Attempts, officer: str = "siti", source: str = "tv") -> int:
    """Seconds until the next PIN is looked at; 0 when this one was, and counts as wrong."""
    try:
        attempts.begin(officer, [source])
    except TooSoon as soon:
        return soon.seconds
    return 0


def test_three_are_free_then_it_doubles_up_to_a_minute() -> None:
    clock = Steady()
    attempts = Attempts(clock)
    assert [wait_of(attempts) for _ in range(FREE)] == [0] * FREE
    waits = []
    for _ in range(8):
        waits.append(wait_of(attempts))
        clock.now += waits[-1] - 0.01
        assert wait_of(attempts) == 1  # to try meanwhile changes nothing
        clock.now += 0.01
        assert wait_of(attempts) == 0
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]


def test_others_do_not_wait() -> None:
    attempts = Attempts(Steady())
    while not wait_of(attempts):
        pass
    assert wait_of(attempts, officer="budi") == 0
    assert wait_of(attempts, source="counter-2") == 0
    with pytest.raises(TooSoon):  # whatever else is told along with the source that guessed
        attempts.begin("siti", ["new-name", "tv"])


def test_the_right_pin_a_new_pin_and_time_forgive() -> None:
    clock = Steady()
    for forgive in ("passed", "forgive", "time"):
        attempts = Attempts(clock)
        while not wait_of(attempts):
            pass
        if forgive == "passed":
            attempts.passed("siti", ["tv"])
        elif forgive == "forgive":
            attempts.forgive(["siti"])
        else:
            clock.now += 3_600
        assert [wait_of(attempts) for _ in range(FREE)] == [0] * FREE


@given(st.lists(st.floats(0, 120), min_size=30, max_size=200))
def test_nobody_guesses_faster_than_the_wait(pauses: list[float]) -> None:
    """However they are spread: beyond the free ones each look costs its wait."""
    clock = Steady()
    attempts = Attempts(clock)
    looks = []
    for pause in pauses:
        clock.now += pause
        if wait_of(attempts) == 0:
            looks.append(clock.now)
    gaps = [after - before for before, after in zip(looks[FREE - 1 :], looks[FREE:], strict=False)]
    for place, gap in enumerate(gaps):
        assert gap >= min(2.0 ** (place + 1), LONGEST_WAIT) - 1e-6


def test_made_up_names_take_no_memory() -> None:
    attempts = Attempts(Steady())
    for n in range(KEPT + 500):
        wait_of(attempts, officer=f"officer-{n}")
    assert len(attempts._tried) == KEPT
