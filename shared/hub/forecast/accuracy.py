"""Verdicts as figures: how far off, how often within the band, how often too late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from shared.domain.ids import MINUTE
from shared.hub.forecast.judge import Verdict

CLOSE = 5 * MINUTE
"""Within five minutes is right; more than five minutes after the promised end is a broken word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """Of some promises. Errors are minutes, shares 0 to 1."""

    promises: int
    mean_error: float
    """Absolute, of the expected call."""
    bias: float
    """How much later than expected calls were, on the whole."""
    close: float
    """Share within five minutes of the expected call."""
    held: float
    """Share called within the band, which is made for four of five."""
    early: float
    late: float
    """Shares called before and after it."""
    broken: float
    """Share called more than five minutes later than promised."""
    plain_error: float
    """Mean error of people ahead × average ÷ counters."""
    les_error: float | None
    """Mean error of the last wait that ended in service; None where there was none."""
    mean_wait: float

    @property
    def better(self) -> float:
        """The share of the plain estimate's error that the forecast is spared."""
        return 1 - self.mean_error / self.plain_error if self.plain_error else 0.0

    def document(self) -> dict[str, Any]:
        return asdict(self) | {"better_than_plain": self.better}


def accuracy(verdicts: Sequence[Verdict]) -> Accuracy | None:
    """Of calls by the rule; None where there is none."""
    found = [one for one in verdicts if one.by_rule]
    if not found:
        return None
    errors = [one.waited - one.promise.expected for one in found]
    les = [abs(one.waited - one.les) for one in found if one.les is not None]
    return Accuracy(
        promises=len(found),
        mean_error=_minutes(abs(error) for error in errors),
        bias=_minutes(errors),
        close=_share(abs(error) <= CLOSE for error in errors),
        held=_share(one.promise.early <= one.waited <= one.promise.late for one in found),
        early=_share(one.waited < one.promise.early for one in found),
        late=_share(one.waited > one.promise.late for one in found),
        broken=_share(one.waited > one.promise.late + CLOSE for one in found),
        plain_error=_minutes(abs(one.waited - one.plain) for one in found),
        les_error=_minutes(les) if les else None,
        mean_wait=_minutes(one.waited for one in found),
    )


def grouped(verdicts: Iterable[Verdict], key: Callable[[Verdict], str]) -> dict[str, Accuracy]:
    """The same for each group, in the order of their names."""
    groups: dict[str, list[Verdict]] = {}
    for one in verdicts:
        groups.setdefault(key(one), []).append(one)
    judged = {name: accuracy(groups[name]) for name in sorted(groups)}
    return {name: found for name, found in judged.items() if found is not None}


def _minutes(values: Iterable[int]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) / MINUTE


def _share(hits: Iterable[bool]) -> float:
    listed = list(hits)
    return sum(listed) / len(listed)
