"""Whose order it is, and whether their role allows it.

Where anybody can reach the hub, what officers do needs their session. On loopback a tool without
one is trusted. Whenever it is known who asks, here and there, the table of permits holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shared.domain import commands as c
from shared.domain.permits import Permit
from shared.domain.refusal import Code, Refusal
from shared.hub.announcements import ANNOUNCE
from shared.hub.counter_messages import MESSAGE
from shared.hub.looked_up import FIND, WHY
from shared.hub.media.orders import ADD_MEDIUM, REMOVE_MEDIUM
from shared.hub.notes import ADD, LIST
from shared.hub.orders import OPEN_TO_APPS
from shared.hub.sign_on import no_session
from shared.hub.trust import is_loopback
from shared.protocol.troubles import ACKNOWLEDGE

if TYPE_CHECKING:
    from shared.hub.hub import Hub
    from shared.hub.people import Session

_AT_COUNTER = "counter"
"""The role of a line at which officers sit; empty over REST."""

NEEDS: dict[str, tuple[Permit, ...]] = {
    "CallTicket": (Permit.CALL_BY_NUMBER,),
    "TransferTicket": (Permit.TRANSFER,),
    "CancelTicket": (Permit.CANCEL,),
    "EnterPaper": (Permit.ISSUE,),
    "SetPriority": (Permit.PRIORITY,),
    "SetAssistance": (Permit.DESK, Permit.ISSUE),
    "RequestReprint": (Permit.DESK, Permit.ISSUE),
    "RejoinTicket": (Permit.DESK, Permit.ISSUE),
    "MoveTicket": (Permit.SUPERVISE,),
    "DecideEnd": (Permit.SUPERVISE,),
    "PostponeTicket": (Permit.SUPERVISE,),
    "SetProfile": (Permit.SUPERVISE,),
    "SuspendService": (Permit.SUPERVISE,),
    "RestoreService": (Permit.SUPERVISE,),
    "SuspendAgency": (Permit.SUPERVISE,),
    "RestoreAgency": (Permit.SUPERVISE,),
    "UnlockOfficer": (Permit.SUPERVISE,),
    "ConfigureDisplay": (Permit.SUPERVISE,),
    ANNOUNCE: (Permit.SUPERVISE,),
    MESSAGE: (Permit.SUPERVISE,),
    FIND: (Permit.DESK, Permit.SUPERVISE),
    ADD_MEDIUM: (Permit.MEDIA,),
    REMOVE_MEDIUM: (Permit.MEDIA,),
}
"""One of these permits is needed for it; what is not here every officer may do. Taking a ticket and
closing a counter depend on more (`needed`)."""

_OF_THE_QUEUE = frozenset({FIND, WHY})
"""Their answers name others: they need the sight of the queue besides."""

_OF_ANOTHERS = frozenset({"PauseCounter", "CloseCounter"})
"""At one's own counter every officer may; at another's a supervisor."""

_NAME_A_COUNTER = frozenset({"SetProfile", MESSAGE})
"""Their counter is what they are about, not where the officer sits."""

_AT_ONE_OR_NONE = (c.ResumeTicket, c.EnterPaper)
"""An officer does it at the counter that is named; without one somebody who sits at none."""

_OFFICERS_OWN = (
    *_AT_ONE_OR_NONE,
    *(c.CounterCommand, c.SetPriority, c.SetAssistance, c.MoveTicket, c.PostponeTicket),
    *(c.SuspendService, c.RestoreService, c.SuspendAgency, c.RestoreAgency),
    *(c.DecideEnd, c.SetProfile, c.UnlockOfficer),
)

_NOT_OF_THE_QUEUE = frozenset({ACKNOWLEDGE, ADD, LIST, ANNOUNCE, MESSAGE, FIND, WHY})


def needed(
    role: str, name: str, body: Mapping[str, Any], own: str | None = None
) -> tuple[Permit, ...]:
    """The permits of which an officer needs one. `role` is the line's, empty over REST; `own` is
    the counter where the officer sits."""
    if name == "IssueTicket":
        return (Permit.ISSUE,) if body.get("desk") or role == _AT_COUNTER else ()
    if name in _OF_ANOTHERS:
        return () if body.get("counter") == own else (Permit.SUPERVISE,)
    if name == "ResumeTicket" and not body.get("counter"):
        return (Permit.DESK, Permit.SUPERVISE)
    return NEEDS.get(name, ())


def wants_session(role: str, name: str, body: Mapping[str, Any]) -> bool:
    """Whether an order beyond loopback is an officer's own. `role` is empty over REST.

    A counter's line sees every ticket, so whatever it asks for is an officer's doing; only a
    ticket may be taken there by anybody, as everywhere else.
    """
    if name in _NOT_OF_THE_QUEUE:
        return True
    kind = OPEN_TO_APPS.get(name)
    if kind is c.OpenCounter:
        return "pin" not in body
    if kind is c.IssueTicket:
        return bool(body.get("desk"))
    return kind is not None and (role == _AT_COUNTER or issubclass(kind, _OFFICERS_OWN))


def actor_of(hub: Hub, role: str, name: str, body: Mapping[str, Any], session: str) -> str:
    """The officer behind an order; empty where there need be none.

    Raises `SignOnRefused`: for a session that is none, and for what the officer's role does not
    allow.
    """
    if name == "OpenCounter" and "pin" in body:
        return str(body.get("officer", ""))  # the PIN is looked at before it is decided
    if session:
        found = hub.officers.sittings.of(session)
        _require_seat(hub, found, name, body)
        actor, own = found.officer, found.counter
    elif wants_session(role, name, body) and not hub.trust.loopback_only:
        raise no_session()
    elif body.get("counter") and name not in _NAME_A_COUNTER:
        own = str(body["counter"])
        actor = hub.officer_at(own)
    else:
        return ""
    if actor:
        hub.signing_in.require(actor, needed(role, name, body, own), name)
        if name in _OF_THE_QUEUE:
            hub.signing_in.require(actor, (Permit.SEE_QUEUE,), name)
        _require_reason(name, body)
    return actor


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
    if at_counter and body.get("counter") == found.counter:
        return
    if at_counter and name not in _OF_ANOTHERS:
        raise no_session()
    hub.signing_in.require_seated(found.counter, found.officer)


def _at_a_counter(kind: type[c.Command] | None, body: Mapping[str, Any]) -> bool:
    if kind is None:
        return False
    named = issubclass(kind, _AT_ONE_OR_NONE) and bool(body.get("counter"))
    return named or issubclass(kind, c.CounterCommand)


def sources(device: str, address: str) -> tuple[str, ...]:
    """Where a PIN is typed: a device may call itself what it likes, its machine may not."""
    return (device,) if not address or is_loopback(address) else (device, address)
