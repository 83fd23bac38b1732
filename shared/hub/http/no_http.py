"""What the hub says to a connection that speaks no HTTP: a problem with a code, and few words in
the log however often it happens."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic
from typing import Any, cast

import msgspec
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from shared.hub.problems import problem
from shared.protocol.views import Problem

log = logging.getLogger(__name__)

NOT_HTTP = problem(400, "not-http", "What came over this connection is no HTTP request.")

LARGE_HEAD = problem(431, "head-too-large", "The head of a request may have 512 KiB.")

HEAD_LIMIT = 512 * 1024
"""bytes; more than one read of the socket, so that a body behind a head never counts"""

QUIET_SECONDS = 60.0
"""A port scanner knocks a thousand times: it is logged once, and then counted."""

_THEIR_WORDS = "Invalid HTTP request received."

OnNoise = Callable[[str], None]
"""Told the code of each refusal."""


def http_protocol(on_noise: OnNoise) -> type[HttpToolsProtocol]:
    """The server's HTTP, with refusals of ours where its own are plain text."""
    said = _Said()
    logging.getLogger("uvicorn.error").addFilter(_is_not_theirs)

    class Http(HttpToolsProtocol):
        """One connection."""

        _head = -1
        """Bytes read of a head that is not complete; -1 between heads."""

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._head >= 0:
                self._head += len(data)
                if self._head > HEAD_LIMIT and not self.transport.is_closing():
                    self._refuse(LARGE_HEAD)

        def on_message_begin(self) -> None:
            self._head = 0
            super().on_message_begin()

        def on_headers_complete(self) -> None:
            self._head = -1
            super().on_headers_complete()

        def send_400_response(self, msg: str) -> None:
            self._refuse(NOT_HTTP)

        def _refuse(self, refused: Problem) -> None:
            said.hear(refused, self.client)
            on_noise(refused.code)
            if not self._answering():
                self.transport.write(_response(refused))
            self.transport.close()

        def _answering(self) -> bool:
            """Whether an answer is on its way, in whose middle ours would stand."""
            cycle = cast("RequestResponseCycle | None", self.cycle)
            begun = cycle is not None and cycle.response_started and not cycle.response_complete
            return begun or bool(self.pipeline)

    return Http


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
