"""The ladder of the voice: its rules, and a simulated day in a busy hall."""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.ids import SECOND, Moment, ZoneCode
from shared.domain.ladder import LARGEST_BATCH, Batch, Style, Waiting, batch, style
from tests.voice_lengths import (
    AROUND_S,
    BETWEEN_S,
    CHIME_S,
    ENGLISH_S,
    FULL_S,
    FULL_SPREAD_S,
    SHORT_S,
    SHORT_SPREAD_S,
)

NOW = Moment(1_000 * SECOND)


def call(
    name: str, waited_s: int = 0, *, zone: str = "blue", english: bool = False, repeat: bool = False
) -> Waiting:
    since = Moment(NOW - waited_s * SECOND)
    return Waiting(call=name, zone=ZoneCode(zone), since=since, english=english, repeat=repeat)


def names(chosen: Batch | None) -> list[str]:
    return [one.call for one in chosen.calls] if chosen else []


@pytest.mark.parametrize(
    ("waiting", "oldest_ms", "expected"),
    [
        (1, 0, Style.FULL),
        (2, 11_999, Style.FULL),
        (3, 0, Style.SHORT),
        (1, 12_000, Style.SHORT),
    ],
)
def test_style(waiting: int, oldest_ms: int, expected: Style) -> None:
    assert style(waiting, oldest_ms) is expected


def test_nobody_waits() -> None:
    assert batch([], NOW) is None


def test_a_single_call_gets_the_whole_sentence_and_its_english() -> None:
    assert batch([call("a", english=True)], NOW) == Batch(
        Style.FULL, (call("a", english=True),), english=True
    )
    plain = batch([call("a")], NOW)
    assert plain is not None
    assert not plain.english


def test_english_gives_way_when_somebody_else_waits() -> None:
    two = batch([call("a", english=True), call("b")], NOW)
    assert two is not None
    assert (two.style, names(two), two.english) == (Style.FULL, ["a"], False)
    repeat_waits = batch([call("a", english=True), call("b", repeat=True)], NOW)
    assert repeat_waits is not None
    assert not repeat_waits.english


def test_three_calls_share_a_chime_and_seven_need_two() -> None:
    waiting = [call(str(n), 7 - n) for n in range(7)]
    assert names(batch(waiting[:3], NOW)) == ["0", "1", "2"]
    assert names(batch(waiting, NOW)) == ["0", "1", "2", "3", "4", "5"]


def test_a_chime_belongs_to_one_zone() -> None:
    waiting = [call("1"), call("2"), call("3", zone="green"), call("4")]
    assert names(batch(waiting, NOW)) == ["1", "2"]


def test_a_repeat_is_spoken_only_when_nothing_else_waits() -> None:
    waiting = [call("again", 20, repeat=True), call("new")]
    assert names(batch(waiting, NOW)) == ["new"]
    assert names(batch(waiting[:1], NOW)) == ["again"]


def test_a_repeat_is_not_put_off_for_ever() -> None:
    waiting = [call("again", 30, repeat=True), call("new")]
    assert names(batch(waiting, NOW)) == ["again", "new"]


CALLS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["blue", "green"]), st.booleans(), st.booleans()),
    max_size=30,
)


@given(CALLS)
def test_everything_is_spoken_once_and_first_calls_in_their_order(
    drawn: list[tuple[int, str, bool, bool]],
) -> None:
    oldest_first = sorted(drawn, key=lambda one: -one[0])
    waiting = [
        call(str(n), waited, zone=zone, english=english, repeat=repeat)
        for n, (waited, zone, english, repeat) in enumerate(oldest_first)
    ]
    left, spoken = list(waiting), list[Waiting]()
    while (chosen := batch(left, NOW)) is not None:
        assert 1 <= len(chosen.calls) <= LARGEST_BATCH
        assert len({one.zone for one in chosen.calls}) == 1
        assert chosen.style is Style.SHORT or len(chosen.calls) == 1
        assert not chosen.english or left == list(chosen.calls)
        spoken += chosen.calls
        left = [one for one in left if one not in chosen.calls]
    assert sorted(one.call for one in spoken) == sorted(one.call for one in waiting)
    firsts = [one for one in spoken if not one.repeat]
    assert firsts == [one for one in waiting if not one.repeat]


