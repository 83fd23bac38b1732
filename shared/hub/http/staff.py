"""Who works here, and what supervisors do for the whole hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from shared.hub.announcements import ANNOUNCE
from shared.hub.http.body import answer, json_object
from shared.hub.http.carry_out import (
    ask_staff,
    by_of,
    carry_out,
    request_sources,
    sender_of,
    session_in,
)
from shared.hub.sign_on import SIGN_IN
from shared.hub.staff import require_row

if TYPE_CHECKING:
    from shared.hub.hub import Hub

AGENCY_ACTIONS = {"suspend": "SuspendAgency", "restore": "RestoreAgency"}


async def sign_in(hub: Hub, request: Request) -> Response:
    """A sitting without a counter: `{officer, pin}` gives a `session`, the role and its rights."""
    body = await json_object(request)
    require_row(by_of(request), SIGN_IN, body)
    by, sources, sender = by_of(request), request_sources(request), sender_of(request)
    return answer(await hub.signing_in.sign_in(by, body, sources, sender))


async def change_pin(hub: Hub, request: Request) -> Response:
    """`{officer, pin, new}`: a PIN or password of the officer's own."""
    body = await json_object(request)
    sources, sender = request_sources(request), sender_of(request)
    return answer(await hub.signing_in.change_pin(body, sources, sender))


async def sign_out(hub: Hub, request: Request) -> Response:
    session, _ = session_in(request, await json_object(request))
    return answer(await hub.signing_in.sign_out(by_of(request), session, sender_of(request)))


async def who_am_i(hub: Hub, request: Request) -> Response:
    """Whose the session in the ``Giliran-Session`` header is."""
    session, _ = session_in(request, {})
    return answer(await hub.signing_in.who(by_of(request), session))


async def unlock(hub: Hub, request: Request) -> Response:
    """An officer who typed wrong PINs may try again at once."""
    officer = request.path_params["officer"]
    await carry_out(hub, request, "UnlockOfficer", {"officer": officer})
    return answer({"officer": officer})


async def announce(hub: Hub, request: Request) -> Response:
    """A free announcement to zones."""
    return answer(await ask_staff(hub, request, ANNOUNCE, await json_object(request)), 201)


async def agency(hub: Hub, request: Request) -> Response:
    """`suspend` or `restore` all services of an agency at once."""
    body = await json_object(request)
    agency = request.path_params["agency"]
    name = AGENCY_ACTIONS[request.path_params["action"]]
    await carry_out(hub, request, name, body | {"agency": agency})
    plan = hub.engine.hall.plan
    own = {one.code for one in plan.services.values() if one.agency == agency} if plan else set()
    return answer({"services": [one for one in hub.told.statuses() if one.code in own]})
