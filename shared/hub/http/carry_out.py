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
from shared.hub.allowed import By, may_alone, may_person, require_at_all, require_permits
from shared.hub.engine import Unavailable
from shared.hub.http.body import BadRequest, refuse
from shared.hub.machine import machine_of
from shared.hub.orders import BadCommand, new_command_id, order_of
from shared.hub.permissions import COMMANDS, ROUTES, Row
from shared.hub.problems import FAULT, of_refusal, of_unavailable, problem
from shared.hub.senders import COMMANDS_NAME, rest_sender
from shared.hub.sight import bare
from shared.hub.sign_on import SignOnRefused, no_session
from shared.hub.staff import actor_of, require_known, sitting_of, sources
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

_BY = "giliran.by"
"""Where a request carries from whom it comes."""


def endpoint(hub: Hub, handler: Handler, method: str, path: str) -> Endpoint:
    """A handler with its row of the table before it, and every refusal as a problem after it. A
    route that has no row is refused to everybody."""
    row = ROUTES.get((method, path))

    async def serve(request: Request) -> Response:
        try:
            request.scope[_BY] = By(hub.trust.caller_of(request.scope))
            _require_row(hub, request, row, f"{method} {path}")
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


def by_of(request: Request) -> By:
    """From whom a request comes."""
    by: By = request.scope[_BY]
    return by


def by_now(hub: Hub, request: Request) -> By:
    """The same, looked at anew: a device may have been taken out since the request began."""
    return By(hub.trust.caller_now(request.scope))


def sender_of(request: Request) -> str:
    """The sender that the journal keeps of what a request asks for; its ids are scoped to it."""
    by_command = request.headers.get("user-agent") == COMMANDS_NAME
    return rest_sender(by_of(request).caller, by_command=by_command)


def _require_row(hub: Hub, request: Request, row: str | Row | None, what: str) -> None:
    """Who may go on. Whose command it is, and whether they may, is looked at with its body."""
    by = by_of(request)
    if isinstance(row, str):
        cases = [one for (name, _), one in COMMANDS.items() if name == row]
        alone = frozenset().union(*(one.alone for one in cases))
        people = frozenset().union(*(one.people for one in cases))
        require_at_all(by, Row(alone=alone, people=people), row)
        return
    if row is None:
        require_at_all(by, Row(), what)
        return
    require_at_all(by, row, what)
    found = sitting_in(hub, request)
    if found is not None:
        if not may_person(by, row):
            require_at_all(by, Row(), what)
        require_permits(hub.signing_in.require, found.officer, row, what)
    elif not may_alone(by, row):
        raise no_session()


async def carry_out(hub: Hub, request: Request, name: str, body: dict[str, Any]) -> Receipt:
    """Submits the command that a request asks for, under its ``Idempotency-Key`` if it has one; the
    actor is the officer behind the request, where there must be one."""
    key = _key_of(request)
    session, body = session_in(request, body)
    actor = actor_of(hub, by_now(hub, request), name, body, session)
    require_known(hub, name, body)
    if hub.naming.might_name(body):
        await hub.naming.require_no_name(body)
    body = {field: value for field, value in body.items() if field != "pin"}
    order = order_of(name, body, sender=sender_of(request), actor=actor, id_=key)
    return await hub.engine.submit(order)


async def ask_staff(hub: Hub, request: Request, name: str, body: dict[str, Any]) -> dict[str, Any]:
    """The same for what the engine alone cannot carry out (`Hub.staff_orders`)."""
    key = _key_of(request)
    session, body = session_in(request, body)
    actor = actor_of(hub, by_now(hub, request), name, body, session)
    sender = sender_of(request)
    asked = Asked(id=key or new_command_id(), name=name, body=body, sender=sender, actor=actor)
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
    found = sitting_of(hub, by_now(hub, request), session)
    hub.signing_in.require_seated(found.counter, found.officer)
    return found


def actor_in(hub: Hub, request: Request, body: dict[str, Any] | None = None) -> str:
    """The officer whom the journal is to name for what a request does; empty: nobody signed on, as
    at the hub's machine."""
    found = sitting_in(hub, request, body)
    return "" if found is None else found.officer


def sees_health(hub: Hub, request: Request) -> bool:
    """Whether one of the staff asks who has the sight of the queue; a program is nobody of them."""
    found = sitting_in(hub, request)
    return found is not None and Permit.SEE_QUEUE in hub.signing_in.permits(found.officer)


def ticket_for_staff(
    hub: Hub, request: Request, ticket: Ticket, body: dict[str, Any] | None = None
) -> TicketView:
    """All that an officer may know of a ticket; who may not see the queue is told no more of
    another counter's than that it is there, and a program without anybody behind it nothing of a
    person's health."""
    found = sitting_in(hub, request, body)
    if found is None:
        return bare(hub.engine.hall, ticket)
    if hub.sight.may_see(found.officer):
        return staff_ticket(hub.engine.hall, ticket)
    return hub.sight.ticket(ticket, found.counter)


def request_sources(request: Request) -> tuple[str, ...]:
    """Where a PIN in a request is typed."""
    caller = by_of(request).caller
    return sources(caller, caller.device or f"rest {machine_of(caller.address)}")


def _key_of(request: Request) -> str | None:
    keys = request.headers.getlist("idempotency-key")
    if not keys:
        return None
    if len(keys) > 1 or not 0 < len(keys[0].strip()) <= 128:
        detail = "An Idempotency-Key is one header with 1 to 128 characters, or none."
        raise BadRequest(problem(422, "bad-idempotency-key", detail))
    return keys[0]