# A simulated hall --------------------------------------------------------------------------


@dataclass
class Day:
    """What was heard: seconds from the press to the call's first word."""

    delays: list[float] = field(default_factory=list)
    repeats: list[float] = field(default_factory=list)
    silent_at: float = 0.0

    def percentile(self, part: float) -> float:
        return sorted(self.delays)[math.ceil(part * len(self.delays)) - 1]


class Hall:
    """Counters that call, and one voice that follows the ladder."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._presses: list[tuple[float, int, bool]] = []
        self._waiting: list[Waiting] = []

    def press(self, at: float, *, repeat: bool = False) -> None:
        heapq.heappush(self._presses, (at, len(self._presses), repeat))

    def open_counters(self, counters: int, service_s: float, until_s: float) -> None:
        """Each counter calls, serves for a log-normal while, calls again; a tenth recalls."""
        for _ in range(counters):
            at = self._random.uniform(0, service_s)
            while at < until_s:
                self.press(at)
                if self._random.random() < 0.1:
                    self.press(at + 35, repeat=True)
                at += max(20.0, self._random.lognormvariate(0, 0.6) * service_s / math.exp(0.18))

    def speak(self) -> Day:
        day, now = Day(), 0.0
        while self._presses or self._waiting:
            if not self._waiting:
                now = max(now, self._presses[0][0])
            self._hear_presses(now)
            chosen = batch(self._waiting, Moment(round(now * SECOND)))
            assert chosen is not None
            now = self._say(chosen, now, day)
        day.silent_at = now
        return day

    def _hear_presses(self, now: float) -> None:
        while self._presses and self._presses[0][0] <= now:
            at, number, repeat = heapq.heappop(self._presses)
            self._waiting.append(
                Waiting(
                    call=f"{number}-{at}",
                    zone=ZoneCode("blue"),
                    since=Moment(round(at * SECOND)),
                    english=self._random.random() < 0.05,
                    repeat=repeat,
                )
            )

    def _say(self, chosen: Batch, now: float, day: Day) -> float:
        usual = (FULL_S, FULL_SPREAD_S) if chosen.style is Style.FULL else (SHORT_S, SHORT_SPREAD_S)
        now += AROUND_S + CHIME_S
        for one in chosen.calls:
            (day.repeats if one.repeat else day.delays).append(now - one.since / SECOND)
            now += self._random.gauss(*usual) + BETWEEN_S
        self._waiting = [one for one in self._waiting if one not in chosen.calls]
        return now + (ENGLISH_S if chosen.english else 0)


def spoken_after(presses: Iterable[float], seed: int) -> float:
    """Seconds from the last press to silence."""
    hall, pressed = Hall(seed), list(presses)
    for at in pressed:
        hall.press(at)
    return hall.speak().silent_at - max(pressed)


@pytest.mark.parametrize("seed", range(3))
def test_a_day_with_24_counters_and_3_minute_services(seed: int) -> None:
    hall = Hall(seed)
    hall.open_counters(24, 180, until_s=8 * 3600)
    day = hall.speak()
    assert len(day.delays) > 3_000
    assert day.percentile(0.95) <= 20
    assert max(day.delays) <= 35
    assert max(day.repeats) <= 60


@pytest.mark.parametrize("seed", range(20))
def test_24_presses_in_a_minute_are_spoken_within_a_minute_of_the_last(seed: int) -> None:
    chance = random.Random(seed)
    assert spoken_after((chance.uniform(0, 60) for _ in range(24)), seed) <= 60
    assert spoken_after((2.5 * n for n in range(24)), seed) <= 60


def test_a_press_in_a_silent_hall_is_heard_within_two_seconds() -> None:
    hall = Hall(0)
    hall.press(10)
    assert hall.speak().delays[0] <= 2
