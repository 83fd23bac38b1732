"""What has been learnt, arranged for one scene: plain lists by the places of its services and
counters. Times are ms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from shared.domain.ids import CounterId, Moment, ServiceCode
from shared.hub.forecast.learned import ABSENT_TIME, Learned
from shared.hub.forecast.measures import Curve
from shared.hub.forecast.scene import Scene
from shared.hub.forecast.staffing import SLOT

AHEAD = 34
"""Quarters of an hour that are looked ahead: a working day."""

PICKUP, GAP = 8_000.0, 6_000.0
"""Believed before any is seen: until an idle counter calls, and between two visitors."""


DAY_DOUBT = 0.06
"""How far a whole day may be off, of the logarithm: the system is slow, a colleague is ill."""

Found = TypeVar("Found")


class Asked(dict[int, Found]):
    """Worked out when it is asked for: of some hundred services a scene needs a few."""

    def __init__(self, find: Callable[[int], Found]) -> None:
        self._find = find

    def __missing__(self, place: int) -> Found:
        self[place] = found = self._find(place)
        return found


@dataclass(slots=True)
class Pace:
    """How the hall works; services and counters by their places in the scene."""

    curves: dict[int, Curve]
    doubts: dict[int, float]
    absent: dict[int, float]
    passing: dict[int, tuple[float, list[int]]]
    """Arrivals a ms that pass, and their leads."""
    counters: list[float]
    """The pace of each."""
    shares: list[list[float] | None]
    """Of days at work, by quarters: before now's, now's, and on."""
    pauses: list[float]
    """How long each counter's pause takes in all; 0: none."""
    breaks: list[tuple[int, int]]
    """Those of the scene that this hall keeps."""
    absent_time: float
    gap: float
    pickup: float
    stretch: float
    day_doubt: float = DAY_DOUBT


def pace_of(learned: Learned, scene: Scene) -> Pace:
    """Expects that `learned` knows the site of the scene."""
    codes = [ServiceCode(code) for code in scene.services]
    now = Moment(scene.now)
    counters = [CounterId(seat.counter) for seat in scene.seats]
    return Pace(
        curves=Asked(lambda place: learned.curve(codes[place])),
        doubts=Asked(lambda place: learned.turns.doubt(codes[place])),
        absent=Asked(lambda place: learned.absent(codes[place])),
        passing=_passing(learned, scene),
        counters=[learned.turns.pace(counter) for counter in counters],
        shares=[_shares(learned, counter, scene) for counter in counters],
        pauses=[_pause(learned, seat.state, seat.reason, seat.pause) for seat in scene.seats],
        breaks=[span for span in scene.breaks if _kept(learned, counters, now, span)],
        absent_time=learned.absent_time.shrunk(ABSENT_TIME),
        gap=learned.gap.shrunk(GAP),
        pickup=learned.pickup.shrunk(PICKUP),
        stretch=learned.turns.stretch(),
    )


def _passing(learned: Learned, scene: Scene) -> dict[int, tuple[float, list[int]]]:
    found = {
        place: learned.passing.rate(ServiceCode(code), Moment(scene.now))
        for place, code in enumerate(scene.services)
        if learned.passing.known(ServiceCode(code))
    }
    return {place: stream for place, stream in found.items() if stream[0] > 0}


def _pause(learned: Learned, state: str, reason: str, told: int) -> float:
    if state != "paused":
        return 0.0
    return float(told) if told else learned.pause(reason)


def _shares(learned: Learned, counter: CounterId, scene: Scene) -> list[float] | None:
    """Whoever is at work at closing time stays until nobody waits."""
    shares = learned.staffing.shares(counter, Moment(scene.now), AHEAD)
    if shares is not None and scene.closes is not None:
        last = max(2, (scene.closes + scene.now % SLOT) // SLOT)
        shares[last:] = [shares[last - 1]] * len(shares[last:])
    return shares


def _kept(learned: Learned, counters: list[CounterId], now: Moment, span: tuple[int, int]) -> bool:
    """Whether nobody works in a break; where days are known in which they do, it is none."""
    middle = Moment(now + (span[0] + span[1]) // 2)
    before = Moment(now + span[0] - SLOT)
    usual = [learned.staffing.shares(counter, middle, 2) for counter in counters]
    others = [learned.staffing.shares(counter, before, 2) for counter in counters]
    there = sum(shares[1] for shares in usual if shares is not None)
    return there < 0.5 * sum(shares[1] for shares in others if shares is not None) or not there
