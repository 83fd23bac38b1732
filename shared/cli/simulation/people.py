"""Who comes and what officers do: everything that chance decides, drawn from one seed.

Each visitor and each ticket has a chance of its own, so that what one does never depends on how
fast the machine is.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.ids import AssistCode, CounterId, GroupCode, ServiceCode
from shared.domain.site import Counter, Service, Site

PRIORITY, ENGLISH, ASSISTED, SECOND_ERRAND, GIVES_UP = 0.12, 0.08, 0.04, 0.08, 0.03
ABSENT, COMES_BACK, HELD, TRANSFERRED = 0.07, 0.5, 0.05, 0.05
PRESSES_START, CALLS_AT_ONCE, RECALLED, PAUSES = 0.6, 0.6, 0.12, 0.02

POPULAR_WEIGHT = 6.0
"""A popular service is chosen so many times as often as another."""

UNEVEN = 0.6
"""The spread of service times: of the logarithm, as measured in real halls (assumption)."""

WORKLOAD = 0.85
"""Share of an officer's time that visitors take: a little air, so that no line grows for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody at the door. Times are seconds."""

    after: float
    """Since the one before."""
    services: tuple[ServiceCode, ...]
    priority: GroupCode | None = None
    language: str = "id"
    people: int = 1
    assist: tuple[AssistCode, ...] = ()
    gives_up_after: float | None = None


class Ending(StrEnum):
    DONE = "done"
    ABSENT = "absent"
    HELD = "held"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What happens at the desk with one ticket. Times are seconds."""

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
class Scene:
    """Which counters are at work, for which services, and how fast all goes."""

    site: Site
    counters: tuple[Counter, ...]
    services: tuple[Service, ...]
    visitors_per_minute: float
    seed: int

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
    candidates = [counter for counter in site.counters if counter.id in free and counter.services]
    candidates.sort(key=lambda counter: (busiest.index(counter.zone), -counter.number))
    chosen = tuple(candidates[:many])
    if not chosen:
        raise ValueError("every counter of this hall is at work already")
    served = {code for counter in chosen for code in counter.services}
    services = tuple(s for s in site.services if s.code in served and not s.desk_only)
    return Scene(
        site=site,
        counters=chosen,
        services=services,
        visitors_per_minute=visitors_per_minute,
        seed=seed,
    )


def visitors(scene: Scene) -> Iterator[Visitor]:
    """Everyone who comes, for as long as one asks."""
    number = 0
    while True:
        number += 1
        yield _visitor(scene, random.Random(f"{scene.seed}/visitor/{number}"))


def _visitor(scene: Scene, chance: random.Random) -> Visitor:
    weights = [POPULAR_WEIGHT if s.popular is not None else 1.0 for s in scene.services]
    errands = 2 if chance.random() < SECOND_ERRAND else 1
    chosen = chance.choices(scene.services, weights, k=errands)
    first = chosen[0]
    site = scene.site
    priority = chance.choice(site.priority).code if site.priority else None
    assist = (chance.choice(site.assistance).code,) if site.assistance else ()
    rarely = [chance.random() for _ in range(5)]
    return Visitor(
        after=chance.expovariate(scene.visitors_per_minute / 60),
        services=tuple(dict.fromkeys(service.code for service in chosen)),
        priority=priority if rarely[0] < PRIORITY and _all_allow(chosen) else None,
        language="en" if rarely[1] < ENGLISH and "en" in site.languages else site.languages[0],
        people=chance.randint(1, min(3, first.people_max)) if errands == 1 else 1,
        assist=assist if rarely[2] < ASSISTED else (),
        gives_up_after=scene.service_seconds * 3 if rarely[3] < GIVES_UP else None,
    )


def _all_allow(services: Sequence[Service]) -> bool:
    return all(service.priority_allowed for service in services)


def treatment(scene: Scene, number: str) -> Treatment:
    """What happens at the desk with the ticket of this number."""
    chance = random.Random(f"{scene.seed}/ticket/{number}")
    mean = scene.service_seconds
    spread = chance.lognormvariate(math.log(mean) - UNEVEN**2 / 2, UNEVEN)
    ending = chance.choices(
        list(Ending), [1 - ABSENT - HELD - TRANSFERRED, ABSENT, HELD, TRANSFERRED]
    )
    comes_back = ending[0] is Ending.HELD or chance.random() < COMES_BACK
    return Treatment(
        walk=min(12.0, mean * chance.uniform(0.05, 0.15)),
        service=spread,
        ending=ending[0],
        recalled=chance.random() < RECALLED,
        starts=chance.random() < PRESSES_START,
        calls_at_once=chance.random() < CALLS_AT_ONCE,
        pause=mean if chance.random() < PAUSES else 0.0,
        returns_after=mean * chance.uniform(0.5, 2.0) if comes_back else None,
    )


def another_service(scene: Scene, number: str, not_this: ServiceCode) -> ServiceCode:
    """Where a ticket is transferred to; the same service where there is no other."""
    others = [service.code for service in scene.services if service.code != not_this]
    return random.Random(f"{scene.seed}/transfer/{number}").choice(others or [not_this])
