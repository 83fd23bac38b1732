"""Who guesses PINs waits, longer each time; nobody else does, and a restart forgives nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.hub.attempts import (
    FORGET_ONE_AFTER,
    FREE,
    FREE_IN_ALL,
    KEPT,
    KEPT_FOR,
    LONGEST_WAIT,
    MANY,
    MOST,
    Attempts,
    TooSoon,
)


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


def test_three_are_free_then_it_doubles_up_to_a_quarter_of_an_hour() -> None:
    clock = Steady()
    attempts = Attempts(clock)
    assert [wait_of(attempts) for _ in range(FREE)] == [0] * FREE
    waits = []
    for _ in range(12):
        waits.append(wait_of(attempts))
        clock.now += waits[-1] - 0.01
        assert wait_of(attempts) == 1  # to try meanwhile changes nothing
        clock.now += 0.01
        assert wait_of(attempts) == 0
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


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


DAY = 86_400


@given(st.lists(st.floats(0, 3 * LONGEST_WAIT), min_size=1, max_size=40))
def test_no_patience_gains_more_than_a_hundred_guesses_a_day(pauses: list[float]) -> None:
    """Also of somebody who lets the hub forget, and begins anew each time."""
    clock = Steady()
    attempts = Attempts(clock)
    began, looks = clock.now, 0
    while clock.now - began < DAY:
        for pause in pauses:
            clock.now += wait_of(attempts) + pause
            looks += wait_of(attempts) == 0
            clock.now += 0.1
    assert looks <= (clock.now - began) / LONGEST_WAIT + FREE + MOST


def test_who_has_slipped_does_not_pay_for_it_forever() -> None:
    """A wrong one now and then, of whoever works there, makes no wait."""
    clock = Steady()
    attempts = Attempts(clock)
    for n in range(100):
        attempts.begin(f"officer-{n % 7}", ["tv"])
        attempts.failed(["tv"])
        clock.now += FORGET_ONE_AFTER


def test_made_up_names_take_no_memory() -> None:
    attempts = Attempts(Steady())
    for n in range(KEPT + 500):
        wait_of(attempts, officer=f"officer-{n}")
    assert len(attempts._tried) == KEPT


# Everybody at one device --------------------------------------------------------------------


def test_one_pin_tried_on_everybody_waits_as_well() -> None:
    clock = Steady()
    attempts = Attempts(clock)
    waits: list[int] = []
    for n in range(FREE_IN_ALL + 4):
        clock.now += waits[-1] if waits else 0
        assert wait_of(attempts, officer=f"officer-{n}") == 0
        attempts.failed(["tv"])
        waits.append(wait_of(attempts, officer=f"next-{n}"))
    assert waits == [0] * (FREE_IN_ALL - 1) + [2, 4, 8, 16, 32]


def test_who_has_a_pin_cannot_guess_on_behind_it() -> None:
    attempts = Attempts(Steady())
    for n in range(FREE_IN_ALL):
        attempts.begin(f"officer-{n}", ["tv"])
        attempts.failed(["tv"])
        if n < FREE_IN_ALL - 1:
            attempts.begin("own", ["tv"])
            attempts.passed("own", ["tv"])
    with pytest.raises(TooSoon):
        attempts.begin("own", ["tv"])


def test_unlocking_somebody_lets_them_in_where_they_have_tried() -> None:
    attempts = Attempts(Steady())
    for n in range(FREE_IN_ALL):
        attempts.begin(f"officer-{n}", ["tv"])
        attempts.failed(["tv"])
    assert attempts.waits() == {}  # each of them has slipped once
    attempts.forgive(["officer-3"])
    assert wait_of(attempts, officer="officer-3") == 0


# Told of --------------------------------------------------------------------------------------


def guess(attempts: Attempts, clock: Steady, times: int, officer: str = "siti") -> None:
    for _ in range(times):
        if seconds := wait_of(attempts, officer):
            clock.now += seconds
            assert wait_of(attempts, officer) == 0
        attempts.failed(["tv"])


def test_many_wrong_ones_are_told_until_they_are_forgiven() -> None:
    clock = Steady()
    for end in ("passed", "forgive", "time"):
        attempts = Attempts(clock)
        guess(attempts, clock, MANY)
        assert wait_of(attempts) > 0
        assert attempts.guessed() == {"tv": {"siti"}}
        clock.now += 8 * 3_600  # whoever comes in the morning hears of the night
        assert attempts.guessed() == {"tv": {"siti"}}
        if end == "passed":
            attempts.begin("siti", ["tv"])
            attempts.passed("siti", ["tv"])
        elif end == "forgive":
            attempts.forgive(["siti"])
        else:
            clock.now += KEPT_FOR
        assert attempts.guessed() == {}


def test_a_few_wrong_ones_are_nobody_s_worry() -> None:
    clock = Steady()
    attempts = Attempts(clock)
    guess(attempts, clock, FREE + 2)
    guess(attempts, clock, FREE, "budi")
    assert attempts.guessed() == {}


def test_one_pin_tried_on_everybody_is_told_as_well() -> None:
    clock = Steady()
    attempts = Attempts(clock)
    for n in range(MANY):
        guess(attempts, clock, 1, f"officer-{n}")
    assert attempts.guessed() == {"tv": {f"officer-{n}" for n in range(MANY)}}
    attempts.forgive(["officer-3"])
    assert attempts.guessed() == {}


# A restart ----------------------------------------------------------------------------------


class Clocks:
    """A steady clock that a restart sets to nothing, and one on the wall that may be set."""

    def __init__(self) -> None:
        self.steady, self.wall = Steady(), Steady()

    def pass_(self, seconds: float) -> None:
        self.steady.now += seconds
        self.wall.now += seconds

    def restarted(self, before: Attempts, *, away: float = 0.0) -> Attempts:
        kept = before.kept()
        self.steady.now = 0.0
        self.wall.now += away
        after = Attempts(self.steady, self.wall)
        after.take_up(kept)
        return after


def locked(clocks: Clocks, wrong: int = FREE + 2) -> Attempts:
    """Somebody has guessed so often."""
    attempts = Attempts(clocks.steady, clocks.wall)
    for _ in range(wrong):
        clocks.pass_(wait_of(attempts))
        wait_of(attempts)
    return attempts


def test_a_restart_forgives_nobody() -> None:
    clocks = Clocks()
    attempts = locked(clocks)
    left = wait_of(attempts)
    assert left > 0
    again = clocks.restarted(attempts, away=1.0)
    assert wait_of(again) == left - 1
    clocks.pass_(left)
    assert wait_of(again) == 0
    assert wait_of(again) > left, "the next wrong one waits longer, as if nothing had happened"


def test_nor_does_it_untell_anybody() -> None:
    clocks = Clocks()
    again = clocks.restarted(locked(clocks, MANY), away=3_600.0)
    assert again.guessed() == {"tv": {"siti"}}


@given(st.floats(-1e6, 1e6))
def test_a_clock_that_was_set_makes_no_wait_longer(by: float) -> None:
    clocks = Clocks()
    attempts = locked(clocks)
    before = wait_of(attempts)
    again = clocks.restarted(attempts, away=by)
    assert wait_of(again) <= before


def test_what_is_long_over_is_forgotten() -> None:
    clocks = Clocks()
    again = clocks.restarted(locked(clocks), away=LONGEST_WAIT + KEPT_FOR + 1)
    assert again.kept() == []


# Properties ---------------------------------------------------------------------------------

DEVICES, OFFICERS = ("tv", "kiosk-1", "counter-2"), ("siti", "budi", "ani")
TRIES = st.lists(
    st.tuples(st.sampled_from(DEVICES), st.sampled_from(OFFICERS), st.floats(0, 90)), max_size=120
)


@given(TRIES)
def test_nobody_waits_where_nobody_guessed(tries: list[tuple[str, str, float]]) -> None:
    """Whatever one device does: at another one each officer's PIN is looked at at once."""
    clock = Steady()
    attempts = Attempts(clock)
    for device, officer, pause in tries:
        clock.now += pause
        if wait_of(attempts, officer, device) == 0:
            attempts.failed([device])
    for officer in OFFICERS:
        assert wait_of(attempts, officer, "counter-9") == 0


@given(TRIES, st.floats(0, 2_000))
def test_time_alone_only_shortens_a_wait(tries: list[tuple[str, str, float]], later: float) -> None:
    clock = Steady()
    attempts = Attempts(clock)
    for device, officer, pause in tries:
        clock.now += pause
        if wait_of(attempts, officer, device) == 0:
            attempts.failed([device])
    before = attempts.waits()
    clock.now += later
    after = attempts.waits()
    assert all(seconds <= before[officer] for officer, seconds in after.items())
    clock.now += LONGEST_WAIT
    assert attempts.waits() == {}
