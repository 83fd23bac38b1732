"""`/api/v1/officers`: who may sign on, with which role, and their first PINs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from shared.domain import commands as c
from shared.domain.permits import roles_of
from shared.domain.refusal import Code, Refusal
from shared.domain.site import StaffRole
from shared.hub.http.body import BadRequest, answer, json_object
from shared.hub.http.carry_out import actor_in, sender_of, sitting_in
from shared.hub.officers import Officer
from shared.hub.pin_rules import weakness
from shared.hub.problems import problem
from shared.hub.sign_on import SignOnRefused
from shared.hub.staff_changes import changes, of, staff_order

if TYPE_CHECKING:
    from shared.hub.hub import Hub


async def put(hub: Hub, request: Request) -> Response:
    """Puts officers into their table: `{"officers": [{"id", "name", "pin"?, "role"?}], "keep"?}`.

    A role is one of the hall's. Without a `pin` whoever is known keeps theirs, and others get one
    made up (`pins`). With `keep`, a list of ids, whoever is not in it may no longer sign on.
    """
    body = await json_object(request)
    try:
        officers = msgspec.convert(body.get("officers", []), list[Officer])
        keep = msgspec.convert(body.get("keep"), list[str] | None)
    except msgspec.ValidationError as error:
        raise _bad(str(error)) from None
    for officer in officers:
        _require_role(hub, officer.id, officer.role)
        _require_hard_to_guess(hub, officer)
    gone = set() if keep is None else set(await hub.officers.names()) - set(keep)
    roles = [role for one in officers for role in (one.role, hub.officers.role_of(one.id))]
    _require_no_more(hub, request, [*roles, *map(hub.officers.role_of, gone)])
    await _record(hub, request, changes(hub.officers, officers, gone))
    await hub.officers.load(officers)
    if keep is not None:
        await hub.officers.keep(keep)
    hub.officers.hash_the_rest()
    return answer({"officers": len(officers)})


async def listed(hub: Hub, request: Request) -> Response:
    """Ids, names and roles, whose PIN is a first one, who has to wait after wrong ones; and the
    roles that there are in this hall with what they may do."""
    names, waits = await hub.officers.names(), hub.officers.waits()
    rows: list[dict[str, Any]] = [
        {
            "id": id_,
            "name": name,
            "role": hub.officers.role_of(id_),
            "first_pin": hub.officers.has_first_pin(id_),
            "waits": waits.get(id_, 0),
        }
        for id_, name in names.items()
    ]
    roles = [
        {"code": role.code, "name": dict(role.name), "may": list(role.may)}
        for role in _roles(hub).values()
    ]
    return answer({"officers": rows, "roles": roles})


async def pins(hub: Hub, request: Request) -> Response:
    """The PINs that the hub made up and nobody has noted yet; `{"noted": [id, …]}` forgets some."""
    body = await json_object(request)
    try:
        noted = msgspec.convert(body.get("noted", []), list[str])
    except msgspec.ValidationError as error:
        raise _bad(str(error)) from None
    shown = hub.officers.unnoted_pins()
    _require_no_more(hub, request, map(hub.officers.role_of, shown))
    await hub.officers.noted(noted)
    rows = [{"id": id_, "pin": pin} for id_, pin in hub.officers.unnoted_pins().items()]
    await _record(hub, request, [of(c.StaffAct.PIN_SHOWN, (row["id"] for row in rows))])
    return answer({"pins": rows})


async def set_role(hub: Hub, request: Request) -> Response:
    """`{"role"}`: what the officer may do from now on; they have to sign on again."""
    officer = _known(hub, request)
    role = (await json_object(request)).get("role")
    if not isinstance(role, str):
        raise _bad("'role' is the code of a role.")
    _require_role(hub, officer, role)
    _require_no_more(hub, request, [role, hub.officers.role_of(officer)])
    await _record(hub, request, [of(c.StaffAct.ROLE, [officer], role)])
    await hub.officers.set_role(officer, role)
    return answer({"officer": officer, "role": role})


async def give_pin(hub: Hub, request: Request) -> Response:
    """A new first PIN for whoever has lost theirs; who is signed on is out."""
    await json_object(request)
    officer = _known(hub, request)
    _require_no_more(hub, request, [hub.officers.role_of(officer)])
    await _record(hub, request, [of(c.StaffAct.PIN_GIVEN, [officer])])
    return answer({"officer": officer, "pin": await hub.officers.give_pin(officer)})


async def _record(hub: Hub, request: Request, done: Iterable[c.TraceStaff]) -> None:
    """An entry for each, before it holds: what cannot be recorded is not done."""
    actor = actor_in(hub, request)
    for one in done:
        if one.officers:
            await hub.engine.submit(staff_order(one, sender_of(request), actor))


def _known(hub: Hub, request: Request) -> str:
    officer = str(request.path_params["officer"])
    if not hub.officers.known(officer):
        raise Refusal(Code.UNKNOWN_OFFICER, f"There is no officer '{officer}'.", officer=officer)
    return officer


def _require_no_more(hub: Hub, request: Request, roles: Iterable[str]) -> None:
    """Nobody gives others, nor takes from them, what they do not have themselves."""
    found = sitting_in(hub, request)
    for role in roles:
        if found is not None and role and not hub.signing_in.may_give(found.officer, role):
            detail = f"A '{role}' may do what you may not: ask somebody who may."
            raise SignOnRefused("not-allowed", detail)


def _require_role(hub: Hub, officer: str, role: str) -> None:
    known = _roles(hub)
    if role not in known:
        detail = f"{officer}: there is no role '{role}', but {', '.join(known)}."
        raise _bad(detail, {"roles": list(known)})


def _require_hard_to_guess(hub: Hub, officer: Officer) -> None:
    """Where others can reach the hub a first PIN is not 1234 either."""
    if hub.officers.wants_own_pins and officer.pin is not None:
        why = weakness(officer.pin, names=(officer.id, officer.name))
        if why is not None:
            raise _bad(f"{officer.id}: this PIN is too easily guessed ({why}).", {"why": why})


def _bad(detail: str, extra: dict[str, Any] | None = None) -> BadRequest:
    return BadRequest(problem(422, "bad-officers", detail, extra))


def _roles(hub: Hub) -> dict[str, StaffRole]:
    plan = hub.engine.hall.plan
    return roles_of(plan.site) if plan is not None else {}
