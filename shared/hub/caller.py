"""Who asks a hub for something, as far as the hub knows: everything it allows starts from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CallerKind(StrEnum):
    STRANGER = "stranger"
    """Anybody on the network."""
    KIOSK = "kiosk"
    COUNTER = "counter"
    DISPLAY = "display"
    TOOL = "tool"
    """A command on the hub's own machine that can read the data directory's token."""
    LOCAL = "local"
    """Whoever reaches a hub that listens on loopback alone."""


PAIRED = frozenset({CallerKind.KIOSK, CallerKind.COUNTER, CallerKind.DISPLAY})
"""Devices that a manager has let in."""

TRUSTED = frozenset({CallerKind.TOOL, CallerKind.LOCAL})
"""They may do what no person's permit is asked for."""


@dataclass(frozen=True, slots=True)
class Caller:
    """`device` is the paired device's id, empty for others; `address` the machine, as the network
    tells."""

    kind: CallerKind
    device: str = ""
    address: str = ""
