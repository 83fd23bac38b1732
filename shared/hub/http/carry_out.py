"""One way for every command that comes over HTTP: read, decide, answer or refuse."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from shared.domain.hall import Receipt, Ticket
from shared.domain.permits import Permit
from shared.domain.refusal import Refusal
from shared.hub.engine import Unavailable
from shared.hub.http.body import BadRequest, refuse
from shared.hub.orders import BadCommand, new_command_id, order_of
from shared.hub.problems import FAULT, of_refusal, of_unavailable, problem
from shared.hub.sign_on import SignOnRefused
from shared.hub.staff import actor_of, require_known, sources
from shared.hub.trust import Distrust
from shared.hub.views import staff_ticket
from shared.hub.written import Asked
from shared.protocol.views import TicketView

if TYPE_CHECKING:
    from shared.hub.hub import Hub
    from shared.hub.people import Session

Handler = Callable[["Hub", Request], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]

log = logging.getLogger(__name__)

SENDER = "api"
"""Ids of REST clients are scoped to this sender."""


def endpoint(hub: Hub, handler: Handler, *, open_to_all: bool = False) -> Endpoint:
    """A handler with trust before it, and every refusal as a problem after it."""

    async def serve(request: Request) -> Response:
        try:
            if not open_to_all:
                hub.trust.require(request.headers)
            return await handler(hub, request)
        except Refusal as refusal:
            hub.refused(refusal)
            return refuse(of_refusal(refusal, hub.engine.hall))
        except BadRequest as bad:
            return refuse(bad.problem)
        except BadCommand as bad_command:
            return refuse(problem(422, "bad-command", bad_command.detail))
        except Distrust as stranger:
            return refuse(problem(stranger.status, stranger.code, stranger.detail))
        except SignOnRefused as denied:
            return refuse(problem(denied.status, denied.code, denied.detail, denied.extra))
        except Unavailable as error:
            return refuse(of_unavailable(error))
        except Exception:
            log.exception("A fault of ours while answering %s %s", request.method, request.url.path)
            return refuse(FAULT)

    return serve


async def carry_out(hub: Hub, request: Request, name: str, body: dict[str, Any]) -> Receipt:
    """Submits the command that a request asks for, under its ``Idempotency-Key`` if it has one; the
    actor is the officer behind the request, where there must be one."""
    key = _key_of(request)
    session, body = session_in(request, body)
    actor = actor_of(hub, "", name, body, session)
    require_known(hub, name, body)
    body = {field: value for field, value in body.items() if field != "pin"}
    order = order_of(name, body, sender=SENDER, actor=actor, id_=key)
    return await hub.engine.submit(order)


async def ask_staff(hub: Hub, request: Request, name: str, body: dict[str, Any]) -> dict[str, Any]:
    """The same for what the engine alone cannot carry out (`Hub.staff_orders`)."""
    key = _key_of(request)
    session, body = session_in(request, body)
    actor = actor_of(hub, "", name, body, session)
    asked = Asked(id=key or new_command_id(), name=name, body=body, sender=SENDER, actor=actor)
    return await hub.staff_orders[name](asked)


def session_in(request: Request, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """An officer's session, from the body or the header, and the body without it."""
    session = body.get("session") or request.headers.get("giliran-session", "")
    return str(session), {name: value for name, value in body.items() if name != "session"}


def sitting_in(hub: Hub, request: Request, body: dict[str, Any] | None = None) -> Session | None:
    """Whose session a request shows; None where it shows none. `SignOnRefused` for one that is
    over."""
    session, _ = session_in(request, body or {})
    if not session:
        return None
    found = hub.officers.sittings.of(session)
    hub.signing_in.require_seated(found.counter, found.officer)
    return found


def require_sight(hub: Hub, request: Request, what: str) -> None:
    """Refuses an officer who may not see the queue; a script without a session is trusted."""
    found = sitting_in(hub, request)
    if found is not None:
        hub.signing_in.require(found.officer, (Permit.SEE_QUEUE,), what)


def ticket_for_staff(
    hub: Hub, request: Request, ticket: Ticket, body: dict[str, Any] | None = None
) -> TicketView:
    """All that an officer may know of a ticket; who may not see the queue is told no more of
    another counter's than that it is there."""
    found = sitting_in(hub, request, body)
    if found is None or hub.sight.may_see(found.officer):
        return staff_ticket(hub.engine.hall, ticket)
    return hub.sight.ticket(ticket, found.counter)


def request_sources(request: Request) -> tuple[str, ...]:
    """Where a PIN in a request is typed."""
    address = request.client.host if request.client is not None else ""
    return sources(f"rest {address}", address)


def _key_of(request: Request) -> str | None:
    keys = request.headers.getlist("idempotency-key")
    if not keys:
        return None
    if len(keys) > 1 or not 0 < len(keys[0].strip()) <= 128:
        detail = "An Idempotency-Key is one header with 1 to 128 characters, or none."
        raise BadRequest(problem(422, "bad-idempotency-key", detail))
    return keys[0]
