"""What is known of people, over REST: never in an address, and never without its permit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import ask_staff
from shared.hub.personal import orders

if TYPE_CHECKING:
    from shared.hub.hub import Hub

_FRESH = {"Cache-Control": "no-store"}


async def put_contact(hub: Hub, request: Request) -> Response:
    """Name, telephone and whether messages are agreed to, of a ticket's visitor; masked."""
    body = await json_object(request) | {"ticket": request.path_params["ticket"]}
    return _told(await ask_staff(hub, request, orders.CONTACT, body))


async def look(hub: Hub, request: Request) -> Response:
    """The contact of a ticket's visitor, masked."""
    body = {"ticket": request.path_params["ticket"]}
    return _told(await ask_staff(hub, request, orders.LOOK, body))


async def put_booking(hub: Hub, request: Request) -> Response:
    """Who has booked; masked."""
    body = await json_object(request)
    return _told(await ask_staff(hub, request, orders.BOOKING, body), 201)


async def keys(hub: Hub, request: Request) -> Response:
    """The names of the keys, and how much each has sealed."""
    return _told(await ask_staff(hub, request, orders.KEYS, {}))


async def act(hub: Hub, request: Request) -> Response:
    """One of `orders.ACTIONS`."""
    name = orders.ACTIONS[request.path_params["action"]]
    return _told(await ask_staff(hub, request, name, await json_object(request)))


def _told(body: object, status: int = 200) -> Response:
    """What nobody on its way may keep."""
    response = answer(body, status)
    response.headers.update(_FRESH)
    return response
