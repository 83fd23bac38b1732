"""Who somebody is that comes in, as chance has it: in a hall that is played, and for a real hub."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count

from shared.cli.simulation.people import POPULAR_WEIGHT, Scene, Shares
from shared.domain.ids import AssistCode, GroupCode, ServiceCode
from shared.domain.site import Site

PATIENCE = 3.0
"""How many visits at a desk those wait on the mean who give up, at a real hub."""


@dataclass(slots=True, kw_only=True)
class Visitor:
    """What somebody wants, and who it is. As with `Treatment` nobody changes it."""

    services: tuple[ServiceCode, ...]
    priority: GroupCode | None = None
    language: str = "id"
    people: int = 1
    assist: tuple[AssistCode, ...] = ()
    patience: float | None = None
    """Seconds until they give up; None: whoever it is stays."""


class Public:
    """Those of one site, by their shares; `patience` is the mean of those who give up, seconds."""

    def __init__(self, site: Site, shares: Shares, patience: float) -> None:
        self._shares = shares
        self._patience = patience
        self._services = {service.code: service for service in site.services}
        self._groups = [group.code for group in site.priority]
        self._assistance = [kind.code for kind in site.assistance]
        self._language = site.languages[0]
        self._english = "en" in site.languages

    def drawn(
        self, chance: random.Random, services: Sequence[ServiceCode], cum_weights: Sequence[float]
    ) -> Visitor:
        """Somebody who comes for one or two of these services."""
        shares = self._shares
        first, second = chance.choices(services, cum_weights=cum_weights, k=2)
        two, entitled, english, assisted, leaves = [chance.random() for _ in range(5)]
        wanted = (first, second) if two < shares.second_errand and first != second else (first,)
        group = chance.choice(self._groups) if entitled < shares.priority and self._groups else None
        kind = chance.choice(self._assistance) if self._assistance else None
        many = chance.randint(1, min(3, self._services[first].people_max))
        patience = chance.expovariate(1 / self._patience)
        return Visitor(
            services=wanted,
            priority=group if group and self._all_allow(wanted) else None,
            language="en" if english < shares.english and self._english else self._language,
            people=many if len(wanted) == 1 else 1,
            assist=(kind,) if kind and assisted < shares.assisted else (),
            patience=patience if leaves < shares.gives_up else None,
        )

    def _all_allow(self, services: Sequence[ServiceCode]) -> bool:
        return all(self._services[code].priority_allowed for code in services)


def visitors(scene: Scene) -> Iterator[Visitor]:
    """Everyone who comes to a real hub, for as long as one asks."""
    public = Public(scene.site, scene.shares, PATIENCE * scene.service_seconds)
    codes = [service.code for service in scene.services]
    popular = (one.popular is not None for one in scene.services)
    weights = list(accumulate(POPULAR_WEIGHT if one else 1.0 for one in popular))
    for number in count(1):
        chance = random.Random(f"{scene.seed}/visitor/{number}")
        yield public.drawn(chance, codes, weights)


def gaps(scene: Scene) -> Iterator[float]:
    """Seconds from one of them to the next: they come independently of one another."""
    chance = random.Random(f"{scene.seed}/door")
    while True:
        yield chance.expovariate(scene.visitors_per_minute / 60)
