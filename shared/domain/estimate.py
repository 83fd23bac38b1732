"""How long a ticket taken now is likely to wait: work ahead over the counters that share it."""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.hall import Hall, Ticket
from shared.domain.ids import ServiceCode
from shared.domain.states import CounterState

_LOW = 0.7
_HIGH = 1.4
"""The range around the plain quotient: wide enough to be honest about uneven services."""


_IN_HAND = 0.5
"""Of the visitor at a desk, on average half of the service is still to come."""


def counters_open(hall: Hall, service: ServiceCode) -> int:
    """How many counters serve it at the moment."""
    assert hall.plan is not None
    return sum(
        1
        for counter in hall.plan.served_at[service]
        if counter in hall.desks and hall.desks[counter].state is CounterState.OPEN
    )


def wait_range(
    hall: Hall, service: ServiceCode, waiting: Mapping[ServiceCode, int]
) -> tuple[int, int] | None:
    """Minutes until the call, from and to; None while no counter is open.

    `waiting` is `Hall.waiting`, counted once for all services.
    """
    assert hall.plan is not None
    hands = counters_open(hall, service)
    if hands == 0:
        return None
    services = hall.plan.services
    work = sum(waiting[rival] * services[rival].minutes for rival in hall.plan.rivals[service])
    if work or not _idle(hall, service):
        work += sum(
            services[ticket.service].minutes * _IN_HAND
            for ticket in _in_hand(hall, service)
            if ticket.service in services
        )
    return round(work / hands * _LOW), round(work / hands * _HIGH)


def _in_hand(hall: Hall, service: ServiceCode) -> list[Ticket]:
    """The visitors at the desks that serve it."""
    assert hall.plan is not None
    held = (hall.desks[counter].ticket for counter in hall.plan.served_at[service])
    return [hall.tickets[ticket] for ticket in held if ticket is not None]


def _idle(hall: Hall, service: ServiceCode) -> bool:
    """Whether an open counter that serves it has nobody."""
    return len(_in_hand(hall, service)) < counters_open(hall, service)
