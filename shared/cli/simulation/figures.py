"""What is told of a play in figures: waits per group of visitors, and how busy counters were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import fmean, median
from zoneinfo import ZoneInfo

from shared.cli.simulation.outcomes import Outcome, Result
from shared.domain.ids import MINUTE, CounterId, ServiceCode, TicketId
from shared.domain.roster import own_services
from shared.domain.site import Site
from shared.domain.states import TicketState

ALL, PRIORITY, OTHERS = "all", "priority", "others"
"""The groups of every table; further ones are codes of the site."""

MUCH_LATER = 30 * MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Minutes until the first call, of those who were called; and how many were not."""

    tickets: int
    mean: float
    median: float
    late: float
    """The 95th percentile."""
    worst: float
    over_target: float
    """The share that waited longer than its service aims at; who was never called did too."""
    overtaken: float
    """The share before whom somebody was called who came more than half an hour later for the same
    service."""
    unserved: int
    """Who still waited, or was to come back, when all went home."""
    gave_up: int
    absent: int
    """Who did not come when called, and not afterwards either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Of counters together."""

    counters: int
    hours: float
    """Open, a day, without pauses."""
    share: float
    """Of it with somebody at the desk, or on the way to it."""
    calls: float
    """A day."""


def waits_by(result: Result, site: Site, by: str = "") -> dict[str, Waits]:
    """The three groups of every table, then those of `by`: agency, service, group or hour."""
    outcomes = result.outcomes
    groups: dict[str, Callable[[Outcome], bool]] = {
        ALL: lambda one: True,
        PRIORITY: lambda one: one.group is not None,
        OTHERS: lambda one: one.group is None,
    }
    found = {name: [one for one in outcomes if belongs(one)] for name, belongs in groups.items()}
    if by:
        found |= _split(outcomes, key_of(site, by))
    targets = {service.code: service.target_wait for service in site.services}
    passed = overtaken(outcomes)
    return {
        name: waits(some, targets, passed) for name, some in found.items() if some or name == ALL
    }


def key_of(site: Site, by: str) -> Callable[[Outcome], str]:
    """By what a number is counted."""
    agencies = {service.code: service.agency for service in site.services}
    zone = ZoneInfo(site.timezone)
    keys: dict[str, Callable[[Outcome], str]] = {
        "agency": lambda one: agencies[one.service],
        "service": lambda one: one.service,
        "group": lambda one: one.group or "",
        "hour": lambda one: f"{dt.datetime.fromtimestamp(one.arrival / 1000, zone):%H}:00",
    }
    return keys[by]


BY = ("agency", "service", "group", "hour")


def _split(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for one in outcomes:
        if name := key(one):
            found.setdefault(name, []).append(one)
    return dict(sorted(found.items()))


def overtaken(outcomes: Iterable[Outcome]) -> Set[TicketId]:
    """Those before whom somebody was called who came `MUCH_LATER` for the same service."""
    latest: dict[tuple[str, ServiceCode], int] = {}
    found = set()
    called = [(one.called, one) for one in outcomes if one.called is not None]
    for _, one in sorted(called, key=lambda pair: pair[0]):
        key = one.date, one.service
        came = latest.get(key, one.arrival)
        if came > one.arrival + MUCH_LATER:
            found.add(one.ticket)
        latest[key] = max(came, one.arrival)
    return found


def waits(
    outcomes: Sequence[Outcome],
    targets: Mapping[ServiceCode, int],
    passed: Set[TicketId] = frozenset(),
) -> Waits:
    """Of some numbers together; all zeros where there is none."""
    minutes = sorted(one.wait / 60_000 for one in outcomes if one.wait is not None)
    never = [one for one in outcomes if one.wait is None]
    unserved = sum(one.state is TicketState.UNSERVED for one in outcomes)
    late = sum(
        one.wait is not None and one.wait > 60_000 * targets[one.service] for one in outcomes
    )
    vain = sum(one.state is TicketState.UNSERVED for one in never)
    return Waits(
        tickets=len(outcomes),
        mean=fmean(minutes) if minutes else 0.0,
        median=median(minutes) if minutes else 0.0,
        late=share_below(minutes, 0.95),
        worst=minutes[-1] if minutes else 0.0,
        over_target=(late + vain) / (len(outcomes) or 1),
        overtaken=sum(one.ticket in passed for one in outcomes) / (len(outcomes) or 1),
        unserved=unserved,
        gave_up=sum(one.state is TicketState.CANCELLED for one in outcomes),
        absent=sum(one.state is TicketState.NO_SHOW for one in outcomes),
    )


def share_below(ordered: Sequence[float], share: float) -> float:
    """The value below which a share (0–1) of ordered values lies; 0 of none."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def busy_by_agency(result: Result, site: Site) -> dict[str, Busy]:
    """Of all counters, and of each agency's."""
    agencies = {service.code: service.agency for service in site.services}
    counters: dict[str, list[CounterId]] = {}
    for counter in site.counters:
        if services := own_services(site, counter):
            counters.setdefault(agencies[services[0]], []).append(counter.id)
    everyone = [counter.id for counter in site.counters]
    return {
        name: busy
        for name, some in ((ALL, everyone), *counters.items())
        if (busy := _busy(result, some)).counters
    }


def _busy(result: Result, counters: Iterable[CounterId]) -> Busy:
    used = [use for one in counters if (use := result.use.get(one)) and use.open]
    days, opened = result.days or 1, sum(use.open for use in used)
    return Busy(
        counters=len(used),
        hours=opened / 3_600_000 / days,
        share=sum(use.busy for use in used) / opened if opened else 0.0,
        calls=sum(use.calls for use in used) / days,
    )


def waiting_over_day(result: Result, site: Site, step: int = 5) -> list[tuple[int, float]]:
    """How many waited for their first call at a time of day: (minute since midnight, mean of the
    days), every `step` minutes."""
    zone = ZoneInfo(site.timezone)
    changes: dict[int, int] = {}
    for one in result.outcomes:
        gone = one.called or one.ended
        for moment, change in ((one.arrival, 1), (gone, -1)):
            if moment is not None:
                slot = _minute(moment, zone) // step
                changes[slot] = changes.get(slot, 0) + change
    if not changes:
        return []
    found, waiting = [(min(changes) * step, 0.0)], 0
    for slot in range(min(changes), max(changes) + 1):
        waiting += changes.get(slot, 0)
        found.append(((slot + 1) * step, waiting / (result.days or 1)))
    return found


def waits_over_day(result: Result, site: Site, step: int = 30) -> list[tuple[int, float, float]]:
    """How long those waited who came then: (minute since midnight, mean, 95th percentile)."""
    zone = ZoneInfo(site.timezone)
    slots: dict[int, list[float]] = {}
    for one in result.outcomes:
        if one.wait is not None:
            slots.setdefault(_minute(one.arrival, zone) // step, []).append(one.wait / 60_000)
    return [
        (slot * step, fmean(some), share_below(sorted(some), 0.95))
        for slot, some in sorted(slots.items())
    ]


def _minute(moment: int, zone: ZoneInfo) -> int:
    local = dt.datetime.fromtimestamp(moment / 1000, zone)
    return local.hour * 60 + local.minute
