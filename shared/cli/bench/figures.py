"""A measured figure: its runs, what it is compared with, and what is aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`runs` are in `unit`. `bound` are the runs of what it stands beside, in the same rounds."""

    name: str
    unit: str
    runs: Sequence[float]
    bound: Sequence[float] = ()
    bound_name: str = ""
    at_least: float | None = None
    """The ratio to the bound that is aimed at, where more is better."""
    at_most_bound: float | None = None
    """The same where less is better."""
    at_most: float | None = None
    """The value that is aimed at."""
    more: dict[str, float] = field(default_factory=dict)

    @property
    def value(self) -> float:
        return median(self.runs)

    @property
    def ratio(self) -> float | None:
        """The median of the rounds' own ratios: what disturbed a round disturbed both."""
        if not self.bound:
            return None
        return median(run / bound for run, bound in zip(self.runs, self.bound, strict=True))

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None where there is none."""
        if self.at_least is not None and self.ratio is not None:
            return self.ratio >= self.at_least
        if self.at_most_bound is not None and self.ratio is not None:
            return self.ratio <= self.at_most_bound
        return self.value <= self.at_most if self.at_most is not None else None

    def row(self) -> tuple[str, ...]:
        """For the table: what, median, spread, beside, aim."""
        digits = 0 if self.value >= 10 else 2
        spread = f"{min(self.runs):,.{digits}f}–{max(self.runs):,.{digits}f}"
        beside = f"{self.ratio:.2f} × {self.bound_name}" if self.ratio is not None else ""
        return (self.name, f"{self.value:,.1f} {self.unit}", spread, beside, self._aim())

    def _aim(self) -> str:
        if self.reached is None:
            return ""
        mark = "✓" if self.reached else "✗"
        if self.at_least is not None:
            return f"≥ {self.at_least} × {mark}"
        if self.at_most_bound is not None:
            return f"≤ {self.at_most_bound:g} × {mark}"
        return f"≤ {self.at_most:g} {self.unit} {mark}"

    def document(self) -> dict[str, Any]:
        """For the JSON file."""
        return {
            "name": self.name,
            "unit": self.unit,
            "median": self.value,
            "runs": list(self.runs),
            "ratio": self.ratio,
            "beside": self.bound_name,
            "reached": self.reached,
            **self.more,
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0–1) of `values` lie; of few values the largest."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
