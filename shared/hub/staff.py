"""Whose order it is: where anybody can reach the hub, what officers do needs their session."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shared.domain import commands as c
from shared.hub.officers import SignOnRefused, no_session
from shared.hub.orders import OPEN_TO_APPS
from shared.hub.trust import is_loopback
from shared.protocol.troubles import ACKNOWLEDGE

if TYPE_CHECKING:
    from shared.hub.hub import Hub

_OFFICERS_OWN = (c.CounterCommand, c.SetPriority, c.SuspendService, c.RestoreService)


def wants_session(role: str, name: str, body: Mapping[str, Any]) -> bool:
    """Whether an order beyond loopback is an officer's own. `role` is empty over REST.

    A counter's line sees every ticket, so whatever it asks for is an officer's doing; only a
    ticket may be taken there by anybody, as everywhere else.
    """
    if name == ACKNOWLEDGE:
        return True
    kind = OPEN_TO_APPS.get(name)
    if kind is c.OpenCounter:
        return "pin" not in body
    if kind is c.IssueTicket:
        return bool(body.get("desk"))
    return kind is not None and (role == "counter" or issubclass(kind, _OFFICERS_OWN))


async def actor_of(hub: Hub, role: str, name: str, body: Mapping[str, Any], session: str) -> str:
    """The officer behind an order; empty where there need be none. Raises `SignOnRefused`."""
    if not hub.trust.loopback_only and wants_session(role, name, body):
        return await _officer_behind(hub, body, session)
    if "counter" in body:
        return hub.officer_at(str(body["counter"]))
    if session:
        with contextlib.suppress(SignOnRefused):  # on loopback it only tells who it was
            return await _officer_behind(hub, body, session)
    return ""


async def _officer_behind(hub: Hub, body: Mapping[str, Any], session: str) -> str:
    """Whose session it is: that of the counter that the order names, else of one where its
    officer still sits."""
    found = await hub.officers.session(session)
    if "counter" in body:
        if found.counter != body["counter"]:
            raise no_session()
    elif hub.officer_at(found.counter) != found.officer:
        raise no_session()
    return found.officer


def sources(device: str, address: str) -> tuple[str, ...]:
    """Where a PIN is typed: a device may call itself what it likes, its machine may not."""
    return (device,) if not address or is_loopback(address) else (device, address)
