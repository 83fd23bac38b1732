"""How long a visitor keeps a counter, from the call until the counter is free again.

In logarithms, beside the typical minutes of the site: an agency learns from the hall, a service
from its agency, so that the first visitors of a day say something about all others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import partial

from shared.domain.ids import MINUTE, SECOND, CounterId, ServiceCode
from shared.domain.plan import Plan
from shared.hub.forecast.measures import Curve, Mean

WALK = 20 * SECOND
"""From the call to the desk, beside the typical minutes."""

SHORTEST, LONGEST = 5 * SECOND, 240 * MINUTE
"""Presses by mistake, and visitors whose end nobody pressed, teach nothing."""

USUAL_SPREAD = 0.5
NIGHT = 0.9
"""What a day's figures weigh on the next."""

OF_COUNTER = 30.0
"""Officers differ less than services: it takes more visitors to believe that one is quick."""


class Turns:
    """Learns from finished turns."""

    def __init__(self) -> None:
        self._hall = Mean(memory=1000)
        self._agencies: dict[str, Mean] = defaultdict(partial(Mean, 600))
        self._services: dict[str, Mean] = defaultdict(partial(Mean, 300))
        self._counters: dict[str, Mean] = defaultdict(partial(Mean, 300))
        self._spreads: dict[str, Mean] = defaultdict(partial(Mean, 200))
        self._spread = Mean(memory=600)
        self._lengths = Mean(memory=600)
        """Of what turns really took to what their curves said: no curve is quite right."""

    def add(self, plan: Plan, service: ServiceCode, counter: CounterId, took: int) -> None:
        if service not in plan.services or not SHORTEST <= took <= LONGEST:
            return
        curve, pace = self.curve(plan, service), self.pace(counter)
        over = math.log(took) - curve.mu
        self._lengths.add(min(8.0, took / (curve.mean * pace)))
        self._spread.add((over - math.log(pace)) ** 2)
        self._spreads[service].add((over - math.log(pace)) ** 2)
        self._counters[counter].add(over)
        ratio = math.log(took / _typical(plan, service))
        for mean in (
            self._hall,
            self._agencies[plan.services[service].agency],
            self._services[service],
        ):
            mean.add(ratio - math.log(pace))

    def night(self) -> None:
        """A day is over."""
        groups = (self._agencies, self._services, self._counters, self._spreads)
        for mean in (self._hall, self._spread, self._lengths):
            mean.fade(NIGHT)
        for group in groups:
            for mean in group.values():
                mean.fade(NIGHT)

    def curve(self, plan: Plan, service: ServiceCode) -> Curve:
        """At a counter of usual pace."""
        hall = self._hall.shrunk(0.0)
        agency = self._agencies[plan.services[service].agency].shrunk(hall)
        ratio = self._services[service].shrunk(agency)
        spread = self._spreads[service].shrunk(self._spread.shrunk(USUAL_SPREAD**2, 20), 20)
        mu = math.log(_typical(plan, service)) + ratio
        return Curve(mu, math.sqrt(spread))

    def doubt(self, service: ServiceCode) -> float:
        """How far the logarithm may be off as a whole."""
        spread = self._spread.shrunk(USUAL_SPREAD**2, 20)
        return math.sqrt(spread / (self._services[service].weight + 4.0))

    def pace(self, counter: CounterId) -> float:
        """What a counter's turns take beside those of others."""
        return math.exp(self._counters[counter].shrunk(0.0, OF_COUNTER))

    def stretch(self) -> float:
        """By which all lengths are multiplied."""
        return self._lengths.shrunk(1.0, 30)


def _typical(plan: Plan, service: ServiceCode) -> float:
    return plan.services[service].minutes * MINUTE + WALK
