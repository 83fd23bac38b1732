"""The service manager's end of a notify socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

FACTS = 4_096
WAIT_S = 30.0


class Notified:
    """Hears what a process that was given `environment` says."""

    def __init__(self, folder: Path) -> None:
        self.address = folder / "notify"
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(self.address))

    def environment(self, watchdog_ms: int) -> Mapping[str, str]:
        return {
            "NOTIFY_SOCKET": str(self.address),
            "WATCHDOG_USEC": str(watchdog_ms * 1_000),
        }

    def next(self, within: float = WAIT_S) -> list[str]:
        """The next words; TimeoutError where none come."""
        self._line.settimeout(within)
        return self._line.recv(FACTS).decode().split("\n")

    def until(self, fact: str, within: float = WAIT_S) -> list[str]:
        """The first words that have `fact` in them."""
        while fact not in (said := self.next(within)):
            pass
        return said

    def is_mute(self, for_s: float) -> bool:
        """Nothing is said for so long, once all that lies there has been read."""
        self._line.setblocking(False)
        try:
            while True:
                self._line.recv(FACTS)
        except BlockingIOError:
            pass
        try:
            self.next(for_s)
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def notified(tmp_path: Path) -> Iterator[Notified]:
    """Import it where it is used."""
    heard = Notified(tmp_path)
    yield heard
    heard.close()
