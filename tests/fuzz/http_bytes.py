"""Bytes against the hub's HTTP: requests that were whole before chance got at them."""

from __future__ import annotations

import random
import socket
from contextlib import suppress

from shared.hub.http.app import API, ROUTES
from tests.fuzz import nasty
from tests.fuzz.fire import HANG_S, Seen
from tests.integration.real_hub import RealHub

_HEADERS = (
    *("content-type: application/json", "content-type: text/plain", "accept: */*", "te: trailers"),
    *("transfer-encoding: chunked", "content-length: 5", "expect: 100-continue", "range: bytes=0-"),
    *("idempotency-key: k-1", "giliran-session: x", "authorization: Bearer x", "cookie: a=b"),
    *("upgrade: websocket", "connection: upgrade", "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=="),
    *("sec-websocket-version: 13", "sec-websocket-version: 99", "origin: http://localhost"),
    *("if-range: x", 'if-none-match: "x"', "last-event-id: 1", "x-forwarded-for: 1.2.3.4"),
)
_METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "CONNECT", "TRACE", "PRI")
_PATHS = (
    *(f"{API}{path}" for _, path, _ in ROUTES),
    *("/", "*", "/ws", "/healthz", "/metrics", "/api/openapi.json", "http://[::1", "//", "/%", "?"),
)


def fire(hub: RealHub, chance: random.Random, count: int, seen: Seen) -> None:
    for _ in range(count):
        said = request(chance)
        with seen.one("http bytes", said):
            heard = answered(hub.port, said)
        _judge(heard, said, seen)


def request(chance: random.Random) -> bytes:
    """One request, most often no longer a good one."""
    method, path = chance.choice(_METHODS[: chance.choice((4, 10))]), chance.choice(_PATHS)
    for name in ("ticket", "counter", "number", "display", "officer", "name", "digest", "service"):
        path = path.replace(
            f"{{{name}}}", chance.choice(("1", "x", "%2e%2e", "A" * 64, "%00", "%"))
        )
    if chance.random() < 0.1:
        path += "?" + nasty.text(chance)
    headers = chance.sample(_HEADERS, chance.randrange(6))
    body = chance.choice(
        (b"", b"{}", b"[]", b"{", b"5\r\n{    \r\n0\r\n\r\n", b"\xff\xfe", b"[" * 3_000)
    )
    if body and chance.random() < 0.7:
        headers.append(f"content-length: {len(body)}")
    lines = [f"{method} {path} HTTP/1.{chance.choice('1110')}", "host: localhost", *headers, "", ""]
    said = "\r\n".join(lines).encode("utf-8", "replace") + body
    if chance.random() < 0.1:
        return said + request(chance)
    return nasty.data(chance, said) if chance.random() < 0.4 else said


def answered(port: int, said: bytes) -> bytes | None:
    """What comes back by the time both have said all; None: the hub does not end."""
    heard = b""
    try:
        with socket.create_connection(("127.0.0.1", port), HANG_S) as line:
            line.sendall(said)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65_536):
                heard += part
                if len(heard) > 1_000_000:
                    return heard
    except TimeoutError:
        return None
    except OSError:
        pass
    return heard


def _judge(heard: bytes | None, said: bytes, seen: Seen) -> None:
    if heard is None:
        seen.fault("no end", said)
        return
    seen.outcomes[f"http {heard[9:12].decode('latin-1')}" if heard else "http closed"] += 1
    with suppress(ValueError):
        if b"HTTP/1.1 500" in heard or (heard and not heard.startswith(b"HTTP/1.1 ")):
            seen.fault("answered", (said, heard[:200]))
