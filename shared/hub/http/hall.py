"""What there is to look at and to set: services, the queue, the site, displays, officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from shared.domain import commands as c
from shared.domain.decide.devices import listed_display
from shared.domain.ids import DeviceId
from shared.domain.permits import roles_of
from shared.domain.site import StaffRole
from shared.domain.site_check import Severity, problems
from shared.hub.http.body import SITE_LIMIT, BadRequest, answer, json_object
from shared.hub.http.carry_out import SENDER, carry_out, require_sight
from shared.hub.officers import Officer
from shared.hub.orders import new_command_id
from shared.hub.problems import problem
from shared.hub.roles import Role
from shared.hub.sound_tests import NoTest
from shared.hub.views import device_view, staff_ticket
from shared.protocol.site_file import SiteError, site_document, site_from

if TYPE_CHECKING:
    from shared.hub.hub import Hub


async def services(hub: Hub, request: Request) -> Response:
    """Every service with its names, whether it can be taken now, and how many wait."""
    hall = hub.engine.hall
    named = hall.plan.services if hall.plan is not None else {}
    rows = [
        msgspec.to_builtins(status)
        | {
            "agency": named[status.code].agency,  # type: ignore[index]
            "names": dict(named[status.code].name),  # type: ignore[index]
            "zone": named[status.code].zone,  # type: ignore[index]
        }
        for status in hub.told.statuses()
    ]
    return answer({"services": rows})


async def queue(hub: Hub, request: Request) -> Response:
    """All who wait, in the order of their places."""
    require_sight(hub, request, "Queue")
    hall = hub.engine.hall
    waiting = sorted(hall.waiting_tickets(), key=lambda ticket: ticket.key)
    tickets = [hub.waits.as_it_is(staff_ticket(hall, one), one) for one in waiting]
    return answer({"waiting": len(waiting), "tickets": tickets})


async def refused(hub: Hub, request: Request) -> Response:
    """What visitors wanted and did not get, today or on the ``date`` asked for."""
    date = request.query_params.get("date") or hub.engine.hall.date
    return answer(hub.refused_days.of(date))


async def get_site(hub: Hub, request: Request) -> Response:
    hall = hub.engine.hall
    if hall.plan is None:
        return answer({"version": 0, "site": None})
    return answer({"version": hall.site_version, "site": site_document(hall.plan.site)})


async def put_site(hub: Hub, request: Request) -> Response:
    """Loads a new version of the site; 422 lists every fault with its key."""
    document = await json_object(request, SITE_LIMIT)
    try:
        site = site_from(document)
    except SiteError as error:
        raise BadRequest(problem(422, "bad-site", str(error), {"where": error.where})) from None
    faults = [one for one in problems(site) if one.severity is Severity.ERROR]
    if faults:
        listed = [{"where": one.where, "what": one.what} for one in faults]
        first = f"{faults[0].where}: {faults[0].what}"
        raise BadRequest(problem(422, "bad-site", first, {"findings": listed}))
    command = c.LoadSite(site=site, document=site_document(site))
    await hub.engine.submit(c.Order(command=command, sender=SENDER, id=new_command_id()))
    await hub.turn_day()
    return answer({"version": hub.engine.hall.site_version})


async def troubles(hub: Hub, request: Request) -> Response:
    """What is wrong with the devices that are on the line now."""
    return answer({"troubles": hub.troubles.everyone()})


async def displays(hub: Hub, request: Request) -> Response:
    """Those that were met, and those of the site that were never on yet."""
    hall = hub.engine.hall
    met = [one for one in hall.devices.values() if one.role == "display"]
    site = () if hall.plan is None else hall.plan.site.displays
    unmet = [listed_display(hall, DeviceId(one.id)) for one in site if one.id not in hall.devices]
    found = [device_view(hall, one) for one in (*met, *unmet) if one is not None]
    living = {line.device: line for line in hub.presence.lines(Role.DISPLAY)}
    rows = [
        msgspec.to_builtins(view)
        | {"connected": view.id in living}
        | {"troubles": living[view.id].troubles if view.id in living else ()}  # type: ignore[index]
        for view in found
    ]
    return answer({"displays": rows})


async def test_sound(hub: Hub, request: Request) -> Response:
    """Has a display play something and listen to itself; answers what it heard."""
    try:
        found = await hub.sound_tests.test(request.path_params["display"])
    except NoTest as no:
        raise BadRequest(problem(409, no.code, no.detail)) from None
    return answer(found)


async def configure_display(hub: Hub, request: Request) -> Response:
    """Name, zones, volume and mute of a display."""
    body = await json_object(request)
    display = request.path_params["display"]
    receipt = await carry_out(hub, request, "ConfigureDisplay", body | {"display": display})
    assert receipt.device is not None
    return answer(device_view(hub.engine.hall, hub.engine.hall.devices[DeviceId(display)]))


SERVICE_ACTIONS = {"suspend": "SuspendService", "restore": "RestoreService", "end": "DecideEnd"}


async def act_on_service(hub: Hub, request: Request) -> Response:
    """`suspend` with a reason and an expected return, `restore`, or `end` of the day: serve on, or
    tomorrow."""
    body = await json_object(request)
    name = SERVICE_ACTIONS[request.path_params["action"]]
    await carry_out(hub, request, name, body | {"service": request.path_params["service"]})
    found = {status.code: status for status in hub.told.statuses()}
    return answer(found[request.path_params["service"]])


async def put_officers(hub: Hub, request: Request) -> Response:
    """Puts officers into their table: `{"officers": [{"id", "name", "pin", "role"?}], "keep"?}`.

    A role is one of the hall's. With `keep`, a list of ids, whoever is not in it may no longer sign
    on.
    """
    body = await json_object(request)
    try:
        officers = msgspec.convert(body.get("officers", []), list[Officer])
        keep = msgspec.convert(body.get("keep"), list[str] | None)
    except msgspec.ValidationError as error:
        raise BadRequest(problem(422, "bad-officers", str(error))) from None
    _require_roles(hub, officers)
    await hub.officers.load(officers)
    if keep is not None:
        await hub.officers.keep(keep)
    return answer({"officers": len(officers)})


def _require_roles(hub: Hub, officers: list[Officer]) -> None:
    known = _roles(hub)
    for officer in officers:
        if officer.role not in known:
            detail = f"{officer.id}: there is no role '{officer.role}', but {', '.join(known)}."
            raise BadRequest(problem(422, "bad-officers", detail, {"roles": list(known)}))


def _roles(hub: Hub) -> dict[str, StaffRole]:
    plan = hub.engine.hall.plan
    return roles_of(plan.site) if plan is not None else {}


async def get_officers(hub: Hub, request: Request) -> Response:
    """Ids, names and roles, and the roles that there are in this hall with what they may do."""
    names = await hub.officers.names()
    rows = [
        {"id": id_, "name": name, "role": hub.officers.role_of(id_)} for id_, name in names.items()
    ]
    roles = [
        {"code": role.code, "name": dict(role.name), "may": list(role.may)}
        for role in _roles(hub).values()
    ]
    return answer({"officers": rows, "roles": roles})


async def officer_pins(hub: Hub, request: Request) -> Response:
    """The PINs that the hub made up and nobody has noted yet; `{"noted": [id, …]}` forgets some."""
    body = await json_object(request)
    try:
        noted = msgspec.convert(body.get("noted", []), list[str])
    except msgspec.ValidationError as error:
        raise BadRequest(problem(422, "bad-officers", str(error))) from None
    await hub.officers.noted(noted)
    rows = [{"id": id_, "pin": pin} for id_, pin in hub.officers.unnoted_pins().items()]
    return answer({"pins": rows})
