"""Since when a counter stands idle while people wait: noticed here, nobody records it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.ids import MINUTE, Moment


@dataclass(slots=True)
class IdleSince:
    """From the moment on at which it was first seen; calling somebody ends it."""

    people: Mapping[str, int] = field(default_factory=dict)
    """How many each idle counter could call."""
    _since: dict[str, Moment] = field(default_factory=dict)

    def look(self, people: Mapping[str, int], now: Moment) -> None:
        self.people = people
        self._since = {counter: self._since.get(counter, now) for counter in people}

    def minutes(self, counter: str, now: Moment) -> int:
        return max(0, now - self._since.get(counter, now)) // MINUTE
