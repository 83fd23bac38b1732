"""`/api/v1/tickets`: take one, look at it, cancel, reprint, rejoin; and what staff do with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from shared.domain.decide.finding import ticket_of
from shared.domain.hall import Ticket
from shared.domain.ids import TicketId
from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import ask_staff, carry_out
from shared.hub.notes import ADD, LIST
from shared.hub.views import public_ticket, staff_ticket

if TYPE_CHECKING:
    from shared.hub.hub import Hub

ACTIONS = {"cancel": "CancelTicket", "reprint": "RequestReprint", "rejoin": "RejoinTicket"}

STAFF_ACTIONS = {
    "postpone": "PostponeTicket",
    "assist": "SetAssistance",
    "priority": "SetPriority",
    "move": "MoveTicket",
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
    return answer(hub.waits.as_it_is(public_ticket(hall, ticket), ticket))


async def act(hub: Hub, request: Request) -> Response:
    """Cancel, reprint or rejoin."""
    return answer(public_ticket(hub.engine.hall, await _act(hub, request, ACTIONS)))


async def act_as_staff(hub: Hub, request: Request) -> Response:
    """Postpone, move, assistance and priority."""
    return answer(staff_ticket(hub.engine.hall, await _act(hub, request, STAFF_ACTIONS)))


async def _act(hub: Hub, request: Request, actions: dict[str, str]) -> Ticket:
    body = await json_object(request)
    name = actions[request.path_params["action"]]
    receipt = await carry_out(hub, request, name, body | {"ticket": request.path_params["ticket"]})
    assert receipt.ticket is not None
    return receipt.ticket


async def add_note(hub: Hub, request: Request) -> Response:
    """A note of the site's list, or one's own words: they stay with the ticket for some days."""
    body = await json_object(request) | {"ticket": request.path_params["ticket"]}
    return answer(await ask_staff(hub, request, ADD, body), 201)


async def notes(hub: Hub, request: Request) -> Response:
    """All notes of a ticket, for staff, with who wrote them."""
    return answer(await ask_staff(hub, request, LIST, {"ticket": request.path_params["ticket"]}))
