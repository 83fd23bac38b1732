"""`/api/v1/tickets`: take one, look at it, cancel, reprint, rejoin; and what staff do with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from shared.domain.decide.finding import ticket_of
from shared.domain.hall import Ticket
from shared.domain.ids import TicketId
from shared.hub.caller import CallerKind
from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import (
    ask_staff,
    by_of,
    carry_out,
    sees_health,
    sitting_in,
    ticket_for_staff,
)
from shared.hub.http.public import for_strangers
from shared.hub.notes import ADD, LIST
from shared.hub.sight import without_health
from shared.hub.views import public_ticket, staff_ticket

if TYPE_CHECKING:
    from shared.hub.hub import Hub

ACTIONS = {"cancel": "CancelTicket", "reprint": "RequestReprint", "rejoin": "RejoinTicket"}

STAFF_ACTIONS = {
    "postpone": "PostponeTicket",
    "assist": "SetAssistance",
    "priority": "SetPriority",
    "move": "MoveTicket",
    "resume": "ResumeTicket",
}
"""Answered with all that an officer may know of the ticket."""


async def take(hub: Hub, request: Request) -> Response:
    """201 and the ticket; the same key with the same body gives the same answer again."""
    body = await json_object(request)
    receipt = await carry_out(hub, request, "IssueTicket", body)
    assert receipt.ticket is not None
    view = public_ticket(hub.engine.hall, receipt.ticket, ahead=receipt.ticket.ahead)
    return answer(hub.waits.as_promised(view, receipt.ticket), 201)


async def look(hub: Hub, request: Request) -> Response:
    hall = hub.engine.hall
    ticket = ticket_of(hall, TicketId(request.path_params["ticket"]))
    if _is_limited(hub, request):
        return answer(ticket_for_staff(hub, request, ticket))
    view = hub.waits.as_it_is(public_ticket(hall, ticket), ticket)
    return answer(for_strangers(view) if _knows_nobody(request) else view)


async def act(hub: Hub, request: Request) -> Response:
    """Cancel, reprint or rejoin."""
    ticket, body = await _act(hub, request, ACTIONS)
    if _is_limited(hub, request, body):
        return answer(ticket_for_staff(hub, request, ticket, body))
    view = public_ticket(hub.engine.hall, ticket)
    return answer(for_strangers(view) if _knows_nobody(request) else view)


async def act_as_staff(hub: Hub, request: Request) -> Response:
    """Postpone, move, resume, assistance and priority."""
    ticket, body = await _act(hub, request, STAFF_ACTIONS)
    return answer(ticket_for_staff(hub, request, ticket, body))


def _knows_nobody(request: Request) -> bool:
    """Strangers, and TVs: the hall reads what they show, and they hear the ids of all who are
    called."""
    return by_of(request).caller.kind in (CallerKind.STRANGER, CallerKind.DISPLAY)


def _is_limited(hub: Hub, request: Request, body: dict[str, Any] | None = None) -> bool:
    """Whether an officer asks who may not see the queue: a visitor shows no session."""
    found = sitting_in(hub, request, body)
    return found is not None and not hub.sight.may_see(found.officer)


async def _act(
    hub: Hub, request: Request, actions: dict[str, str]
) -> tuple[Ticket, dict[str, Any]]:
    """The ticket, and the body that was sent."""
    body = await json_object(request)
    name = actions[request.path_params["action"]]
    receipt = await carry_out(hub, request, name, body | {"ticket": request.path_params["ticket"]})
    assert receipt.ticket is not None
    return receipt.ticket, body


async def enter_paper(hub: Hub, request: Request) -> Response:
    """An emergency paper's number, typed by somebody who sits at no counter: 201."""
    receipt = await carry_out(hub, request, "EnterPaper", await json_object(request))
    assert receipt.ticket is not None
    view = staff_ticket(hub.engine.hall, receipt.ticket)
    return answer(view if sees_health(hub, request) else without_health(view), 201)


async def add_note(hub: Hub, request: Request) -> Response:
    """A note of the site's list, or one's own words: they stay with the ticket for some days."""
    body = await json_object(request) | {"ticket": request.path_params["ticket"]}
    return answer(await ask_staff(hub, request, ADD, body), 201)


async def notes(hub: Hub, request: Request) -> Response:
    """All notes of a ticket, for staff, with who wrote them."""
    return answer(await ask_staff(hub, request, LIST, {"ticket": request.path_params["ticket"]}))
