"""One way for every command that comes over HTTP: read, decide, answer or refuse."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from shared.domain.hall import Receipt
from shared.domain.refusal import Refusal
from shared.hub.engine import Unavailable
from shared.hub.http.body import BadRequest, refuse
from shared.hub.officers import SignOnRefused
from shared.hub.orders import BadCommand, order_of
from shared.hub.problems import FAULT, of_refusal, of_unavailable, problem
from shared.hub.staff import actor_of
from shared.hub.trust import Distrust

if TYPE_CHECKING:
    from shared.hub.hub import Hub

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


async def carry_out(
    hub: Hub, request: Request, name: str, body: dict[str, Any], actor: str | None = None
) -> Receipt:
    """Submits the command that a request asks for, under its ``Idempotency-Key`` if it has one.

    Without an `actor` it is the officer behind the request, where there must be one.
    """
    key = _key_of(request)
    session, body = session_in(request, body)
    if actor is None:
        actor = await actor_of(hub, "", name, body, session)
    order = order_of(name, body, sender=SENDER, actor=actor, id_=key)
    return await hub.engine.submit(order)


def session_in(request: Request, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """An officer's session, from the body or the header, and the body without it."""
    session = body.get("session") or request.headers.get("giliran-session", "")
    return str(session), {name: value for name, value in body.items() if name != "session"}


def _key_of(request: Request) -> str | None:
    keys = request.headers.getlist("idempotency-key")
    if not keys:
        return None
    if len(keys) > 1 or not 0 < len(keys[0].strip()) <= 128:
        detail = "An Idempotency-Key is one header with 1 to 128 characters, or none."
        raise BadRequest(problem(422, "bad-idempotency-key", detail))
    return keys[0]
