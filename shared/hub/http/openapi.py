"""`/api/openapi.json`: the REST side described from the same types that read and write it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from shared import __version__
from shared.hub.http import counters, hall, staff, tickets
from shared.hub.http.body import answer
from shared.hub.officers import Officer
from shared.hub.orders import OPEN_TO_APPS
from shared.hub.projection.rule_report import RuleReport
from shared.protocol.views import (
    CounterView,
    DeviceTrouble,
    DeviceView,
    Problem,
    RefusedDay,
    ServiceStatus,
    SoundTest,
    TicketView,
)
from shared.protocol.why import WhyBefore

if TYPE_CHECKING:
    from shared.hub.hub import Hub

_VIEWS = (
    *(TicketView, CounterView, ServiceStatus, DeviceView, DeviceTrouble, SoundTest),
    *(RefusedDay, Problem, Officer, RuleReport, WhyBefore),
)
_OWN_FIELDS = {"ticket", "new_visit", "promise", "counter", "display", "service"}
"""Fields that the path or the hub fills in."""

_TICKET, _COUNTER = "TicketView", "CounterView"


async def describe(hub: Hub, request: Request) -> Response:
    return answer(_document())


@cache
def _document() -> dict[str, Any]:
    _, schemas = msgspec.json.schema_components(
        (*_VIEWS, *OPEN_TO_APPS.values()), ref_template="#/components/schemas/{name}"
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Giliran", "version": __version__, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": "/"}],
        "paths": _paths(schemas),
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _paths(schemas: dict[str, Any]) -> dict[str, Any]:
    paths = _of_tickets(schemas) | _of_the_hall(schemas) | _of_the_hub()
    paths |= _actions(schemas) | _of_staff(schemas)
    return {path: _with_parameters(path, methods) for path, methods in paths.items()}


def _of_tickets(schemas: dict[str, Any]) -> dict[str, Any]:
    return {
        "/api/v1/tickets": {
            "post": _operation(
                "Take a ticket",
                _body(schemas, "IssueTicket", keep={"service"}),
                {"201": _json(_TICKET)},
                key=True,
            )
        },
        "/api/v1/papers": {
            "post": _operation(
                "Enter an emergency paper's number, without a counter",
                _body(schemas, "EnterPaper", keep={"service"}),
                {"201": _json(_TICKET)},
                key=True,
            )
        },
        "/api/v1/tickets/{ticket}": {"get": _operation("A ticket", None, {"200": _json(_TICKET)})},
    }


def _of_the_hall(schemas: dict[str, Any]) -> dict[str, Any]:
    return {
        "/api/v1/counters": {"get": _list("counters", _COUNTER, "All counters")},
        "/api/v1/counters/{counter}": {
            "get": _operation("A counter", None, {"200": _json(_COUNTER)})
        },
        "/api/v1/services": {"get": _list("services", "ServiceStatus", "All services")},
        "/api/v1/queue": {"get": _list("tickets", _TICKET, "All who wait, in order")},
        "/api/v1/refused": {"get": _refused()},
        "/api/v1/tickets/{ticket}/before/{number}": {
            "get": _operation(
                "Why that number was called before this ticket, for its visitor",
                None,
                {"200": _json("WhyBefore")},
            )
        },
        "/api/v1/reports/rule": {"get": _rule_report()},
        "/api/v1/troubles": {"get": _list("troubles", "DeviceTrouble", "What is wrong now")},
        "/api/v1/displays": {"get": _list("displays", "DeviceView", "All displays")},
        "/api/v1/displays/{display}": {
            "put": _operation(
                "Zones, name, volume of a display",
                _body(schemas, "ConfigureDisplay"),
                {"200": _json("DeviceView")},
                key=True,
            )
        },
        "/api/v1/displays/{display}/test-sound": {
            "post": _operation("Have a display test its sound", None, {"200": _json("SoundTest")})
        },
    }


def _of_the_hub() -> dict[str, Any]:
    return {
        "/api/v1/site": {
            "get": _operation("The site and its version", None, {"200": _anything()}),
            "put": _operation("Load a site", {"type": "object"}, {"200": _anything()}),
        },
        "/api/v1/officers": {
            "get": _operation("Ids and names", None, {"200": _anything()}),
            "put": _operation("Load officers", {"type": "object"}, {"200": _anything()}),
        },
        "/api/v1/officers/pins": {
            "post": _operation("PINs not yet noted", {"type": "object"}, {"200": _anything()})
        },
        "/api/v1/restore/go": {
            "post": _operation("Wait for no kiosk after a restore", None, {"200": _anything()})
        },
        "/api/v1/clock/accept": {
            "post": _operation("The machine's clock is right", None, {"200": _anything()})
        },
        "/api/v1/events": {"get": _events()},
        "/healthz": {"get": _operation("Whether the hub decides", None, {"200": _anything()})},
        "/metrics": {"get": _operation("Figures for Prometheus", None, {"200": _text()})},
    }


def _actions(schemas: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for action, command in tickets.ACTIONS.items():
        found[f"/api/v1/tickets/{{ticket}}/{action}"] = _post(schemas, command, _TICKET)
    for action, command in counters.STATE_ACTIONS.items():
        found[f"/api/v1/counters/{{counter}}/{action}"] = _post(schemas, command, _COUNTER)
    found["/api/v1/counters/{counter}/profile"]["post"]["responses"]["200"] = _with_left()
    opening = found["/api/v1/counters/{counter}/open"]["post"]["requestBody"]
    opening["content"]["application/json"]["schema"]["properties"]["pin"] = {"type": "string"}
    for action, command in counters.TICKET_ACTIONS.items():
        path = f"/api/v1/counters/{{counter}}/{action}"
        keep = {"ticket", "service"} if action in {"call", "resume", "transfer"} else set()
        keep = {"service"} if action in {"enter-paper", "continue"} else keep
        found[path] = _post(schemas, command, _TICKET, keep=keep)
        found[path]["post"]["responses"]["204"] = {"description": "Nobody waits"}
    for action, command in hall.SERVICE_ACTIONS.items():
        found[f"/api/v1/services/{{service}}/{action}"] = _post(schemas, command, "ServiceStatus")
    for action, command in tickets.STAFF_ACTIONS.items():
        keep = {"service"} if action == "move" else set()
        path = f"/api/v1/tickets/{{ticket}}/{action}"
        found[path] = _post(schemas, command, _TICKET, keep=keep)
    return found


def _with_left() -> dict[str, Any]:
    """A counter after a change of its profile: and services with people waiting that no open
    counter calls."""
    left = {"service": {"type": "string"}, "waiting": {"type": "integer"}}
    field = {"left_without_counter": {"type": "array", "items": _of(left)}}
    content = {"application/json": {"schema": {"allOf": [_ref(_COUNTER), _of(field)]}}}
    return {"description": _COUNTER, "content": content}


def _of_staff(schemas: dict[str, Any]) -> dict[str, Any]:
    """Sittings, and what the hub does beside the queue."""
    text, token = {"type": "string"}, {"session": {"type": "string"}}
    who = {"officer": text, "pin": text}
    zones = {"type": "array", "items": text}
    taking = {"reason": text} | who
    found: dict[str, Any] = {
        "/api/v1/sign-in": {"post": _operation("A sitting without a counter", _of(who), _OK)},
        "/api/v1/sign-out": {"post": _operation("Its end", _of(token), _OK)},
        "/api/v1/me": {"get": _operation("Whose a session is, and their rights", None, _OK)},
        "/api/v1/officers/{officer}/unlock": {
            "post": _operation("An officer may try again at once", _of({}), _OK, key=True)
        },
        "/api/v1/announcements": {
            "post": _operation(
                "Words to the hall",
                _of({"zones": zones, "text": text, "english": text}, optional={"english"}),
                {"201": _anything()},
                key=True,
            )
        },
        "/api/v1/tickets/{ticket}/notes": {
            "get": _operation("A ticket's notes", None, _OK),
            "post": _operation(
                "A note that stays with the ticket",
                _of({"code": text, "text": text}, optional={"code", "text"}),
                {"201": _anything()},
                key=True,
            ),
        },
        "/api/v1/counters/{counter}/take-over": {
            "post": _operation(
                "Sign on where another officer still is", _of(taking), {"200": _json(_COUNTER)}
            )
        },
        "/api/v1/counters/{counter}/message": {
            "post": _operation("Words to who sits there", _of({"text": text}), _OK, key=True)
        },
    }
    for action, command in staff.AGENCY_ACTIONS.items():
        body = _body(schemas, command)
        body["properties"].pop("agency")
        body["required"] = [name for name in body["required"] if name != "agency"]
        operation = _operation(command, body, {"200": _anything()}, key=True)
        found[f"/api/v1/agencies/{{agency}}/{action}"] = {"post": operation}
    return found


def _of(
    fields: dict[str, Any], optional: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    required = [name for name in fields if name not in optional]
    return {"type": "object", "properties": fields, "required": required}


def _post(
    schemas: dict[str, Any], command: str, view: str, keep: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    body = _body(schemas, command, keep=keep)
    return {"post": _operation(command, body, {"200": _json(view)}, key=True)}


def _body(
    schemas: dict[str, Any], command: str, keep: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    schema = schemas[command]
    hidden = _OWN_FIELDS - keep
    properties = {n: p for n, p in schema.get("properties", {}).items() if n not in hidden}
    required = [name for name in schema.get("required", []) if name not in hidden]
    return {"type": "object", "properties": properties, "required": required}


def _operation(
    summary: str, body: dict[str, Any] | None, good: dict[str, Any], *, key: bool = False
) -> dict[str, Any]:
    operation: dict[str, Any] = {"summary": summary, "responses": good | {"default": _refusal()}}
    if body is not None:
        content = {"application/json": {"schema": body}}
        operation["requestBody"] = {"content": content, "required": bool(body.get("required"))}
    if key:
        header = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
        operation["parameters"] = [header]
    return operation


def _list(name: str, view: str, summary: str) -> dict[str, Any]:
    rows = {"type": "array", "items": _ref(view)}
    schema = {"type": "object", "properties": {name: rows}, "required": [name]}
    good = {"description": summary, "content": {"application/json": {"schema": schema}}}
    return _operation(summary, None, {"200": good})


def _events() -> dict[str, Any]:
    good = {"description": "Server-sent events", "content": {"text/event-stream": {}}}
    operation = _operation("The journal as it grows", None, {"200": good})
    operation["parameters"] = [{"name": "after", "in": "query", "schema": {"type": "integer"}}]
    return operation


def _refused() -> dict[str, Any]:
    operation = _operation("What visitors did not get", None, {"200": _json("RefusedDay")})
    date = {"type": "string", "format": "date"}
    operation["parameters"] = [{"name": "date", "in": "query", "schema": date}]
    return operation


def _rule_report() -> dict[str, Any]:
    says = "Calls by the rule and beside it"
    operation = _operation(says, None, {"200": _json("RuleReport")})
    date = {"type": "string", "format": "date"}
    names = ("from", "to")
    operation["parameters"] = [{"name": name, "in": "query", "schema": date} for name in names]
    return operation


def _with_parameters(path: str, methods: dict[str, Any]) -> dict[str, Any]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    listed = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in names
    ]
    return methods | ({"parameters": listed} if listed else {})


def _ref(view: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{view}"}


def _json(view: str) -> dict[str, Any]:
    return {"description": view, "content": {"application/json": {"schema": _ref(view)}}}


def _anything() -> dict[str, Any]:
    schema = {"type": "object"}
    return {"description": "An object", "content": {"application/json": {"schema": schema}}}


_OK = {"200": _anything()}


def _text() -> dict[str, Any]:
    return {"description": "Text", "content": {"text/plain": {"schema": {"type": "string"}}}}


def _refusal() -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {"description": "A refusal with a stable code", "content": content}
