"""A clock that is set by hand: the engine lives by it."""

from __future__ import annotations

from shared.domain.ids import Moment
from shared.hub.clock import Clock


class GivenClock(Clock):
    """Stands still until `at` is set; what has passed is what it shows."""

    def __init__(self, at: Moment) -> None:
        self.at = at
        super().__init__()

    def _read(self) -> Moment:
        return self.at

    def _elapsed(self) -> int:
        return self.at
