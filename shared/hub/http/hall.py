"""What there is to look at and to set: services, the queue, the site, displays, officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from shared.domain import commands as c
from shared.domain.decide.devices import listed_display
from shared.domain.ids import DeviceId
from shared.domain.site_check import Severity, problems
from shared.hub.http.body import SITE_LIMIT, BadRequest, answer, json_object
from shared.hub.http.carry_out import actor_in, carry_out, sees_health, sender_of
from shared.hub.orders import new_command_id
from shared.hub.problems import problem
from shared.hub.roles import Role
from shared.hub.sight import bare
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
    hall = hub.engine.hall
    waiting = sorted(hall.waiting_tickets(), key=lambda ticket: ticket.key)
    describe = staff_ticket if sees_health(hub, request) else bare
    tickets = [hub.waits.as_it_is(describe(hall, one), one) for one in waiting]
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
    """Loads a new version of the site; 422 lists every fault with its key. In somebody's own name
    it changes no role by what they may not themselves."""
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
    actor = actor_in(hub, request)
    if actor:
        hub.signing_in.require_may_load(actor, site)
    command = c.LoadSite(site=site, document=site_document(site))
    sender = sender_of(request)
    order = c.Order(command=command, sender=sender, actor=actor, id=new_command_id())
    await hub.engine.submit(order)
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
