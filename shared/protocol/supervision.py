"""Tells the service manager how this process does: ready, alive, stopping (systemd's sd_notify).

A datagram to the socket that ``NOTIFY_SOCKET`` names; without one, and for a manager that went
away, nothing happens. ``WATCHDOG_USEC`` says within which time it wants to hear of us.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

BEATS = 3
"""To each time that the manager waits: one may be lost, and one late."""


@dataclass(frozen=True, slots=True)
class Manager:
    """Whoever started this process and watches over it; perhaps nobody."""

    address: str = ""
    """Of its socket; the first character of an abstract one is ``@``."""
    beat_ms: int = 0
    """So often it is to hear `alive`; 0: it does not wait for it."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Manager:
        env = os.environ if environment is None else environment
        address = env.get("NOTIFY_SOCKET", "")
        if not address.startswith(("/", "@")):
            return cls()
        return cls(address, _wanted_ms(env) // BEATS)

    def ready(self, status: str) -> None:
        """It has begun its work; from now on the manager waits for `alive`."""
        self._tell("READY=1", f"STATUS={_line(status)}")

    def alive(self) -> None:
        self._tell("WATCHDOG=1")

    def says(self, status: str) -> None:
        """What ``systemctl status`` shows; nothing about people belongs there."""
        self._tell(f"STATUS={_line(status)}")

    def stopping(self) -> None:
        self._tell("STOPPING=1", "STATUS=stopping")

    def _tell(self, *facts: str) -> None:
        """A manager that does not listen must not hold us up."""
        if not self.address:
            return
        name = "\0" + self.address[1:] if self.address[0] == "@" else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.setblocking(False)
                line.sendto("\n".join(facts).encode(), name)
        except OSError:
            return


def _wanted_ms(env: Mapping[str, str]) -> int:
    """Only where it is meant for this process: a child has the same environment."""
    meant = env.get("WATCHDOG_PID", "")
    wanted = env.get("WATCHDOG_USEC", "")
    if (meant and meant != str(os.getpid())) or not wanted.isdecimal():
        return 0
    return int(wanted) // 1_000


def _line(words: str) -> str:
    return " ".join(words.split())
