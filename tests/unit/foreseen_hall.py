"""Halls for forecasts: scenes made by hand, and the same queue played event by event."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from shared.domain.ids import MINUTE
from shared.hub.forecast.measures import Curve
from shared.hub.forecast.pace import Pace
from shared.hub.forecast.scene import Scene, Seat, Waiting

TURN = 10 * MINUTE
"""What every turn takes, where chance is taken out."""

SURE = 0.001
"""A spread of next to nothing."""


def seat(counter: int, services: Sequence[int], *, busy: bool = True, **more: object) -> Seat:
    """An open counter with somebody who was called at once."""
    given = {"service": services[0], "started": True} if busy and services else {}
    return Seat(str(counter), list(services), "open", **(given | more))  # type: ignore[arg-type]


def scene(seats: Sequence[Seat], waiting: Sequence[Waiting], **more: object) -> Scene:
    services = 1 + max((service for one in seats for service in one.services), default=0)
    given: dict[str, object] = {
        "now": 0,
        "seq": 1,
        "services": [f"S{place}" for place in range(services)],
        "seats": list(seats),
        "waiting": list(waiting),
        "head_starts": [30 * MINUTE],
        "away": [],
        "breaks": [],
        "closes": None,
    }
    return Scene(**(given | more))  # type: ignore[arg-type]


def line(services: Sequence[int], **more: int) -> list[Waiting]:
    """One for each, who came a minute after the one before."""
    many = len(services)
    return [
        Waiting(f"t{nth}", service, (nth - many) * MINUTE, **more)
        for nth, service in enumerate(services)
    ]


def pace(hall: Scene, *, spread: float = SURE, turn: float = TURN, **more: object) -> Pace:
    """Everybody takes a turn; nobody is absent, and no time passes in between."""
    every = range(len(hall.services))
    given: dict[str, object] = {
        "curves": {place: Curve(log(turn), spread) for place in every},
        "doubts": dict.fromkeys(every, spread / 10),
        "absent": dict.fromkeys(every, 0.0),
        "passing": {},
        "counters": [1.0] * len(hall.seats),
        "shares": [None] * len(hall.seats),
        "pauses": [0.0] * len(hall.seats),
        "breaks": hall.breaks,
        "absent_time": 90_000.0,
        "gap": 0.0,
        "pickup": 1.0,
        "stretch": 1.0,
        "day_doubt": 0.0,
    }
    return Pace(**(given | more))  # type: ignore[arg-type]


def played_by_events(
    hall: Scene, free: Sequence[float], turns: Sequence[float]
) -> dict[str, float]:
    """When each is called, told the plain way: whoever is free first calls the smallest key that
    it serves."""
    left, at = list(range(len(hall.waiting))), list(free)
    called: dict[str, float] = {}
    while left:
        for counter in sorted(range(len(at)), key=at.__getitem__):
            serves = hall.seats[counter].services
            mine = next((nth for nth in left if hall.waiting[nth].service in serves), None)
            if mine is not None:
                break
        else:
            return called
        called[hall.waiting[mine].ticket] = at[counter]
        at[counter] += turns[mine]
        left.remove(mine)
    return called
