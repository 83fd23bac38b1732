"""How long to wait before the next try."""

from __future__ import annotations

import random

_FIRST_PAUSE = 0.25
"""Seconds before the second try; doubled with each one after it."""


class Backoff:
    """Pauses that grow up to `longest` seconds, with jitter: a hall must not come back in step."""

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._tries = 0

    def reset(self) -> None:
        """It worked, and lasted."""
        self._tries = 0

    def pause(self) -> float:
        """Seconds until the next try."""
        pause = min(self._longest, _FIRST_PAUSE * 2.0 ** min(self._tries, 10))
        self._tries += 1
        return pause * random.uniform(0.5, 1.0)
