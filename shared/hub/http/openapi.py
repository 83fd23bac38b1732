"""`/api/openapi.json`: the REST side described from the same types that read and write it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from shared import __version__
from shared.hub.caller import CallerKind
from shared.hub.http import counters, hall, staff, tickets
from shared.hub.http.body import answer
from shared.hub.http.openapi_devices import of_devices, of_media, of_pins
from shared.hub.http.openapi_personal import of_personal
from shared.hub.http.openapi_shapes import (
    OK,
    anything,
    fields_of,
    image,
    json_of,
    operation_of,
    ref,
    text_of,
)
from shared.hub.officers import Officer
from shared.hub.orders import OPEN_TO_APPS
from shared.hub.permissions import COMMANDS, ROUTES
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
    return answer(document())


@cache
def document() -> dict[str, Any]:
    """The whole description (OpenAPI 3.1). ``x-callers`` says of each operation who may, with
    nobody behind them and with somebody who has signed on (docs/permissions.md)."""
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
    paths |= _actions(schemas) | _of_staff(schemas) | of_personal()
    paths |= of_devices() | of_media() | of_pins()
    return {
        path: _with_parameters(path, _with_callers(path, methods))
        for path, methods in paths.items()
    }


def _with_callers(path: str, methods: dict[str, Any]) -> dict[str, Any]:
    return {
        method: operation | _callers_of(method.upper(), path)
        for method, operation in methods.items()
    }


def _callers_of(method: str, path: str) -> dict[str, Any]:
    row = ROUTES[method, path]
    rows = (
        [row] if not isinstance(row, str) else [COMMANDS[one] for one in COMMANDS if one[0] == row]
    )
    alone = frozenset[CallerKind]().union(*(one.alone for one in rows))
    people = frozenset[CallerKind]().union(*(one.people for one in rows))
    return {
        "security": [{}] if CallerKind.STRANGER in alone else [{"token": []}],
        "x-callers": {"alone": sorted(alone), "people": sorted(people)},
    }


def _of_tickets(schemas: dict[str, Any]) -> dict[str, Any]:
    return {
        "/api/v1/tickets": {
            "post": operation_of(
                "Take a ticket",
                _body(schemas, "IssueTicket", keep={"service"}),
                {"201": json_of(_TICKET)},
                key=True,
            )
        },
        "/api/v1/papers": {
            "post": operation_of(
                "Enter an emergency paper's number, without a counter",
                _body(schemas, "EnterPaper", keep={"service"}),
                {"201": json_of(_TICKET)},
                key=True,
            )
        },
        "/api/v1/tickets/{ticket}": {
            "get": operation_of("A ticket", None, {"200": json_of(_TICKET)})
        },
    }


def _of_the_hall(schemas: dict[str, Any]) -> dict[str, Any]:
    return {
        "/api/v1/counters": {"get": _list("counters", _COUNTER, "All counters")},
        "/api/v1/counters/{counter}": {
            "get": operation_of("A counter", None, {"200": json_of(_COUNTER)})
        },
        "/api/v1/services": {"get": _list("services", "ServiceStatus", "All services")},
        "/api/v1/queue": {"get": _list("tickets", _TICKET, "All who wait, in order")},
        "/api/v1/refused": {"get": _refused()},
        "/api/v1/tickets/{ticket}/before/{number}": {
            "get": operation_of(
                "Why that number was called before this ticket, for its visitor",
                None,
                {"200": json_of("WhyBefore")},
            )
        },
        "/api/v1/reports/rule": {"get": _rule_report()},
        "/api/v1/troubles": {"get": _list("troubles", "DeviceTrouble", "What is wrong now")},
        "/api/v1/displays": {"get": _list("displays", "DeviceView", "All displays")},
        "/api/v1/displays/{display}": {
            "put": operation_of(
                "Zones, name, volume of a display",
                _body(schemas, "ConfigureDisplay"),
                {"200": json_of("DeviceView")},
                key=True,
            )
        },
        "/api/v1/displays/{display}/test-sound": {
            "post": operation_of(
                "Have a display test its sound", None, {"200": json_of("SoundTest")}
            )
        },
        "/api/v1/displays/{display}/picture": {
            "get": operation_of("What a display shows, for supervisors", None, {"200": image()})
        },
    }


def _of_the_hub() -> dict[str, Any]:
    return {
        "/api/v1/site": {
            "get": operation_of("The site and its version", None, {"200": anything()}),
            "put": operation_of("Load a site", {"type": "object"}, {"200": anything()}),
        },
        "/api/v1/officers": {
            "get": operation_of("Ids and names", None, {"200": anything()}),
            "put": operation_of("Load officers", {"type": "object"}, {"200": anything()}),
        },
        "/api/v1/officers/pins": {
            "post": operation_of("PINs not yet noted", {"type": "object"}, {"200": anything()})
        },
        "/api/v1/restore/go": {
            "post": operation_of("Wait for no kiosk after a restore", None, {"200": anything()})
        },
        "/api/v1/clock/accept": {
            "post": operation_of("The machine's clock is right", None, {"200": anything()})
        },
        "/api/v1/events": {"get": _events()},
        "/healthz": {"get": operation_of("Whether the hub decides", None, {"200": anything()})},
        "/api/openapi.json": {"get": operation_of("This description", None, OK)},
        "/metrics": {"get": operation_of("Figures for Prometheus", None, {"200": text_of()})},
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
    field = {"left_without_counter": {"type": "array", "items": fields_of(left)}}
    content = {"application/json": {"schema": {"allOf": [ref(_COUNTER), fields_of(field)]}}}
    return {"description": _COUNTER, "content": content}


def _of_staff(schemas: dict[str, Any]) -> dict[str, Any]:
    """Sittings, and what the hub does beside the queue."""
    text, token = {"type": "string"}, {"session": {"type": "string"}}
    who = {"officer": text, "pin": text}
    zones = {"type": "array", "items": text}
    taking = {"reason": text} | who
    found: dict[str, Any] = {
        "/api/v1/sign-in": {
            "post": operation_of("A sitting without a counter", fields_of(who), OK)
        },
        "/api/v1/sign-out": {"post": operation_of("Its end", fields_of(token), OK)},
        "/api/v1/me": {"get": operation_of("Whose a session is, and their rights", None, OK)},
        "/api/v1/officers/{officer}/unlock": {
            "post": operation_of("An officer may try again at once", fields_of({}), OK, key=True)
        },
        "/api/v1/announcements": {
            "post": operation_of(
                "Words to the hall",
                fields_of({"zones": zones, "text": text, "english": text}, optional={"english"}),
                {"201": anything()},
                key=True,
            )
        },
        "/api/v1/tickets/{ticket}/notes": {
            "get": operation_of("A ticket's notes", None, OK),
            "post": operation_of(
                "A note that stays with the ticket",
                fields_of({"code": text, "text": text}, optional={"code", "text"}),
                {"201": anything()},
                key=True,
            ),
        },
        "/api/v1/counters/{counter}/take-over": {
            "post": operation_of(
                "Sign on where another officer still is",
                fields_of(taking),
                {"200": json_of(_COUNTER)},
            )
        },
        "/api/v1/counters/{counter}/message": {
            "post": operation_of("Words to who sits there", fields_of({"text": text}), OK, key=True)
        },
    }
    for action, command in staff.AGENCY_ACTIONS.items():
        body = _body(schemas, command)
        body["properties"].pop("agency")
        body["required"] = [name for name in body["required"] if name != "agency"]
        operation = operation_of(command, body, {"200": anything()}, key=True)
        found[f"/api/v1/agencies/{{agency}}/{action}"] = {"post": operation}
    return found


def _post(
    schemas: dict[str, Any], command: str, view: str, keep: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    body = _body(schemas, command, keep=keep)
    return {"post": operation_of(command, body, {"200": json_of(view)}, key=True)}


def _body(
    schemas: dict[str, Any], command: str, keep: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    schema = schemas[command]
    hidden = _OWN_FIELDS - keep
    properties = {n: p for n, p in schema.get("properties", {}).items() if n not in hidden}
    required = [name for name in schema.get("required", []) if name not in hidden]
    return {"type": "object", "properties": properties, "required": required}


def _list(name: str, view: str, summary: str) -> dict[str, Any]:
    rows = {"type": "array", "items": ref(view)}
    schema = {"type": "object", "properties": {name: rows}, "required": [name]}
    good = {"description": summary, "content": {"application/json": {"schema": schema}}}
    return operation_of(summary, None, {"200": good})


def _events() -> dict[str, Any]:
    good = {"description": "Server-sent events", "content": {"text/event-stream": {}}}
    operation = operation_of("The journal as it grows", None, {"200": good})
    operation["parameters"] = [{"name": "after", "in": "query", "schema": {"type": "integer"}}]
    return operation


def _refused() -> dict[str, Any]:
    operation = operation_of("What visitors did not get", None, {"200": json_of("RefusedDay")})
    date = {"type": "string", "format": "date"}
    operation["parameters"] = [{"name": "date", "in": "query", "schema": date}]
    return operation


def _rule_report() -> dict[str, Any]:
    says = "Calls by the rule and beside it"
    operation = operation_of(says, None, {"200": json_of("RuleReport")})
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
