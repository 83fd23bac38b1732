"""Where a hub can be reached, the nearest address first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv4Interface
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class HubAddress:
    """A hub as it announced itself: who it is, and where."""

    hub: str
    site: str
    hosts: tuple[str, ...]
    port: int
    here: bool = False
    """On this very machine."""
    tls: bool = False
    protocol: int = 1
    key: str = ""
    """The fingerprint of its certificate, as it says."""

    def urls(self, local: Collection[IPv4Interface]) -> list[str]:
        """The addresses to try: those on this machine's networks first.

        A hub on this very machine is tried on loopback too, which outlives a dead switch.
        """
        hosts = sorted(self.hosts, key=lambda host: _distance(host, local, self.here))
        if self.here and LOOPBACK not in hosts:
            hosts.append(LOOPBACK)
        scheme = "wss" if self.tls else "ws"
        return [f"{scheme}://{host}:{self.port}/ws" for host in hosts]


def socket_url(text: str) -> str:
    """The WebSocket address for what a person writes after ``--hub``.

    ``host:port``, ``http(s)://host:port`` and ``ws(s)://host:port/ws`` all do; ValueError says
    what is wrong otherwise.
    """
    parts = urlsplit(text if "://" in text else f"http://{text}")
    scheme = {"http": "ws", "ws": "ws", "https": "wss", "wss": "wss"}.get(parts.scheme)
    if scheme is None or not parts.hostname:
        raise ValueError(f"no address of a hub: {text!r}; like http://192.168.1.10:8080")
    if parts.port is None:
        raise ValueError(f"no port in the address of the hub: {text!r}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{scheme}://{host}:{parts.port}/ws"


def _distance(host: str, local: Collection[IPv4Interface], here: bool) -> int:
    """0: this machine or one of its networks; 1: behind a router; 2: cannot be it."""
    try:
        ip = IPv4Address(host)
    except AddressValueError:
        return 1
    if any(ip == interface.ip for interface in local):
        # The same address on two machines: a bridge for containers, on both of them.
        return 0 if here else 2
    return 0 if any(ip in interface.network for interface in local) else 1
