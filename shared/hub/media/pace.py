"""How fast files leave the hub: the queue comes first, and a TV has all night."""

from __future__ import annotations

import asyncio
import time

BYTES_A_SECOND = 24 * 1024 * 1024
"""For all TVs together: a video of 100 MB for eight of them takes half a minute."""
AT_ONCE = 4
"""Files on their way; others wait."""


class Pace:
    """Shared by all downloads of one hub."""

    def __init__(self, bytes_a_second: int = BYTES_A_SECOND) -> None:
        self._rate = bytes_a_second
        self._free_at = 0.0
        self.turns = asyncio.Semaphore(AT_ONCE)

    async def take(self, size: int) -> None:
        """Returns when so many bytes may go."""
        now = time.monotonic()
        begins = max(now, self._free_at)
        self._free_at = begins + size / self._rate
        await asyncio.sleep(begins - now)
