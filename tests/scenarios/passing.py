"""Time that passes when a test says so: the clocks of this process and of all that it starts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest

from shared.protocol import machine
from shared.protocol.machine import VARIABLE, Shift

ZONE = ZoneInfo("Asia/Jakarta")
"""Of the sample site."""


class Passing:
    """The clocks go on by themselves, too. Nothing that waits by the system's timers hurries: a
    program notices when it next looks, as one does whose machine has slept."""

    here: ClassVar[Passing | None] = None
    """What moves this process' clocks, if anything does."""

    def __init__(self, file: Path, patch: pytest.MonkeyPatch) -> None:
        """Until `patch` is undone it is past nine in the morning, so that no midnight is near."""
        self._shift = Shift(file)
        self._wall = _to_nine()
        self._passed = 0
        self.let(0)
        patch.setenv(VARIABLE, str(file))
        patch.setattr(machine, "_moved", self._shift)
        patch.setattr(Passing, "here", self)

    def let(self, ms: int) -> None:
        """So much time passes, at once."""
        self._passed += ms
        self._shift.set(self._wall + self._passed, self._passed)


def _to_nine() -> int:
    """ms from now to the next nine in the morning at the hall."""
    now = dt.datetime.now(ZONE)
    nine = (now + dt.timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    return round((nine - now).total_seconds() * 1_000)
