"""The hub's sign of life to the service manager: from its loop, so one that hangs is mute."""

from __future__ import annotations

import asyncio

from shared.protocol.supervision import Manager


class Pulse:
    """Beats from `start` until `stop`, on the loop that runs."""

    def __init__(self, manager: Manager) -> None:
        self._manager = manager
        self._next: asyncio.TimerHandle | None = None

    def start(self, status: str) -> None:
        """Ready: everybody who asks is answered."""
        self._manager.ready(status)
        if self._manager.beat_ms:
            self._beat()

    def stop(self) -> None:
        """Told first of all: what follows may take a while, and nobody need be alarmed."""
        if self._next is not None:
            self._next.cancel()
        self._manager.stopping()

    def _beat(self) -> None:
        self._manager.alive()
        later = self._manager.beat_ms / 1_000
        self._next = asyncio.get_running_loop().call_later(later, self._beat)
