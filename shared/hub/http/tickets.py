"""`/api/v1/tickets`: take one, look at it, cancel, reprint, rejoin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from shared.domain.decide.finding import ticket_of
from shared.domain.ids import TicketId
from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import carry_out
from shared.hub.views import public_ticket

if TYPE_CHECKING:
    from shared.hub.hub import Hub

ACTIONS = {"cancel": "CancelTicket", "reprint": "RequestReprint", "rejoin": "RejoinTicket"}


async def take(hub: Hub, request: Request) -> Response:
    """201 and the ticket; the same key with the same body gives the same answer again."""
    body = await json_object(request)
    receipt = await carry_out(hub, request, "IssueTicket", body)
    assert receipt.ticket is not None
    view = public_ticket(hub.engine.hall, receipt.ticket, ahead=receipt.ticket.ahead)
    return answer(view, 201)


async def look(hub: Hub, request: Request) -> Response:
    hall = hub.engine.hall
    return answer(public_ticket(hall, ticket_of(hall, TicketId(request.path_params["ticket"]))))


async def act(hub: Hub, request: Request) -> Response:
    """Cancel, reprint or rejoin."""
    body = await json_object(request)
    name = ACTIONS[request.path_params["action"]]
    receipt = await carry_out(hub, request, name, body | {"ticket": request.path_params["ticket"]})
    assert receipt.ticket is not None
    return answer(public_ticket(hub.engine.hall, receipt.ticket))
