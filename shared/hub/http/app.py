"""All routes of the hub in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.hub.http import (
    backup,
    clock,
    counters,
    devices,
    hall,
    media,
    officers,
    openapi,
    personal,
    pictures,
    reports,
    staff,
    streams,
    tickets,
)
from shared.hub.http.body import answer, refuse
from shared.hub.http.carry_out import Handler, endpoint
from shared.hub.http.public import PublicSide
from shared.hub.own_troubles import own_troubles
from shared.hub.personal import orders as personal_orders
from shared.hub.problems import problem
from shared.hub.trust import Distrust, require_known_caller

if TYPE_CHECKING:
    from shared.hub.hub import Hub

API = "/api/v1"

ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("POST", "/tickets", tickets.take),
    ("POST", "/papers", tickets.enter_paper),
    ("GET", "/tickets/{ticket}", tickets.look),
    ("GET", "/tickets/{ticket}/before/{number}", reports.why_before),
    ("GET", "/tickets/{ticket}/notes", tickets.notes),
    ("POST", "/tickets/{ticket}/notes", tickets.add_note),
    ("PUT", "/tickets/{ticket}/contact", personal.put_contact),
    ("GET", "/tickets/{ticket}/contact", personal.look),
    ("POST", "/personal/bookings", personal.put_booking),
    ("GET", "/personal/keys", personal.keys),
    ("GET", "/counters", counters.everyone),
    ("GET", "/counters/{counter}", counters.one),
    ("POST", "/counters/{counter}/take-over", counters.take_over),
    ("POST", "/counters/{counter}/message", counters.message),
    ("GET", "/services", hall.services),
    ("GET", "/queue", hall.queue),
    ("GET", "/refused", hall.refused),
    ("GET", "/reports/rule", reports.rule),
    ("GET", "/site", hall.get_site),
    ("PUT", "/site", hall.put_site),
    ("GET", "/troubles", hall.troubles),
    ("GET", "/devices", devices.everyone),
    ("POST", "/devices", devices.enrol),
    ("GET", "/devices/pending", devices.pending),
    ("POST", "/devices/pending/{number}/approve", devices.approve),
    ("POST", "/devices/{device}/rename", devices.rename),
    ("POST", "/devices/{device}/revoke", devices.revoke),
    ("GET", "/displays", hall.displays),
    ("PUT", "/displays/{display}", hall.configure_display),
    ("POST", "/displays/{display}/test-sound", hall.test_sound),
    ("GET", "/displays/{display}/picture", pictures.show),
    ("GET", "/officers", officers.listed),
    ("PUT", "/officers", officers.put),
    ("POST", "/officers/pins", officers.pins),
    ("POST", "/officers/{officer}/role", officers.set_role),
    ("POST", "/officers/{officer}/pin", officers.give_pin),
    ("POST", "/officers/{officer}/unlock", staff.unlock),
    ("POST", "/sign-in", staff.sign_in),
    ("POST", "/sign-out", staff.sign_out),
    ("POST", "/change-pin", staff.change_pin),
    ("GET", "/me", staff.who_am_i),
    ("POST", "/announcements", staff.announce),
    ("POST", "/restore/go", backup.go),
    ("POST", "/clock/accept", clock.accept),
    ("GET", "/events", streams.events),
    ("GET", "/media", media.listed),
    ("PUT", "/media/{name}", media.put),
    ("DELETE", "/media/{name}", media.remove),
    ("GET", "/media/files/{digest}", media.hand_out),
)
"""Method, path below `API`, handler; actions are added one route each."""


def application(hub: Hub) -> ASGIApp:
    """The hub's ASGI application.

    Paths without a parameter go past the framework's middleware: taking a ticket is the one request
    that everyone waits for.
    """
    handlers = {HTTPException: _refuse_http}
    framework = Starlette(routes=list(_routes(hub)), exception_handlers=handlers)
    direct = {
        f"{API}{path}": (method, endpoint(hub, handler, method, f"{API}{path}"))
        for method, path, handler in ROUTES
        if "{" not in path and [row[1] for row in ROUTES].count(path) == 1
    }

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        known = direct.get(scope.get("path", ""))
        if known is None or scope.get("method") != known[0]:
            await framework(scope, receive, send)
            return
        response = await known[1](Request(scope, receive, send))
        await response(scope, receive, send)

    return PublicSide(hub, serve)


def _routes(hub: Hub) -> list[BaseRoute]:
    found: list[BaseRoute] = [
        _route(hub, method, f"{API}{path}", handler) for method, path, handler in ROUTES
    ]
    for action in tickets.ACTIONS:
        found.append(_action(hub, "/tickets/{ticket}", action, tickets.act))
    for action in tickets.STAFF_ACTIONS:
        found.append(_action(hub, "/tickets/{ticket}", action, tickets.act_as_staff))
    for action in (*counters.STATE_ACTIONS, *counters.TICKET_ACTIONS):
        found.append(_action(hub, "/counters/{counter}", action, counters.act))
    for action in hall.SERVICE_ACTIONS:
        found.append(_action(hub, "/services/{service}", action, hall.act_on_service))
    for action in personal_orders.ACTIONS:
        found.append(_action(hub, "/personal", action, personal.act))
    for action in staff.AGENCY_ACTIONS:
        found.append(_action(hub, "/agencies/{agency}", action, staff.agency))
    found.append(_route(hub, "GET", "/api/openapi.json", openapi.describe))
    found.append(_route(hub, "GET", "/healthz", _health))
    found.append(_route(hub, "GET", "/metrics", _metrics))
    return found


def _route(hub: Hub, method: str, path: str, handler: Handler) -> Route:
    return Route(path, endpoint(hub, handler, method, path), methods=[method])


def _action(hub: Hub, path: str, action: str, handler: Handler) -> Route:
    async def act(hub: Hub, request: Request) -> Response:
        request.scope["path_params"]["action"] = action
        return await handler(hub, request)

    return _route(hub, "POST", f"{API}{path}/{action}", act)


async def _health(hub: Hub, request: Request) -> Response:
    """200 while the hub decides: the journal's head, the open lines; to a stranger only that."""
    try:
        require_known_caller(hub.trust.caller_of(request.scope))
    except Distrust:
        return answer({"status": "ok"})
    head = hub.engine.head
    doubt = hub.clock.doubt(hub.engine.hall.at)
    return answer(
        {
            "status": doubt or "ok",
            "troubles": [one.code for one in own_troubles(hub)],
            "hub": hub.id,
            "journal": {"id": head.journal, "seq": head.seq},
            "date": hub.engine.hall.date,
            "lines": len(hub.presence.lines()),
            "now": hub.text(hub.now()),
            "backup": backup.standing(hub),
            "restored": backup.waiting(hub),
        }
    )


async def _metrics(hub: Hub, request: Request) -> Response:
    return Response(hub.counts.text(hub), media_type="text/plain; version=0.0.4")


async def _refuse_http(request: Request, error: Exception) -> Response:
    """The framework's own refusals (404, 405 …) in the same form as ours."""
    assert isinstance(error, HTTPException)
    codes = {404: "not-found", 405: "method-not-allowed"}
    code = codes.get(error.status_code, f"http-{error.status_code}")
    response = refuse(problem(error.status_code, code, str(error.detail)))
    response.headers.update(error.headers or {})
    return response
