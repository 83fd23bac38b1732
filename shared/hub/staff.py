"""Whose order it is, and whether they may: the table of permissions is asked here.

Where anybody can reach the hub, what officers do needs their session. On loopback a tool without
one is trusted. Whenever it is known who asks, here and there, the permits of their role hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shared.domain import commands as c
from shared.domain.refusal import Code, Refusal
from shared.hub.allowed import (
    OF_ANOTHERS,
    By,
    case_of,
    may_alone,
    may_person,
    require_at_all,
    require_permits,
)
from shared.hub.caller import PAIRED, Caller, CallerKind
from shared.hub.counter_messages import MESSAGE
from shared.hub.machine import machine_of
from shared.hub.orders import OPEN_TO_APPS, BadCommand
from shared.hub.permissions import Case, Row, row_of
from shared.hub.sign_on import no_session
from shared.hub.trust import is_loopback

if TYPE_CHECKING:
    from shared.hub.hub import Hub
    from shared.hub.people import Session

_NAME_A_COUNTER = frozenset({"SetProfile", MESSAGE})
"""Their counter is what they are about, not where the officer sits."""

_AT_ONE_OR_NONE = (c.ResumeTicket, c.EnterPaper)
"""An officer does it at the counter that is named; without one somebody who sits at none."""


def actor_of(hub: Hub, by: By, name: str, body: Mapping[str, Any], session: str) -> str:
    """The officer behind an order; empty where there need be none.

    Raises `SignOnRefused` (for a session that is none, and for what the officer's role does not
    allow), `Distrust` for a stranger, and `BadCommand` where there is no such order.
    """
    require_row(by, name, body)
    if name == "OpenCounter" and case_of(by, name, body) is Case.USUAL:
        return str(body.get("officer", ""))  # the PIN is looked at before it is decided
    found, own = _behind(hub, by, name, body, session)
    if not found:
        return ""
    row = require_row(by, name, body, own)
    require_permits(hub.signing_in.require, found, row, name)
    _require_reason(name, body)
    return found


def require_row(by: By, name: str, body: Mapping[str, Any], own: str | None = None) -> Row:
    """The row of an order, whose caller may at all."""
    row = row_of(name, case_of(by, name, body, own))
    if row is None:
        raise BadCommand(f"There is no command '{name}'.")
    require_at_all(by, row, name)
    return row


def _behind(
    hub: Hub, by: By, name: str, body: Mapping[str, Any], session: str
) -> tuple[str, str | None]:
    """The officer, and the counter where they sit; empty where nobody need be behind it."""
    row = require_row(by, name, body)
    if session:
        found = sitting_of(hub, by, session)
        if not may_person(by, row):
            require_at_all(by, Row(alone=row.people), name)
        _require_seat(hub, found, name, body)
        return found.officer, found.counter
    if not may_alone(by, row):
        raise no_session()
    if by.caller.kind is not CallerKind.LOCAL or name in _NAME_A_COUNTER:
        return "", None
    own = str(body.get("counter") or "")
    return (hub.officer_at(own) if own else ""), own


def sitting_of(hub: Hub, by: By, session: str) -> Session:
    """The sitting that a token stands for; one of a paired device is good there alone, and at the
    hub's own machine."""
    return hub.officers.sittings.of(session, by.place)


def _require_reason(name: str, body: Mapping[str, Any]) -> None:
    """A visitor takes a missed call back at a kiosk without one; an officer's doing is recorded
    with why."""
    if name == "RejoinTicket" and not body.get("reason"):
        raise Refusal(Code.REASON_NEEDED, "Taking a missed visitor back needs a reason.")


def require_known(hub: Hub, name: str, body: Mapping[str, Any]) -> None:
    """Refusal for an order about an officer who is not there: the queue does not know them."""
    officer = str(body.get("officer", ""))
    if name == "UnlockOfficer" and not hub.officers.known(officer):
        raise Refusal(Code.UNKNOWN_OFFICER, f"There is no officer '{officer}'.", officer=officer)


def _require_seat(hub: Hub, found: Session, name: str, body: Mapping[str, Any]) -> None:
    """What is done at a counter is done by its own session; all else by whoever still sits
    somewhere."""
    at_counter = _at_a_counter(OPEN_TO_APPS.get(name), body)
    own = body.get("counter") == found.counter
    if at_counter and not own and name not in OF_ANOTHERS:
        raise no_session()
    if not (own and name == "CloseCounter"):  # whose answer was lost asks again
        hub.signing_in.require_seated(found.counter, found.officer)


def _at_a_counter(kind: type[c.Command] | None, body: Mapping[str, Any]) -> bool:
    if kind is None:
        return False
    named = issubclass(kind, _AT_ONE_OR_NONE) and bool(body.get("counter"))
    return named or issubclass(kind, c.CounterCommand)


def sources(caller: Caller, name: str) -> tuple[str, ...]:
    """Where a PIN is typed: a program may call itself what it likes, its machine may not. A paired
    device has shown by its key who it is; by IPv6 it shares its network with the whole hall, which
    does not wait for what a neighbour guesses."""
    if not caller.address or is_loopback(caller.address):
        return (name,)
    machine = machine_of(caller.address)
    return (name,) if caller.kind in PAIRED and ":" in machine else (name, machine)
