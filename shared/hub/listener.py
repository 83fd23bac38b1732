"""The port a hub listens on: bound, encrypted where it has a certificate, and rid of the dead."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

_TCP_OPTIONS = {
    "TCP_KEEPIDLE": 4,  # seconds of silence before the first question
    "TCP_KEEPINTVL": 1,
    "TCP_KEEPCNT": 4,
    "TCP_USER_TIMEOUT": 9_000,  # milliseconds in which the other side must take what was sent
}
"""With them the system itself gives up a peer that vanished, within ten seconds: the apps' lines
have timers of their own, a request or an event stream has none. Not every system has them all."""


class Misuse(Exception):
    """The hub will not start like this; the words say what to do instead."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the hub proves itself with: two files in PEM, the second one secret."""

    chain: Path
    """The hub's certificate, then those that lead to an authority."""
    key: Path

    def check(self) -> None:
        """Raises Misuse where a server cannot be run with it."""
        try:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.chain, self.key, password=lambda: "")
        except FileNotFoundError:
            missing = self.chain if not self.chain.exists() else self.key
            words = f"{missing} does not exist: --tls-cert and --tls-key name files."
            raise Misuse(words) from None
        except (OSError, ValueError) as error:
            raise Misuse(
                f"{self.chain} and {self.key} are no certificate with its key ({error}): both must"
                " be PEM, belong together, be readable for the hub, and the key have no password."
            ) from None


def bind(host: str, port: int) -> socket.socket:
    """A socket that everything accepted inherits its manners from; raises Misuse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _leave_no_dead(listener)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Misuse(
            f"{host}:{port} cannot be listened on ({error.strerror}):"
            " choose another port, or 0 for a free one."
        ) from None
    return listener


def _leave_no_dead(listener: socket.socket) -> None:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _TCP_OPTIONS.items():
        if hasattr(socket, name):
            listener.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
