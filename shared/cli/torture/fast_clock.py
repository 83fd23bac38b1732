"""Hall time that runs several times as fast as the machine's: the hub is given it as its clocks.

Both of the hub's clocks are moved on together and steadily, so that to it time is simply time: no
step, no sleep. What the displays do, they do in real time, with sound that is as much shorter.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from shared.protocol.machine import Shift

TICK_SECONDS = 0.004


class FastClock:
    """Runs while it is entered; `now` counts hall seconds from then on."""

    def __init__(self, file: Path, pace: float, ahead_ms: int = 0) -> None:
        """`ahead_ms`: the hall's wall clock at the start, beyond the machine's."""
        self.pace = pace
        self._shift, self._ahead = Shift(file), ahead_ms
        self._shift.set(ahead_ms)
        self._began = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def now(self) -> float:
        return (time.monotonic() - self._began) * self.pace

    def until(self, moment: float) -> None:
        """Sleeps until the hall's clock is there."""
        time.sleep(max(0.0, moment - self.now()) / self.pace)

    def hall_seconds(self, monotonic: float) -> float:
        """Of a moment on the machine's own clock."""
        return (monotonic - self._began) * self.pace

    def _run(self) -> None:
        while not self._over.wait(TICK_SECONDS):
            gained = round((time.monotonic() - self._began) * (self.pace - 1) * 1_000)
            self._shift.set(self._ahead + gained, gained)
