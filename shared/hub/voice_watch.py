"""Whether the display that holds the voice still lives, while another one could take over.

A process that dies takes its line with it, and the hub knows at once. A machine that loses its
power, or its cable, says nothing: so whoever speaks is asked four times a second, and one that has
not answered for three quarters of a second loses the voice to the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from shared.hub.presence import Line

ASK_SECONDS = 0.25
DEAD_SECONDS = 0.75
"""Together: another display has the voice within a second."""
LATE_SECONDS = 0.15
"""Where the hub itself was busy for longer, it has not listened, and judges nobody."""


class HolderWatch:
    """Over one lease; it ends with `cancel`, or after it has called `dead`."""

    def __init__(self, line: Line, others: Callable[[], bool], dead: Callable[[], None]) -> None:
        """`others`: whether another display could speak now."""
        self._line, self._others, self._dead = line, others, dead
        self._loop = asyncio.get_running_loop()
        self._since = self._loop.time()
        self._timer = self._ask()

    def cancel(self) -> None:
        self._timer.cancel()

    def _ask(self) -> asyncio.TimerHandle:
        if self._others():
            self._line.wire.ping()
        else:
            self._since = self._loop.time()  # nobody asked: its silence means nothing
        self._due = self._loop.time() + ASK_SECONDS
        return self._loop.call_at(self._due, self._look)

    def _look(self) -> None:
        now = self._loop.time()
        if now - self._due > LATE_SECONDS:
            self._since = now
        silent = min(self._line.wire.silent_seconds, now - self._since)
        if silent >= DEAD_SECONDS and self._others():
            self._dead()
        else:
            self._timer = self._ask()
