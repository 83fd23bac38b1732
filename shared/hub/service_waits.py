"""How long the lines of all services are now, for a ticket without a head start and with each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from sys import maxsize

from shared.domain.duty import can_be_served
from shared.domain.hall import Hall
from shared.domain.ids import MINUTE, Moment, ServiceCode, TicketId
from shared.domain.plan import Plan
from shared.domain.promise import Waits
from shared.domain.roster import Roster
from shared.domain.site import Service
from shared.protocol.views import LeadWait

Foresee = Callable[[ServiceCode, int], Waits | None]
"""What is foreseen for a ticket of a service that is taken now with a head start (ms; 0: none)."""


class Crowd:
    """Counted once for all services: a hall has some hundreds."""

    def __init__(self, hall: Hall, now: Moment, foresee: Foresee) -> None:
        assert hall.plan is not None
        self._hall = hall
        self.foresee = foresee
        self.waiting = hall.waiting()
        starts = sorted({group.minutes for group in hall.plan.site.priority if group.minutes})
        self._before = {minutes: _earlier(hall, now - minutes * MINUTE) for minutes in starts}

    def other_counters(self, service: ServiceCode) -> list[int] | None:
        """Who calls its visitors, where supervisors have given work profiles and it matters."""
        hall, plan = self._hall, self._hall.plan
        assert plan is not None
        if not any(desk.profile for desk in hall.desks.values()):
            return None
        now = hall.roster.counters_of(service)
        if now == _as_planned(plan).counters_of(service):
            return None
        return sorted(plan.counters[counter].number for counter in now)

    def ahead(self, service: ServiceCode) -> int:
        """People before a ticket taken now."""
        return self._sum(service, self.waiting)

    def leads(self, service: Service) -> list[LeadWait]:
        """What a ticket taken now finds, with each head start of the site."""
        return [self._lead(service.code, minutes) for minutes in self._before]

    def _lead(self, service: ServiceCode, minutes: int) -> LeadWait:
        low, expected, high = minutes_of(self.foresee(service, minutes * MINUTE))
        return LeadWait(
            minutes=minutes,
            ahead=self._sum(service, self._before[minutes]),
            wait_low=low,
            wait_expected=expected,
            wait_high=high,
        )

    def _sum(self, service: ServiceCode, lines: Counter[ServiceCode]) -> int:
        """Along the lines that are called from at the same counters."""
        rivals = self._hall.roster.rivals[service]
        return sum(lines[rival] for rival in rivals if can_be_served(self._hall, rival))


def _as_planned(plan: Plan) -> Roster:
    """Made once for a plan: it goes through all services."""
    kept = _planned.get("last")
    if kept is None or kept[0] is not plan:
        kept = _planned["last"] = (plan, Roster.of(plan.site, {}))
    return kept[1]


_planned: dict[str, tuple[Plan, Roster]] = {}


def minutes_of(waits: Waits | None) -> tuple[int, int, int] | tuple[None, None, None]:
    """Low, expected and high, as they go over the line; none where nothing is foreseen."""
    if waits is None:
        return None, None, None
    return waits.early // MINUTE, round(waits.expected / MINUTE), -(-waits.late // MINUTE)


def _earlier(hall: Hall, place: int) -> Counter[ServiceCode]:
    """How many of each line have this place or an earlier one."""
    key = (place, maxsize, TicketId(""))
    return Counter({code: line.bisect_left(key) for code, line in hall.lines.items() if line})
