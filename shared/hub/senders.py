"""From where an order came, as the journal keeps it: the sender of an entry.

A device's own id where it came over that device's line; ``api`` with what the hub knows of the
caller where it came over REST: ``api:DEVICE`` of a paired one, ``api:tool`` of a command on the
hub's own machine, ``api`` alone of whoever asks a hub that listens on loopback; ``hub`` for the
hub's own doings. In journals of before REST is ``api`` throughout.
"""

from __future__ import annotations

from enum import StrEnum

from shared.hub.caller import Caller, CallerKind

REST = "api"
HUB = "hub"
TOOL = f"{REST}:tool"

COMMANDS_NAME = "giliran"
"""What our own commands call themselves in ``User-Agent``."""


class Way(StrEnum):
    """How an order reached the hub."""

    HUB = "hub"
    LINE = "line"
    REST = "rest"
    TOOL = "tool"


def rest_sender(caller: Caller, *, by_command: bool = False) -> str:
    """Who sends what comes over REST. `by_command`: it says that it is a command of ours, which is
    believed of whoever may do everything anyway."""
    if caller.device:
        return f"{REST}:{caller.device}"
    if caller.kind is CallerKind.TOOL or (by_command and caller.kind is CallerKind.LOCAL):
        return TOOL
    return REST


def is_kept(device: str) -> bool:
    """Whether a device may not be called so: the journal would take it for the hub, or for REST."""
    return device in (HUB, REST, "tool") or device.startswith(f"{REST}:")


def way_of(sender: str) -> tuple[Way, str]:
    """The way that an entry's sender came, and the device; empty where it was none."""
    if sender in ("", HUB):
        return Way.HUB, ""
    if sender == TOOL:
        return Way.TOOL, ""
    if sender == REST or sender.startswith(f"{REST}:"):
        return Way.REST, sender[len(REST) + 1 :]
    return Way.LINE, sender
