"""Devices: who waits to be let in, who is, and who is no more."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from shared.domain import commands as c
from shared.domain.decide.devices import listed
from shared.domain.hall import Device
from shared.domain.ids import CounterId, DeviceId, ZoneCode
from shared.hub.http.body import BadRequest, answer, json_object
from shared.hub.http.carry_out import actor_in, sender_of, session_in
from shared.hub.orders import LONGEST_TEXT, new_command_id, require_code
from shared.hub.pairing.applicant import Applicant, Place, is_device_id, plain_name
from shared.hub.problems import problem
from shared.hub.roles import Role
from shared.protocol.pairing import CODE_SECONDS, picture_of

if TYPE_CHECKING:
    from shared.hub.hub import Hub

_KEY_BYTES = 32


async def everyone(hub: Hub, request: Request) -> Response:
    """All that the hall has met: `paired`, or `revoked`, or (of a hub on loopback) neither."""
    devices = [_described(hub, device) for device in hub.engine.hall.devices.values()]
    return answer({"devices": sorted(devices, key=lambda one: (one["role"], one["name"]))})


async def pending(hub: Hub, request: Request) -> Response:
    """Who waits for their code to be typed."""
    waiting = [_waiting(applicant, seconds) for applicant, seconds in hub.pairing.waiting()]
    return answer({"pending": waiting})


async def approve(hub: Hub, request: Request) -> Response:
    """`{code, name, device, role, zones, counter}`: lets it in if its screen shows that code; what
    is left out is as the device says itself, or as the site's document has it."""
    body, by = await _asked(hub, request)
    number = request.path_params["number"]
    if not number.isascii() or not number.isdigit():
        raise BadRequest(problem(404, "not-waiting", f"No device waits as number {number}."))
    applicant = hub.pairing.number(int(number))
    if body.get("role", applicant.role) != applicant.role:
        raise _bad("role", f"{applicant.role}: that is the program which runs there")
    place = _place(hub, {"device": applicant.device, "role": applicant.role} | body, applicant.name)
    code = str(body.get("code", ""))
    device = await hub.pairing.approve(applicant, code, place, by, sender_of(request))
    return answer(_described(hub, device), 201)


async def enrol(hub: Hub, request: Request) -> Response:
    """`{device, role, name, key, zones, counter}`: an app on this machine, whose key a technician
    has made here; answers with what its pairing file needs."""
    body, by = await _asked(hub, request)
    if hub.identity is None:
        words = "This hub listens on its own machine alone: nothing needs to be paired with it."
        raise BadRequest(problem(409, "not-reachable", words))
    place = _place(hub, body, str(body.get("name", "")))
    command = c.PairDevice(
        device=place.device,
        role=place.role,
        name=place.name,
        zones=place.zones,
        counter=place.counter,
        key=_key(str(body.get("key", ""))),
        by=by,
    )
    await _submit(hub, request, command, by)
    plan = hub.engine.hall.plan
    known = {"hub": hub.id, "site": plan.site.name if plan else "", "certificate": hub.identity.pem}
    return answer(_described(hub, hub.engine.hall.devices[place.device]) | known, 201)


async def rename(hub: Hub, request: Request) -> Response:
    """`{name}`."""
    body, by = await _asked(hub, request)
    device = DeviceId(request.path_params["device"])
    await _submit(hub, request, c.RenameDevice(device=device, name=_name(body, "")), by)
    return answer(_described(hub, hub.engine.hall.devices[device]))


async def revoke(hub: Hub, request: Request) -> Response:
    """`{reason}`, a code: its line is over at once, and its key is good for nothing any more."""
    body, by = await _asked(hub, request)
    device, reason = DeviceId(request.path_params["device"]), str(body.get("reason", ""))
    require_code("RevokeDevice", "reason", reason)
    await _submit(hub, request, c.RevokeDevice(device=device, reason=reason, by=by), by)
    return answer(_described(hub, hub.engine.hall.devices[device]))


# ------------------------------------------------------------------------------------------------


async def _asked(hub: Hub, request: Request) -> tuple[dict[str, Any], str]:
    """What is asked, and the officer who asks; empty: a technician at the hub's machine."""
    body = await json_object(request)
    by = actor_in(hub, request, body)
    _, body = session_in(request, body)
    return body, by


async def _submit(hub: Hub, request: Request, command: c.Command, by: str) -> None:
    order = c.Order(command=command, sender=sender_of(request), actor=by, id=new_command_id())
    await hub.engine.submit(order)


def _place(hub: Hub, body: dict[str, Any], called: str) -> Place:
    """Where a device is to be: a display of the site's document is what stands there."""
    device, role = str(body.get("device", "")), str(body.get("role", ""))
    if role not in set(Role):
        raise _bad("role", "kiosk, counter or display")
    if not is_device_id(device):
        raise _bad("device", "an id of 1 to 64 characters, without '/'")
    known = listed(hub.engine.hall, role, DeviceId(device))
    counter = body.get("counter") or None
    return Place(
        device=DeviceId(device),
        role=role,
        name=_name(body, known.name if known is not None else called or device),
        zones=_zones(body, known.zones if known is not None else ()),
        counter=CounterId(str(counter)) if counter is not None else None,
    )


def _zones(body: dict[str, Any], otherwise: tuple[ZoneCode, ...]) -> tuple[ZoneCode, ...]:
    zones = body.get("zones")
    if zones is None:
        return otherwise
    if not isinstance(zones, list) or not all(isinstance(one, str) for one in zones):
        raise _bad("zones", "a list of codes")
    return tuple(ZoneCode(one) for one in zones)


def _name(body: dict[str, Any], otherwise: str) -> str:
    name = plain_name(str(body.get("name") or otherwise))
    if not name or len(name) > LONGEST_TEXT:
        raise _bad("name", "what people call it")
    return name


def _key(text: str) -> str:
    try:
        key = b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise _bad("key", f"a public key (Ed25519): {_KEY_BYTES} bytes in base64")
    return b64encode(key).decode("ascii")


def _bad(field: str, words: str) -> BadRequest:
    return BadRequest(problem(422, "bad-command", f"'{field}' is {words}."))


def _described(hub: Hub, device: Device) -> dict[str, Any]:
    lines = [line for line in hub.presence.lines() if line.device == device.id]
    return {
        "id": device.id,
        "role": device.role,
        "name": device.name,
        "zones": list(device.zones),
        "counter": device.counter or "",
        "paired": bool(device.key),
        "revoked": bool(device.revoked) and not device.key,
        "picture": list(picture_of(b64decode(device.key))) if device.key else [],
        "connected": bool(lines),
        "address": lines[0].address if lines else "",
    }


def _waiting(applicant: Applicant, seconds: int) -> dict[str, Any]:
    return {
        "number": applicant.number,
        "picture": list(applicant.picture),
        "role": applicant.role,
        "device": applicant.device,
        "name": applicant.name,
        "address": applicant.address,
        "seconds": seconds,
        "left": max(0, CODE_SECONDS - seconds),
    }
