"""An app's line as the bench has it: raw asyncio, so that the hub is what is measured."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from typing import Any, cast

import msgspec

from shared.cli.bench.load import UPGRADE, frame
from shared.protocol.messages import PROTOCOL, Head

BEAT_SECONDS = 2.0


class Ticket(msgspec.Struct):
    """What an app needs to know of a ticket."""

    id: str
    service: str
    state: str = ""
    calls: int = 0


class Problem(msgspec.Struct):
    code: str


class Answer(msgspec.Struct):
    """The hub's answer to an order."""

    id: str
    status: int
    ticket: Ticket | None = None
    problem: Problem | None = None


class _Frame(msgspec.Struct):
    to: int
    hash: str


Then = Callable[[Answer, float, float], None]
"""Told of an answer, when its order was sent, and when it came (seconds, monotonic)."""

_answer = msgspec.json.Decoder(Answer).decode
_frame = msgspec.json.Decoder(_Frame).decode


class Line(asyncio.Protocol):
    """One app's line. `on_frame` is given every frame's text as it comes."""

    def __init__(
        self,
        role: str,
        device: str,
        token: str,
        on_frame: Callable[[bytes, float], None] | None = None,
    ) -> None:
        self.device = device
        self.head: Head | None = None
        self._role = role
        self._token = token
        self._on_frame = on_frame
        self._ids = itertools.count(1)
        self._asked: dict[str, tuple[float, Then]] = {}
        self._rest = bytearray()
        self._parts: list[bytes] = []
        self._need = 2
        self._upgraded = asyncio.Event()
        self._gone = asyncio.Event()
        self._newest: bytes = b""
        self._transport: asyncio.Transport | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._welcomed: asyncio.Future[str] | None = None

    async def connect(self, host: str, port: int, head: Head | None = None) -> str:
        """Until the hub has welcomed it: "snapshot", or "resumed" after `head`."""
        loop = asyncio.get_running_loop()
        self._rest.clear()
        self._parts.clear()
        self._need = 2
        self._upgraded.clear()
        self._gone.clear()
        self._asked.clear()
        self._welcomed = loop.create_future()
        transport, _ = await loop.create_connection(lambda: self, host, port)
        transport.write(UPGRADE.format(host=host, port=port).encode())
        await self._upgraded.wait()
        transport.write(frame(json.dumps(self._hello(head))))
        return await self._welcomed

    def _hello(self, head: Head | None) -> dict[str, Any]:
        hello = {
            "type": "hello",
            "protocol": PROTOCOL,
            "role": self._role,
            "device": self.device,
            "token": self._token,
        }
        return hello if head is None else hello | {"head": msgspec.to_builtins(head)}

    def ask(self, name: str, then: Then, **body: Any) -> None:
        assert self._transport is not None
        id_ = f"{self.device}-{next(self._ids)}"
        order = {"type": "command", "id": id_, "name": name, "body": body}
        self._asked[id_] = (time.perf_counter(), then)
        self._transport.write(frame(json.dumps(order)))

    def seen(self) -> Head | None:
        """What it saw last."""
        if self._newest and self.head is not None:
            last = _frame(self._newest)
            self.head = Head(self.head.journal, last.to, last.hash)
        return self.head

    async def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
            await self._gone.wait()

    # For the loop ---------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._beat = asyncio.get_running_loop().call_later(BEAT_SECONDS, self._ping)

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone.set()
        if self._beat is not None:
            self._beat.cancel()
        if self._welcomed is not None and not self._welcomed.done():
            self._welcomed.set_exception(exc or ConnectionResetError(self.device))

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        self._rest += data
        if not self._upgraded.is_set() and not self._past_upgrade():
            return
        while len(self._rest) >= self._need:
            begins, ends = _span(self._rest)
            if len(self._rest) < ends:
                self._need = ends
                return
            first, payload = self._rest[0], bytes(self._rest[begins:ends])
            del self._rest[:ends]
            self._need = 2
            self._take(first, payload, at)

    def _take(self, first: int, payload: bytes, at: float) -> None:
        """A long message comes in several frames; only the last has its highest bit set."""
        if first & 0x08:  # the protocol's own ping or close
            return
        self._parts.append(payload)
        if first & 0x80:
            message = b"".join(self._parts)
            self._parts.clear()
            self._hear(message, at)

    def _past_upgrade(self) -> bool:
        ends = self._rest.find(b"\r\n\r\n")
        if ends < 0:
            return False
        assert self._rest.startswith(b"HTTP/1.1 101"), bytes(self._rest[:ends])
        del self._rest[: ends + 4]
        self._upgraded.set()
        return True

    def _hear(self, message: bytes, at: float) -> None:
        if message.startswith(b'{"type":"answer"'):
            answer = _answer(message)
            sent, then = self._asked.pop(answer.id)
            then(answer, sent, at)
        elif message.startswith(b'{"type":"frame"'):
            self._newest = message
            if self._on_frame is not None:
                self._on_frame(message, at)
        elif message.startswith(b'{"type":"welcome"'):
            self._welcome(message)
        elif message.startswith(b'{"type":"bye"') and self._welcomed is not None:
            self._welcomed.set_exception(ConnectionRefusedError(message.decode()))

    def _welcome(self, message: bytes) -> None:
        welcome = msgspec.json.decode(message, type=_Welcome)
        self.head, self._newest = welcome.head, b""
        if self._welcomed is not None and not self._welcomed.done():
            self._welcomed.set_result("snapshot" if welcome.snapshot else "resumed")

    def _ping(self) -> None:
        assert self._transport is not None
        self._transport.write(frame('{"type":"ping","n":1}'))
        self._beat = asyncio.get_running_loop().call_later(BEAT_SECONDS, self._ping)


class _Welcome(msgspec.Struct):
    head: Head
    snapshot: msgspec.Raw = msgspec.Raw(b"")


def _span(buffer: bytearray) -> tuple[int, int]:
    """Where the payload of the first frame begins and ends; a long one needs its whole head."""
    length = buffer[1]
    if length < 126:
        return 2, 2 + length
    wide = 2 if length == 126 else 8
    if len(buffer) < 2 + wide:
        return 0, 2 + wide + 1
    begins = 2 + wide
    return begins, begins + int.from_bytes(buffer[2:begins], "big")
