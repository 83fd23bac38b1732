"""Frames and messages against `/ws`: before the hello, after it in each role, and in no order."""

from __future__ import annotations

import json
import random
import socket
import ssl
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from typing import Any

from shared.hub.orders import OPEN_TO_APPS
from tests.fuzz import nasty
from tests.fuzz.fire import HANG_S, Seen
from tests.integration.real_hub import RealHub
from tests.integration.stranger import believing_anybody

_BATCH = 24

_RUDE = 0.3
"""How often a batch ends with something that is no order."""

_OTHERS = (
    *("FindTicket", "WhyBefore", "ListOfficers", "ListDevices", "AddNote", "ListNotes", "Announce"),
    *("SendMessage", "ReportTroubles", "AcknowledgeTrouble", "OpenKiosk", "KnownStaff", "SignIn"),
    *("SignOut", "TestSound", "ApproveDevice", "RevokeDevice", "PutContact", "Nothing", ""),
)
_OFTEN = ("IssueTicket",) * 8 + ("OpenCounter", "CallNext", "CancelTicket", "SignIn") * 3
"""What fills the hall, so that all else has something to be about."""

_FIELDS = (
    *("service", "ticket", "counter", "officer", "pin", "session", "reason", "priority", "people"),
    *("visit", "number", "check", "zone", "zones", "text", "code", "display", "volume", "profile"),
    *("minutes", "agency", "outcome", "kiosk", "language", "assist", "desk", "until", "troubles"),
)
_HELLO = {"type": "hello", "protocol": 1, "role": "kiosk", "device": "fuzz"}
_MESSAGES: tuple[dict[str, Any], ...] = (
    _HELLO,
    {"type": "ping", "n": 1},
    {"type": "voice-state", "able": True},
    {"type": "voice-done", "lease": "x", "failed": False},
    {
        "type": "pair",
        "protocol": 1,
        "role": "kiosk",
        "device": "x",
        "name": "x",
        "key": "",
        "start": "",
        "proof": "AAAA",
    },
    {"type": "pair-proof", "proof": "AAAA"},
    _HELLO | {"head": {"journal": "x", "seq": 3, "hash": "x"}, "snapshot": True},
    _HELLO | {"grant": "x", "troubles": [{"code": "paper-out"}], "printed": {"A": 7}},
    _HELLO | {"proof": "AAAA", "token": ""},
)


def fire(hub: RealHub, chance: random.Random, count: int, seen: Seen) -> None:
    """Without TLS, on a hub of this machine alone: nothing stands between and the fuzz."""
    _Fire(hub, "frames", None).fire(chance, count, seen)


def fire_through_tls(hub: RealHub, chance: random.Random, count: int, seen: Seen) -> None:
    """On a hub that others can reach, as somebody unknown, or with the token of its tools."""
    token = (hub.directory / "token").read_text().strip()
    _Fire(hub, "frames through TLS", believing_anybody(), token).fire(chance, count, seen)


def come_and_go(hub: RealHub, chance: random.Random, count: int, seen: Seen) -> None:
    """Lines through TLS that greet well and leave at once."""
    token = (hub.directory / "token").read_text().strip()
    for _ in range(count):
        with seen.one("lines through TLS", ""), _line(hub.port, believing_anybody()) as line:
            assert line is not None
            assert line.greet("display", random.Random(0), token)


@dataclass(frozen=True, slots=True)
class _Fire:
    """Lines to one hub, as many as are closed."""

    hub: RealHub
    kind: str
    tls: ssl.SSLContext | None
    token: str = ""

    def fire(self, chance: random.Random, count: int, seen: Seen) -> None:
        left = count
        while left > 0:
            role = chance.choice(("", "kiosk", "counter", "display"))
            with _line(self.hub.port, self.tls) as line:
                if line is None or (role and not line.greet(role, chance, self.token)):
                    seen.outcomes[f"{self.kind}: not let in"] += 1
                    left -= 1
                    continue
                while left > 0 and not line.over:
                    left -= self._batch(line, chance, min(_BATCH, left), seen)

    def _batch(self, line: _Line, chance: random.Random, size: int, seen: Seen) -> int:
        batch = [packed(_order(chance)) for _ in range(size - 1)]
        batch.append(frame(chance) if chance.random() < _RUDE else packed(_order(chance)))
        seen.inputs[self.kind] += size - 1
        with seen.one(self.kind, batch):
            line.says(b"".join(batch))
            line.hears_until_pong(chance.randrange(1, 2**31))
        seen.outcomes[f"{self.kind}: {'closed' if line.over else 'went on'}"] += 1
        for words in (b'"fault"', b'"status":500'):
            if words in line.heard:
                seen.fault(self.kind, (batch, bytes(line.heard[-800:])))
        line.heard.clear()
        return size


