"""How long a ticket taken now is likely to wait: work ahead over the counters that share it."""

from __future__ import annotations

from shared.domain.hall import Hall
from shared.domain.ids import ServiceCode
from shared.domain.states import CounterState

_LOW = 0.7
_HIGH = 1.4
"""The range around the plain quotient: wide enough to be honest about uneven services."""


def counters_open(hall: Hall, service: ServiceCode) -> int:
    """How many counters serve it at the moment."""
    assert hall.plan is not None
    return sum(
        1
        for counter in hall.plan.served_at[service]
        if counter in hall.desks and hall.desks[counter].state is CounterState.OPEN
    )


def wait_range(hall: Hall, service: ServiceCode) -> tuple[int, int] | None:
    """Minutes until the call, from and to; None while no counter is open."""
    assert hall.plan is not None
    hands = counters_open(hall, service)
    if hands == 0:
        return None
    services = hall.plan.services
    work = sum(hall.waiting(rival) * services[rival].minutes for rival in hall.plan.rivals[service])
    return round(work / hands * _LOW), round(work / hands * _HIGH)
