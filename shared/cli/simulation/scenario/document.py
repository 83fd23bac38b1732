"""What may stand in a scenario's file, as it stands there (assets/sample_day.toml explains it)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.cli.simulation.people import Shares
from shared.cli.simulation.scenario.model import Habits
from shared.domain.site import WEEKDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Of a service, or of an agency's services that have none of their own."""

    minutes: float | None = None
    spread: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    site: str = ""
    """A site file, beside the scenario; empty: the sample site."""
    first: str = "2026-11-23"
    days: int = 1
    weekdays: tuple[str, ...] = WEEKDAYS
    seed: int = 1
    arrivals: Mapping[str, Mapping[str, float]]
    weights: Mapping[str, float] = field(default_factory=dict)
    open: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    times: Mapping[str, Time] = field(default_factory=dict)
    shares: Shares = field(default_factory=Shares)
    habits: Habits = field(default_factory=Habits)
