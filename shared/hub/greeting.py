"""Whether an app is let onto the line, and as whom."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from shared import __version__
from shared.domain.hall import Device
from shared.domain.ids import DeviceId
from shared.hub.caller import Caller, CallerKind
from shared.hub.roles import Role
from shared.hub.senders import is_kept
from shared.protocol.messages import OLDEST, PROTOCOL, Bye, Hello, Pair, agreed
from shared.protocol.pairing import Greeting, NotPaired

if TYPE_CHECKING:
    from shared.hub.hub import Hub
    from shared.hub.wire import Wire

_KINDS = {
    Role.KIOSK: CallerKind.KIOSK,
    Role.COUNTER: CallerKind.COUNTER,
    Role.DISPLAY: CallerKind.DISPLAY,
}


class Rude(Exception):
    """The line is closed with these words."""

    def __init__(self, code: str, detail: str, *, retry: bool = True) -> None:
        super().__init__(detail)
        self.bye = Bye(code=code, detail=detail, retry=retry)


def caller_of(hub: Hub, hello: Hello, nonce: str, wire: Wire) -> Caller:
    """Who says this hello, in answer to the challenge `nonce`. Raises `Rude`."""
    if agreed(hello.protocol, hello.oldest) is None:
        words = _no_common_version(hello, at_home=hub.trust.loopback_only)
        raise Rude("protocol", words, retry=False)
    if hello.role not in set(Role):
        raise Rude("role", f"There is no role '{hello.role}'.", retry=False)
    if not hello.device or len(hello.device) > 64 or "/" in hello.device:
        raise Rude("device", "A device needs an id of 1 to 64 characters.", retry=False)
    if is_kept(hello.device):
        raise Rude("device", "No device may be called so: it is the hub's word.", retry=False)
    if hub.trust.loopback_only:
        return Caller(CallerKind.LOCAL, hello.device, wire.address)
    if hello.token:
        return _tool(hub, hello, wire)
    return _device(hub, hello, nonce, wire)


def _tool(hub: Hub, hello: Hello, wire: Wire) -> Caller:
    if not hub.trust.is_tool(hello.token, wire.address, wire.own_address):
        raise Rude("token", "That is not the token of this hub, on its machine.", retry=False)
    known = hub.engine.hall.devices.get(DeviceId(hello.device))
    if known is not None and known.key:  # the journal would take it for that one
        raise Rude("device", f"A paired {known.role} has this id.", retry=False)
    return Caller(CallerKind.TOOL, hello.device, wire.address)


def _device(hub: Hub, hello: Hello, nonce: str, wire: Wire) -> Caller:
    """Only whoever has a device's key learns anything of it."""
    known = hub.engine.hall.devices.get(DeviceId(hello.device))
    certificate = hub.certificate
    if known is None or certificate is None or not nonce or not hello.proof:
        raise unpaired()
    greeting = Greeting(nonce, certificate, hello.device, hello.role)
    if not _signed(greeting, known.key, hello.proof):
        if any(_signed(greeting, key, hello.proof) for key in known.revoked):
            raise revoked(known)
        raise unpaired()
    if known.role != hello.role:
        detail = f"This device was paired as a {known.role}."
        raise Rude("role", detail, retry=False)
    return Caller(_KINDS[Role(hello.role)], hello.device, wire.address)


def require_own_key(hub: Hub, asked: Pair, nonce: str) -> None:
    """Raises `Rude` unless whoever asks to be let in has the key that it shows, and has signed for
    this line: somebody between it and us cannot push it out of the row."""
    certificate = hub.certificate
    if certificate is not None and nonce:
        greeting = Greeting(nonce, certificate, asked.device, asked.role)
        if _signed(greeting, asked.key, asked.proof):
            return
    raise Rude("pairing-failed", "That is not signed with the key that it shows.", retry=False)


def _signed(greeting: Greeting, key: str, proof: str) -> bool:
    try:
        greeting.check(b64decode(key), b64decode(proof))
    except (NotPaired, ValueError):
        return False
    return True


def unpaired() -> Rude:
    return Rude("unpaired", "This hub does not know this device: pair it.", retry=False)


def revoked(device: Device) -> Rude:
    """What a device hears that was taken out."""
    detail = f"{device.name} ({device.id}) was taken out of this hall."
    return Rude("revoked", detail, retry=False)


def _no_common_version(hello: Hello, *, at_home: bool) -> str:
    """For the technician who stands before the app: which of the two is to be updated. Beyond
    loopback it may be anybody who asks: the hub's release is not told."""
    app = _versions(hello.protocol if hello.oldest is None else hello.oldest, hello.protocol)
    release = f" (Giliran {__version__})" if at_home else ""
    remedy = "app is too old: update it"
    if hello.protocol > PROTOCOL:
        remedy = "hub is too old: update it"
        remedy += f", or install Giliran {__version__} here" if at_home else ""
    return (
        f"Giliran on this device ({hello.device}) speaks {app} of the protocol, the hub{release}"
        f" {_versions(OLDEST, PROTOCOL)}. The {remedy}."
    )


def _versions(oldest: int, newest: int) -> str:
    return f"version {newest}" if oldest == newest else f"versions {oldest} to {newest}"
