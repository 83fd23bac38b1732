"""By what machines are told apart, wherever something is counted by address.

IPv6 gives each machine a whole network of addresses, 2 to the 64th: who counted them singly would
take one laptop for a crowd. An address where a paired device lives is told apart from its
neighbours all the same: a hall's devices and a stranger among them have one network in common.
"""

from __future__ import annotations

import ipaddress

HERE = "here"
"""The hub's own machine, by any of its names that nobody else can have."""

_OF_ONE_MACHINE = 64
"""Bits of an IPv6 address that are not the machine's own choice."""


def machine_of(address: str) -> str:
    """Whom an address is counted with: an IPv4 address alone, one of IPv6 with its /64."""
    plain = exact(address)
    try:
        return str(ipaddress.IPv6Network((plain, _OF_ONE_MACHINE), strict=False))
    except ValueError:
        return plain


def exact(address: str) -> str:
    """An address in the one way in which it is compared: without its interface, and as what it is
    where it came as IPv4 over IPv6."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    plain = str(mapped or found)
    return HERE if plain in ("127.0.0.1", "::1") else plain