def frame(chance: random.Random) -> bytes:
    """One that most often ends the line: no order, or nothing that can be read."""
    way = chance.random()
    if way < 0.5:
        return packed(json.dumps(nasty.tree(chance, chance.choice(_MESSAGES))).encode())
    if way < 0.65:
        return packed(nasty.data(chance, json.dumps(chance.choice(_MESSAGES)).encode()))
    if way < 0.85:
        return nasty.data(chance, packed(b'{"type": "ping", "n": 1}'))
    opcode = chance.randrange(16)
    return packed(chance.randbytes(chance.choice((0, 1, 2, 125, 126, 70_000))), opcode)


def _order(chance: random.Random) -> bytes:
    """An order that can be read, with contents that make no sense."""
    name = chance.choice((*OPEN_TO_APPS, *_OTHERS, *_OFTEN))
    kind = OPEN_TO_APPS.get(name)
    own = [one.name for one in fields(kind)] if kind is not None else []
    names = chance.sample(_FIELDS, chance.randrange(4)) + own
    odd = chance.choice((0.0, 0.1, 0.8))
    body: Any = {
        one: nasty.value(chance) if chance.random() < odd else nasty.likely(chance, one)
        for one in names
        if chance.random() < (0.9 if odd or one in nasty.LIKELY else 0.1)
    }
    if chance.random() < 0.002:
        body = nasty.value(chance)
    order = {"type": "command", "id": f"f{chance.randrange(10**9)}", "name": name, "body": body}
    return json.dumps(order).encode("utf-8", "surrogatepass")


def packed(payload: bytes, opcode: int = 1) -> bytes:
    """A client's frame, whole and masked."""
    size = len(payload)
    head = bytes([0x80 | opcode])
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65_536:
        head += b"\xfe" + struct.pack("!H", size)
    else:
        head += b"\xff" + struct.pack("!Q", size)
    return head + b"\x00\x00\x00\x00" + payload  # a mask of zeros


class _Line:
    """One WebSocket spoken by hand; what comes is only looked through."""

    def __init__(self, opened: socket.socket) -> None:
        self._socket = opened
        self.heard = bytearray()
        self.over = False

    def greet(self, role: str, chance: random.Random, token: str) -> bool:
        """Says a good hello; whether it was welcome."""
        hello = _HELLO | {"role": role, "device": f"fuzz-{role}-{chance.randrange(8)}"}
        if token and chance.random() < 0.9:
            hello |= {"token": token}
        self.says(packed(json.dumps(hello).encode()))
        self._hear_until(b'"type":"welcome"', b'"type":"bye"')
        welcome = b'"type":"welcome"' in self.heard
        self.heard.clear()
        return welcome

    def says(self, words: bytes) -> None:
        try:
            self._socket.sendall(words)
        except OSError:
            self.over = True

    def hears_until_pong(self, number: int) -> None:
        self.says(packed(b'{"type": "ping", "n": %d}' % number))
        self._hear_until(b'"type":"pong","n":%d' % number, b'"type":"bye"')

    def _hear_until(self, *marks: bytes) -> None:
        try:
            while not any(mark in self.heard for mark in marks):
                part = self._socket.recv(262_144)
                if not part:
                    self.over = True
                    return
                self.heard += part
        except TimeoutError:
            self.over = True
            raise AssertionError(f"nothing came for {HANG_S} s: {self.heard[-300:]!r}") from None
        except OSError:
            self.over = True
        self.over = self.over or b'"type":"bye"' in self.heard


@contextmanager
def _line(port: int, tls: ssl.SSLContext | None) -> Iterator[_Line | None]:
    upgrade = (
        b"GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
        b"sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n"
    )
    plain = socket.create_connection(("127.0.0.1", port), HANG_S)
    opened = plain
    try:
        try:
            opened = tls.wrap_socket(plain) if tls is not None else plain
            opened.sendall(upgrade)
            answer = b""
            while b"\r\n\r\n" not in answer:
                part = opened.recv(65_536)
                if not part:
                    break
                answer += part
        except OSError:
            answer = b""
        yield _Line(opened) if answer.startswith(b"HTTP/1.1 101") else None
    finally:
        with suppress(OSError):
            opened.close()
        plain.close()
