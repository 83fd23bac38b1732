"""The hub's HTTP: limits of size and time that are kept before anything is understood, and a
problem with a code, and few words in the log, for whoever does not keep them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic
from typing import Any, cast

import msgspec
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from shared.hub.crowd import Place
from shared.hub.problems import problem
from shared.hub.wire import Wire
from shared.protocol.views import Problem

log = logging.getLogger(__name__)

NOT_HTTP = problem(400, "not-http", "What came over this connection is no HTTP request.")

TOO_SLOW = problem(408, "too-slow", "The request did not come in time.")

TOO_MANY = problem(429, "too-many-requests", "Too many requests came from this address.")

HEAD_LIMIT = 32 * 1024
"""bytes; the longest of ours has one"""

LARGE_HEAD = problem(431, "head-too-large", "The head of a request may have 32 KiB.")

HEAD_SECONDS = 10.0
"""From the first byte, or from the connection on, to the end of a head."""

BODY_SECONDS = 10.0
"""How long a stranger's body may take, and a known caller's may pause."""

DRAINED_BYTES = 16 * 1024 * 1024
"""What may still come of a body that was answered already, so that its sender hears the answer."""

SLICE = 8 * 1024
"""Bytes that are parsed at once while a head is open; so far a head can grow beyond its limit."""

QUIET_SECONDS = 60.0
"""A port scanner knocks a thousand times: it is logged once, and then counted."""

_THEIR_WORDS = "Invalid HTTP request received."

OnNoise = Callable[[str], None]
"""Told the code of each refusal."""


class Http(HttpToolsProtocol):
    """One connection: the server's HTTP, with refusals of ours where its own are plain text."""

    place: Place
    on_noise: OnNoise
    said: _Said

    _head = 0
    """Bytes of a head that is not complete; -1 while there is none."""
    _because: Problem | None = None
    """Why the parser was stopped."""
    _timer: asyncio.TimerHandle | None = None
    _came = 0
    """Bytes of this body; `_seen` of them had come when the timer looked last."""
    _seen = 0
    _drained = 0
    _upgraded = False
    _running: RequestResponseCycle | None = None
    """Which of several requests on their way is being answered."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait(HEAD_SECONDS, self._head_is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        self._unset_keepalive_if_required()
        self.place.gone()
        super().connection_lost(exc)
        if self._running is not None:  # uvicorn tells the request that came last
            self._running.disconnected = True
            self._running.message_event.set()

    def data_received(self, data: bytes) -> None:
        start = 0
        while start < len(data) and not (self._upgraded or self.transport.is_closing()):
            end = start + SLICE if self._head >= 0 or start == 0 else len(data)
            piece = data[start:end] if start or end < len(data) else data
            self._parse(piece)
            start = end

    def _parse(self, piece: bytes) -> None:
        before = self._head
        super().data_received(piece)
        if self._upgraded:
            return
        if before >= 0 and self._head >= before and not self.transport.is_closing():
            self._head += len(piece)
            if self._head > HEAD_LIMIT:
                self._refuse(LARGE_HEAD)

    # What the parser finds ------------------------------------------------------------------

    def on_message_begin(self) -> None:
        self._head = 0
        if self._timer is None:
            self._wait(HEAD_SECONDS, self._head_is_late)
        super().on_message_begin()
        self.scope["state"]["place"] = self.place

    def on_headers_complete(self) -> None:
        self._head = -1
        if not self.place.may_ask():
            self._because = TOO_MANY
            raise _Stop
        self._came = self._seen = 0
        self._wait(BODY_SECONDS, self._body_is_late)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._came += len(body)
        if self._answered():
            self._drained += len(body)
            if self._drained > DRAINED_BYTES:
                self.transport.abort()
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._wait_no_more()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._upgraded = True
        self._wait_no_more()
        if self._running is not None and not self._running.response_complete:
            self.transport.close()  # an answer is on its way, and would end up in the line
            return
        super().handle_websocket_upgrade()
        wire = self.transport.get_protocol()
        if isinstance(wire, Wire):
            wire.place = self.place
        self._let_go()

    def _let_go(self) -> None:
        """Parser and connection know one another: without this, what TLS holds for a connection
        would stay until the garbage is collected, which is after hundreds of them."""
        gone = cast(Any, self)
        gone.parser = gone.transport = gone.flow = gone.scope = gone.headers = None

    def _unsupported_upgrade_warning(self) -> None:
        """Whoever wants another protocol gets an answer in this one, and no line in the log."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    # Time -----------------------------------------------------------------------------------

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        self._wait_no_more()
        self._timer = self.loop.call_later(seconds, then)

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _head_is_late(self) -> None:
        self._timer = None
        self.place.crowd.shed.slow += 1
        if self._head > 0:
            self._refuse(TOO_SLOW)
        else:
            self.transport.close()

    def _body_is_late(self) -> None:
        """A known caller's may take its time, as long as some of it comes; and where we do not
        read, nobody is late."""
        self._timer = None
        moves = self.place.believed and self._came > self._seen
        if moves or self.flow.read_paused:
            self._seen = self._came
            self._wait(BODY_SECONDS, self._body_is_late)
            return
        self.place.crowd.shed.slow += 1
        if self._answered():
            self.transport.close()
        else:
            self._refuse(TOO_SLOW)

    # Refusals -------------------------------------------------------------------------------

    def send_400_response(self, msg: str) -> None:
        self._refuse(self._because or NOT_HTTP)

    def _refuse(self, refused: Problem) -> None:
        if self.transport.is_closing():
            return
        self.said.hear(refused, self.client)
        self.on_noise(refused.code)
        self._wait_no_more()
        if not self._answering():
            self.transport.write(_response(refused))
        self.transport.close()

    def _answered(self) -> bool:
        """Whether the request that is still coming has its answer already."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return cycle is not None and cycle.response_complete

    def _answering(self) -> bool:
        """Whether an answer is on its way, in whose middle ours would stand."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        begun = cycle is not None and cycle.response_started and not cycle.response_complete
        return begun or bool(self.pipeline)


class _Stop(Exception):
    """The parser is to go no further."""


def http_protocol(on_noise: OnNoise) -> type[Http]:
    """The connections of one hub."""
    logging.getLogger("uvicorn.error").addFilter(_is_not_theirs)
    fields = {"on_noise": staticmethod(on_noise), "said": _Said()}
    return cast("type[Http]", type("HubHttp", (Http,), fields))


def connection(kind: type[Http], place: Place, config: Config, state: ServerState) -> Http:
    """One that has a place among all."""
    made = kind(config, state, {})
    made.place = place
    return made


class _Said:
    """What has been logged, and when."""

    def __init__(self) -> None:
        self._at = -QUIET_SECONDS
        self._unsaid = 0

    def hear(self, refused: Problem, client: Any) -> None:
        now = monotonic()
        if now - self._at < QUIET_SECONDS:
            self._unsaid += 1
            return
        more = f"; {self._unsaid} more since the last such line" if self._unsaid else ""
        host = client[0] if client else "somebody"
        log.warning("%s was refused: %s (%s)%s", host, refused.detail, refused.code, more)
        self._at, self._unsaid = now, 0


def _is_not_theirs(record: logging.LogRecord) -> bool:
    return record.msg != _THEIR_WORDS


def _response(refused: Problem) -> bytes:
    body = msgspec.json.encode(refused)
    return (
        b"HTTP/1.1 %d %b\r\n"
        b"content-type: application/problem+json\r\n"
        b"content-length: %d\r\n"
        b"connection: close\r\n\r\n%b"
    ) % (refused.status, HTTPStatus(refused.status).phrase.encode(), len(body), body)
