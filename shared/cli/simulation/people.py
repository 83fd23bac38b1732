"""Who comes and what officers do: everything that chance decides, drawn from one seed.

Each visitor and each ticket has a chance of its own, so that what one does never depends on how
fast the machine is.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.ids import CounterId, ServiceCode
from shared.domain.roster import own_services
from shared.domain.site import Counter, Service, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How many of a hundred, as a share from 0 to 1; nobody has counted them: an assumption."""

    priority: float = 0.12
    english: float = 0.08
    assisted: float = 0.04
    second_errand: float = 0.08
    gives_up: float = 0.03
    absent: float = 0.07
    """When called."""
    comes_back: float = 0.5
    """Of those who were absent."""
    held: float = 0.05
    transferred: float = 0.05
    presses_start: float = 0.6
    """Of the officers' visits: the others only press that it is finished."""
    calls_at_once: float = 0.6
    recalled: float = 0.12
    pauses: float = 0.02
    """Of the visits: after them the officer rests."""


POPULAR_WEIGHT = 6.0
"""A popular service is chosen so many times as often as another."""

UNEVEN = 0.6
"""The spread of service times: of the logarithm, as measured in real halls (assumption)."""

WORKLOAD = 0.85
"""Share of an officer's time that visitors take: a little air, so that no line grows for ever."""


class Ending(StrEnum):
    DONE = "done"
    ABSENT = "absent"
    HELD = "held"
    TRANSFERRED = "transferred"


@dataclass(slots=True, kw_only=True)
class Treatment:
    """What happens at the desk with one ticket. Times are seconds.

    Nobody changes it; frozen, its making would take four times as long, and there are many.
    """

    walk: float
    """From the call to the desk."""
    service: float
    ending: Ending
    recalled: bool
    starts: bool
    calls_at_once: bool
    pause: float
    """After it; mostly 0."""
    returns_after: float | None = None
    """One who was absent or put on hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast it goes at a desk, in seconds; pairs are from and to."""

    service: float
    """The mean."""
    spread: float
    """Of the logarithm of the service time."""
    walk: tuple[float, float]
    longest_walk: float = math.inf
    away: tuple[float, float]
    """Until somebody comes back who was absent, or put on hold."""
    rest: float
    """An officer's short pause."""
    longest: float = math.inf
    """A service: the tail of a lognormal has no end, a visit at a desk has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Which counters are at work, for which services, and how fast all goes."""

    site: Site
    counters: tuple[Counter, ...]
    services: tuple[Service, ...]
    visitors_per_minute: float
    seed: int
    shares: Shares = field(default_factory=Shares)

    @property
    def service_seconds(self) -> float:
        """The mean time at a counter at which the officers keep up."""
        return 60 * WORKLOAD * len(self.counters) / self.visitors_per_minute


def scene(
    site: Site, free: Sequence[CounterId], many: int, visitors_per_minute: float, seed: int
) -> Scene:
    """`many` counters of those that are free, beginning in the zone with the most popular services.

    High numbers first: people at the machine try counter 1. No counter at all is a ValueError.
    """
    popular = {service.zone for service in site.services if service.popular is not None}
    busiest = [zone.code for zone in sorted(site.zones, key=lambda zone: zone.code not in popular)]
    at_work = [counter for counter in site.counters if own_services(site, counter)]
    candidates = [counter for counter in at_work if counter.id in free]
    candidates.sort(key=lambda counter: (busiest.index(counter.zone), -counter.number))
    chosen = tuple(candidates[:many])
    if not chosen:
        raise ValueError("every counter of this hall is at work already")
    served = {code for counter in chosen for code in own_services(site, counter)}
    services = tuple(s for s in site.services if s.code in served and not s.desk_only)
    return Scene(
        site=site,
        counters=chosen,
        services=services,
        visitors_per_minute=visitors_per_minute,
        seed=seed,
    )


def treatment(scene: Scene, number: str) -> Treatment:
    """What happens at the desk with the ticket of this number."""
    mean = scene.service_seconds
    pace = Pace(
        service=mean,
        spread=UNEVEN,
        walk=(mean * 0.05, mean * 0.15),
        longest_walk=12.0,
        away=(mean * 0.5, mean * 2.0),
        rest=mean,
    )
    return drawn(random.Random(f"{scene.seed}/ticket/{number}"), scene.shares, pace)


def drawn(chance: random.Random, shares: Shares, pace: Pace) -> Treatment:
    """What chance makes of one call; always so many draws, so that nothing else depends on it."""
    service = chance.lognormvariate(math.log(pace.service) - pace.spread**2 / 2, pace.spread)
    ending = _ending(chance.random(), shares)
    comes_back = chance.random() < shares.comes_back or ending is Ending.HELD
    walk = pace.walk[0] + chance.random() * (pace.walk[1] - pace.walk[0])
    away = pace.away[0] + chance.random() * (pace.away[1] - pace.away[0])
    return Treatment(
        walk=min(walk, pace.longest_walk),
        service=min(service, pace.longest),
        ending=ending,
        recalled=chance.random() < shares.recalled,
        starts=chance.random() < shares.presses_start,
        calls_at_once=chance.random() < shares.calls_at_once,
        pause=pace.rest if chance.random() < shares.pauses else 0.0,
        returns_after=away if comes_back else None,
    )


def _ending(dice: float, shares: Shares) -> Ending:
    if dice < shares.absent:
        return Ending.ABSENT
    dice -= shares.absent
    if dice < shares.held:
        return Ending.HELD
    return Ending.TRANSFERRED if dice - shares.held < shares.transferred else Ending.DONE


def another_service(scene: Scene, number: str, not_this: ServiceCode) -> ServiceCode:
    """Where a ticket is transferred to; the same service where there is no other."""
    others = [service.code for service in scene.services if service.code != not_this]
    return random.Random(f"{scene.seed}/transfer/{number}").choice(others or [not_this])
