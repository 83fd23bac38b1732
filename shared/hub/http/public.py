"""What is open to strangers: a few routes, few words, and not often.

A stranger is whoever the hub does not know: anybody in the mall's Wi-Fi. A ticket's id is random
and stands on its paper; who has it may look at that ticket and cancel it, and nothing else. Every
refusal says the same, whatever the reason: a stranger learns neither what routes there are, nor
whether a ticket exists that it may not touch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.hub.buckets import Buckets, Rate
from shared.hub.caller import CallerKind
from shared.hub.homes import TOOLS
from shared.hub.machine import machine_of
from shared.hub.problems import problem
from shared.protocol.views import Problem, TicketView

if TYPE_CHECKING:
    from shared.hub.crowd import Place
    from shared.hub.hub import Hub


@dataclass(frozen=True, slots=True)
class Public:
    """A route that is open to strangers. `ticket`: it is about the one whose id is in its path."""

    method: str
    path: str
    what: str
    ticket: bool = False


ROUTES: tuple[Public, ...] = (
    Public("GET", "/healthz", "that the hub answers, and nothing more"),
    Public("GET", "/api/v1/tickets/{ticket}", "the ticket, as its visitor may know it", True),
    Public("POST", "/api/v1/tickets/{ticket}/cancel", "its visitor goes home", True),
)

LOOKS = Rate(per_second=1, burst=20)
"""Requests about one ticket, from wherever: a family with one paper looks several times."""

MISSES = Rate(per_second=0.2, burst=10)
"""Ids that are none, by address: paper is typed wrongly now and then."""

BODY_LIMIT = 4 * 1024
"""bytes that a stranger may send"""

_TICKET_PATHS = tuple(
    (one.method, re.compile(re.escape(one.path).replace(r"\{ticket\}", "([A-Za-z0-9_-]{16,64})")))
    for one in ROUTES
    if one.ticket
)

_WORDS = {
    400: ("bad-request", "This cannot be understood."),
    401: ("not-open", "This is not open to you."),
    404: ("not-found", "There is nothing here."),
    408: ("too-slow", "That took too long."),
    409: ("not-now", "This cannot be done now."),
    413: ("too-large", "That is too much."),
    429: ("too-many-requests", "Too many requests: come back later."),
    503: ("unavailable", "Come back later."),
}
"""All that a stranger is ever told, by status."""

_AS = {403: 401, 405: 401, 410: 404, 415: 400, 416: 400, 422: 400, 500: 503}
"""Statuses that would tell more than another one does."""

_encode = msgspec.json.Encoder().encode


def said_to_strangers(status: int) -> Problem:
    """The refusal of a status, as a stranger hears it."""
    status = _AS.get(status, status)
    if status not in _WORDS:
        status = 400
    code, detail = _WORDS[status]
    return problem(status, code, detail)


def for_strangers(view: TicketView) -> TicketView:
    """A ticket as whoever has its link may know it: nothing of its visitor, nor of others'."""
    return TicketView(
        id=view.id,
        number=view.number,
        state=view.state,
        service=view.service,
        issued_at=view.issued_at,
        zone=view.zone,
        visit="",
        ahead=view.ahead,
        counters=view.counters,
        counter=view.counter,
        expected_at=view.expected_at,
        latest_at=view.latest_at,
    )


class PublicSide:
    """In front of all routes: strangers come no further than to those that are theirs."""

    def __init__(self, hub: Hub, inside: ASGIApp) -> None:
        self._hub = hub
        self._inside = inside
        self._looks = Buckets(LOOKS)
        self._misses = Buckets(MISSES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place: Place | None = scope["state"].get("place") if "state" in scope else None
        if scope["type"] != "http" or not self._is_stranger(scope):
            if place is not None:
                place.believe(self._device(scope))
            await self._inside(scope, receive, send)
            return
        if place is not None:
            place.doubt()
        refused = self._refusal(scope)
        if refused is not None:
            await _say(said_to_strangers(refused), send)
            return
        await self._inside(scope, receive, self._in_few_words(scope, send))

    def _is_stranger(self, scope: Scope) -> bool:
        trust = self._hub.trust
        if trust.loopback_only:  # it has words of its own for pages and proxies
            return False
        return trust.caller_of(scope).kind is CallerKind.STRANGER

    def _device(self, scope: Scope) -> str:
        """Who asks and is no stranger; a tool is no device."""
        trust = self._hub.trust
        return TOOLS if trust.loopback_only else trust.caller_of(scope).device

    def _refusal(self, scope: Scope) -> int | None:
        """The status with which a stranger's request ends here; None: it may go on."""
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        path = scope["path"]
        if _declared(scope) > BODY_LIMIT:
            return 413
        if any((one.method, one.path) == (method, path) for one in ROUTES):
            return None
        ticket = _ticket_of(method, path)
        if ticket is None:
            return 401
        if not self._misses.peek(_address(scope)) or not self._looks.take(ticket):
            return 429
        return None

    def _in_few_words(self, scope: Scope, send: Send) -> Send:
        """Puts a stranger's words in the place of a refusal."""
        silenced = False

        async def say(message: Message) -> None:
            nonlocal silenced
            if message["type"] == "http.response.start" and message["status"] >= 400:
                silenced = True
                if message["status"] == 404:
                    self._misses.take(_address(scope))
                await _say(said_to_strangers(message["status"]), send)
            elif not silenced:
                await send(message)

        return say


def _declared(scope: Scope) -> int:
    """Bytes of body that are to come. Without a length it would come in chunks: none of ours does,
    and nothing that a stranger may send needs it."""
    headers = Headers(scope=scope)
    if "transfer-encoding" in headers:
        return BODY_LIMIT + 1
    said = headers.get("content-length", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else BODY_LIMIT + 1


def _ticket_of(method: str, path: str) -> str | None:
    for allowed, pattern in _TICKET_PATHS:
        found = pattern.fullmatch(path)
        if found is not None and allowed == method:
            return found[1]
    return None


def _address(scope: Scope) -> str:
    """Whom a stranger's misses are counted with."""
    client = scope.get("client")
    return machine_of(str(client[0])) if client else ""


async def _say(refused: Problem, send: Send) -> None:
    body = _encode(refused)
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
    ]
    if refused.status in (429, 503):
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
