"""Figures that are learnt one by one, in which recent days weigh more."""

from __future__ import annotations

import math
from dataclasses import dataclass

TRUST = 8.0
"""So many observations weigh as much as what was believed before them."""


@dataclass(slots=True)
class Mean:
    """A mean of what was seen, the last `memory` observations counting most."""

    memory: float = 200.0
    weight: float = 0.0
    total: float = 0.0

    def add(self, value: float) -> None:
        keep = 1.0 - 1.0 / self.memory
        self.weight = self.weight * keep + 1.0
        self.total = self.total * keep + value

    def fade(self, keep: float) -> None:
        self.weight *= keep
        self.total *= keep

    def shrunk(self, prior: float, trust: float = TRUST) -> float:
        """Towards `prior` where little was seen."""
        return (self.total + trust * prior) / (self.weight + trust)


@dataclass(frozen=True, slots=True)
class Curve:
    """A lognormal time: of the logarithm of its ms."""

    mu: float
    sigma: float

    @property
    def mean(self) -> float:
        """ms"""
        return math.exp(self.mu + self.sigma**2 / 2)

    def survival(self, elapsed: float) -> float:
        """The share that takes longer than so many ms."""
        if elapsed <= 0:
            return 1.0
        return 0.5 * math.erfc((math.log(elapsed) - self.mu) / (self.sigma * math.sqrt(2)))
