"""What a forecast costs: two hundred runs of a hall in which 500 wait, beside lean Python."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from heapq import heapify, heapreplace

from shared.cli.bench.figures import Figure
from shared.domain.ids import MINUTE
from shared.hub.forecast.bands import Bands
from shared.hub.forecast.measures import Curve
from shared.hub.forecast.pace import Pace
from shared.hub.forecast.play import RUNS, foresee
from shared.hub.forecast.scene import Scene, Seat, Waiting

WAITING = 500
SERVICES = 12
COUNTERS = (24, 100)
AIM = 20.0
"""ms"""

MU, SIGMA = 13.0, 0.5

NOON = (60 * MINUTE, 120 * MINUTE)
"""A break that many of them wait through."""


def forecast(*, rounds: int) -> list[Figure]:
    """Milliseconds of one core, as the processor counts them."""
    figures = []
    for counters in COUNTERS:
        numpy: list[float] = []
        lean: list[float] = []
        work = partial(foresee, _scene(counters), _pace(counters), Bands())
        work()  # chance is drawn once
        for _ in range(rounds):
            numpy.append(_measured(work, times=5))
            lean.append(_measured(partial(_lean, counters), times=1))
        figures.append(
            Figure(
                name=f"foreseeing {WAITING} who wait at {counters} counters, {RUNS} runs",
                unit="ms",
                runs=numpy,
                bound=lean,
                bound_name="lean Python",
                at_most=AIM,
            )
        )
    return figures


def _measured(work: Callable[[], object], times: int) -> float:
    """The best of some: others are at work on this machine."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000


def _lean(counters: int) -> list[float]:
    """The same line at alike counters, without head starts, absences or anything else: the least
    that it takes without numpy."""
    draw = random.Random(1).lognormvariate
    last = []
    for _ in range(RUNS):
        free = [draw(MU, SIGMA) for _ in range(counters)]
        heapify(free)
        for _ in range(WAITING):
            heapreplace(free, free[0] + draw(MU, SIGMA))
        last.append(free[0])
    return sorted(last)


def _scene(counters: int) -> Scene:
    every = list(range(SERVICES))
    seats = [
        Seat(str(number), every, "open", service=0, called=2 * MINUTE, started=True)
        for number in range(counters)
    ]
    waiting = [
        Waiting(f"ticket-{nth}", nth % SERVICES, (nth - WAITING) * MINUTE // 6)
        for nth in range(WAITING)
    ]
    return Scene(
        now=0,
        seq=1,
        services=[f"S{place}" for place in every],
        seats=seats,
        waiting=waiting,
        head_starts=[30 * MINUTE],
        away=[],
        breaks=[NOON],
        closes=None,
    )


def _pace(counters: int) -> Pace:
    every = range(SERVICES)
    return Pace(
        curves={place: Curve(MU, SIGMA) for place in every},
        doubts=dict.fromkeys(every, 0.1),
        absent=dict.fromkeys(every, 0.05),
        passing=dict.fromkeys(every, (0.1 / MINUTE / SERVICES, [30 * MINUTE])),
        counters=[1.0] * counters,
        shares=[None] * counters,
        pauses=[0.0] * counters,
        breaks=[NOON],
        absent_time=90_000.0,
        gap=6_000.0,
        pickup=8_000.0,
        stretch=1.0,
    )
