"""What a hub says of itself on the local network (DNS-SD), and where it can say it.

The announcement is a hint: nothing in it is trusted, the `Welcome` says who really answered.
"""

from __future__ import annotations

import hashlib
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv4Interface
from pathlib import Path

import ifaddr

from shared.protocol.messages import PROTOCOL

SERVICE_TYPE = "_giliran._tcp.local."

_TXT_VALUE_BYTES = 200
"""A TXT string holds 255 bytes with its key; names of malls may be longer than that."""


@cache
def this_host() -> str:
    """A name for this machine's network since it was switched on; says nothing to others."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        network = Path("/proc/self/ns/net").stat().st_ino
    except OSError:
        boot, network = "", uuid.getnode()
    return hashlib.sha256(f"{boot} {network}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Who a hub is: the TXT record."""

    site: str
    """The mall's name, for people who must choose between two hubs."""
    hub: str
    """The hub's id, which outlives restarts, ports and addresses."""
    protocol: int = PROTOCOL
    tls: bool = False
    host: str = field(default_factory=this_host)
    """Which machine it runs on; only there its loopback address means anything."""
    key: str = ""
    """The fingerprint of its certificate (`key_of`), so that paired apps do not knock in vain."""

    @property
    def instance(self) -> str:
        """The service's name; with the hub's id in it, it is nobody else's."""
        return f"giliran-{self.hub}.{SERVICE_TYPE}"

    @property
    def server(self) -> str:
        """The host name that the addresses are published under."""
        return f"giliran-{self.hub}.local."

    def txt(self) -> dict[str, str]:
        """The TXT record's keys and values."""
        return {
            "site": _cut(self.site),
            "hub": self.hub,
            "protocol": str(self.protocol),
            "tls": "1" if self.tls else "0",
            "host": self.host,
        } | ({"key": self.key} if self.key else {})


def announcement_from(txt: Mapping[bytes, bytes | None]) -> Announcement | None:
    """What a TXT record says; None when it is no hub's."""
    values = {
        key.decode("utf-8", "replace"): (value or b"").decode("utf-8", "replace")
        for key, value in txt.items()
    }
    hub, protocol = values.get("hub", ""), values.get("protocol", "")
    if not hub or not (protocol.isascii() and protocol.isdecimal()):
        return None
    return Announcement(
        site=values.get("site", ""),
        hub=hub,
        protocol=int(protocol),
        tls=values.get("tls") == "1",
        host=values.get("host", ""),
        key=values.get("key", "").rstrip("="),
    )


def key_of(certificate: bytes) -> str:
    """How a certificate (DER) is named in an announcement."""
    return urlsafe_b64encode(hashlib.sha256(certificate).digest()).decode().rstrip("=")


def local_interfaces() -> frozenset[IPv4Interface]:
    """The IPv4 addresses of this machine with their networks, loopback included."""
    return frozenset(
        IPv4Interface(f"{address.ip}/{address.network_prefix}")
        for adapter in ifaddr.get_adapters()
        for address in adapter.ips
        if isinstance(address.ip, str)
    )


def _cut(value: str) -> str:
    """The beginning of a text that fits a TXT string, no letter torn."""
    return value.encode()[:_TXT_VALUE_BYTES].decode(errors="ignore")
