"""How often a PIN may be tried at this kiosk, whoever looks at it: the hub or the kiosk itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shared.domain.ids import HOUR, MINUTE, SECOND

FREE = 3
"""Wrong PINs until there is a wait: fingers slip."""

FIRST_WAIT, LONGEST_WAIT = 5 * SECOND, 10 * MINUTE
"""After the last free one, doubled with each wrong PIN, and at most (ms)."""

FORGET_AFTER = HOUR
"""So long after the last wait, whoever comes begins anew (ms)."""


@dataclass(slots=True)
class Door:
    """Counts wrong PINs; times are a steady clock's milliseconds.

    A kiosk that is switched off and on again remembers how many there were, and waits from then
    on: pulling the plug is no way around.
    """

    steady: Callable[[], int]
    wrong: int = 0
    _until: int = 0

    def __post_init__(self) -> None:
        self._until = self.steady() + _wait(self.wrong)

    @property
    def left(self) -> int:
        """How long the next PIN has to wait."""
        return max(0, self._until - self.steady())

    @property
    def besieged(self) -> bool:
        """Whether so many were wrong that staff are told."""
        return self.wrong >= FREE

    def begin(self) -> None:
        """A PIN is looked at from now on: it counts as wrong until `passed`."""
        self.wrong += 1
        self._until = self.steady() + _wait(self.wrong)

    def take_back(self) -> None:
        """The PIN could not be looked at after all."""
        self.wrong = max(0, self.wrong - 1)
        self._until = self.steady()

    def hold(self, ms: int) -> None:
        """The hub wants a wait of its own."""
        self._until = max(self._until, self.steady() + ms)

    def passed(self) -> None:
        """The PIN was right, or somebody has seen to it."""
        self.wrong, self._until = 0, self.steady()

    def forget(self) -> bool:
        """Lets old tries be forgotten; whether there were any."""
        if not self.wrong or self.steady() - self._until < FORGET_AFTER:
            return False
        self.wrong = 0
        return True


def _wait(wrong: int) -> int:
    if wrong < FREE:
        return 0
    return int(min(FIRST_WAIT * 2 ** min(wrong - FREE, 16), LONGEST_WAIT))
