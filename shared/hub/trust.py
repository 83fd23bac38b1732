"""Who asks: from a request or a connection to a `Caller`.

A hub that listens on loopback only trusts it, if the request really is local: a loopback ``Host``,
no foreign ``Origin``, no proxy in between. With any other listener no address is trusted, this
machine's included: a paired device shows the token of its line, a command on this machine that of
the data directory, and everybody else is a stranger.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from shared.hub.caller import Caller, CallerKind
from shared.protocol.secret_file import write_secret

TOKEN_FILE = "token"


_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""What proxies add: behind one, a loopback peer says nothing about who asks."""

_TOKEN_BYTES = 24

_KNOWN = "caller"
"""In the state of a request: it is looked at once."""


class Distrust(Exception):
    """The request is not let in; `status` is 401 or 403."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only mean this machine."""
    if host == "localhost":
        return True
    address = _ip(host.strip("[]"))
    return address is not None and address.is_loopback


def from_here(peer: str, own: str) -> bool:
    """Whether whoever is at `peer` is on this machine, which it has reached as `own`: the system
    lets nobody else come from one of its own addresses."""
    address = _ip(peer)
    return address is not None and (address.is_loopback or address == _ip(own))


class Trust:
    """Knows the callers of one hub."""

    def __init__(self, *, loopback_only: bool, token: str) -> None:
        self.loopback_only = loopback_only
        self._token = token
        self._lent: dict[bytes, Caller] = {}
        """By the digest of a line's token: how long a search takes tells nothing of it."""
        self.on_less: Callable[[], None] = _nothing
        """Called when a token is worth nothing any more."""

    # Requests -------------------------------------------------------------------------------

    def caller_of(self, scope: Scope) -> Caller:
        """Who sends a request. Raises `Distrust` where a hub on loopback answers nobody."""
        state = scope.setdefault("state", {})
        known: Caller | None = state.get(_KNOWN)
        if known is None:
            known = state[_KNOWN] = self.caller_now(scope)
        return known

    def caller_now(self, scope: Scope) -> Caller:
        """The same, looked at anew: for a request that takes its time."""
        headers = Headers(scope=scope)
        peer, own = _host(scope.get("client")), _host(scope.get("server"))
        if self.loopback_only:
            self.require_local(headers)
            return Caller(CallerKind.LOCAL, address=peer)
        shown = headers.get("authorization", "").removeprefix("Bearer ")
        behind_proxy = any(name in headers for name in _FORWARDED)
        if shown and not behind_proxy and self.is_tool(shown, peer, own):
            return Caller(CallerKind.TOOL, address=peer)
        return self._at_a_line(shown, peer) or Caller(CallerKind.STRANGER, address=peer)

    def is_tool(self, token: str, peer: str, own: str) -> bool:
        """Whether it is the data directory's token, shown on this machine."""
        fits = hmac.compare_digest(token.encode(), self._token.encode())
        return fits and from_here(peer, own)

    def require_local(self, headers: Mapping[str, str]) -> None:
        """Raises `Distrust` for what is no local request."""
        if not is_loopback(_host_in(f"//{headers.get('host', '')}")):
            raise Distrust(403, "foreign-host", "This hub answers to loopback names only.")
        origin = headers.get("origin")
        if origin and not is_loopback(_host_in(origin)):
            raise Distrust(403, "foreign-origin", "This hub answers no page of another origin.")
        if any(name in headers for name in _FORWARDED):
            raise Distrust(403, "forwarded", "This hub answers nothing that a proxy forwards.")

    # Lines ----------------------------------------------------------------------------------

    def lend(self, caller: Caller) -> str:
        """A token for REST with the rights of a paired device, while its line lasts."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._lent[_digest(token)] = caller
        return token

    def take_back(self, token: str) -> None:
        """The line is over."""
        self._lent.pop(_digest(token), None)
        self.on_less()

    def forget(self, device: str) -> None:
        """The device is let in no more: all its lines' tokens are worth nothing from now on."""
        self._lent = {key: one for key, one in self._lent.items() if one.device != device}
        self.on_less()

    def _at_a_line(self, token: str, peer: str) -> Caller | None:
        """The device whose line has a token, asking from where that line comes from."""
        caller = self._lent.get(_digest(token)) if token else None
        return caller if caller is not None and caller.address == peer else None


def require_known_caller(caller: Caller) -> None:
    """Raises `Distrust` for a stranger."""
    if caller.kind is CallerKind.STRANGER:
        raise Distrust(401, "token", "This hub wants 'Authorization: Bearer TOKEN'.")


def _nothing() -> None:
    """Before anybody wants to know."""


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _host(place: tuple[str, int | None] | None) -> str:
    return str(place[0]) if place else ""


def _ip(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address; an IPv4 one that came over IPv6 as what it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _host_in(url: str) -> str:
    """The host that a URL names; '' where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def token_of(directory: Path) -> str:
    """The token of a data directory, made at the first asking; only its owner can read it."""
    path = directory / TOKEN_FILE
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        token = secrets.token_urlsafe(24)
        write_secret(path, f"{token}\n".encode("ascii"))
        return token
