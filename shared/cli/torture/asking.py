"""Clients of a hub that is killed under them: over HTTP and over `/ws`, one order, one answer."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from shared.protocol.messages import BEAT_SECONDS, PROTOCOL, Hello, Order, Ping

PATIENCE_SECONDS = 20.0
"""An answer that takes longer is a fault."""

REST_SENDER = "api"
"""Under this sender the hub knows all clients of its REST interface."""

_TICKET_PATHS = {"CancelTicket": "cancel", "RequestReprint": "reprint", "RejoinTicket": "rejoin"}
_COUNTER_PATHS = {
    "OpenCounter": "open",
    "CallNext": "call-next",
    "Recall": "recall",
    "StartService": "start",
    "FinishService": "finish",
    "RecordNoShow": "no-show",
    "HoldTicket": "hold",
    "ResumeTicket": "resume",
    "TransferTicket": "transfer",
}

_encode = msgspec.json.Encoder().encode


class Broken(Exception):
    """The line broke before the answer. `sent`: perhaps the hub heard the order."""

    def __init__(self, words: str, *, sent: bool) -> None:
        super().__init__(words)
        self.sent = sent


class Unanswered(Exception):
    """The hub is there and keeps its answer to itself: no reason to ask again, but a fault."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} was not answered within {PATIENCE_SECONDS:.0f} s")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the hub answered."""

    status: int
    ticket: dict[str, Any] | None = None
    code: str = ""
    """Of a refusal."""
    over_http: bool = False
    retry_after: str = ""
    """HTTP's header, where a refusal over HTTP has one."""

    @property
    def done(self) -> bool:
        """It was carried out; 204 is a no: nobody waits."""
        return self.status in (200, 201)


class Asker(Protocol):
    """Somebody who asks a hub, and under whose name the hub keeps the ids."""

    sender: str

    async def ask(self, id_: str, name: str, body: dict[str, Any]) -> Reply:
        """One try; raises `Broken`, after which the same id may be asked again, or `Unanswered`."""
        ...

    async def close(self) -> None: ...


class RestAsker:
    """One connection, opened when it is needed."""

    sender = REST_SENDER

    def __init__(self, url: str) -> None:
        at = urlsplit(url)
        self._host, self._port = at.hostname or "", at.port or 0
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, id_: str, name: str, body: dict[str, Any]) -> Reply:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                if self._open is None:
                    self._open = await asyncio.open_connection(self._host, self._port)
                return await self._exchange(*self._open, id_, *_path_of(name, body))
        except TimeoutError:
            raise Unanswered(f"{name} over HTTP") from None
        except (OSError, EOFError) as error:
            sent = self._open is not None
            await self.close()
            raise Broken(repr(error), sent=sent) from None

    async def close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None

    async def _exchange(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        id_: str,
        path: str,
        body: dict[str, Any],
    ) -> Reply:
        raw = json.dumps(body).encode()
        head = (
            f"POST /api/v1/{path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
            f"Content-Type: application/json\r\nIdempotency-Key: {id_}\r\n"
            f"Content-Length: {len(raw)}\r\n\r\n"
        )
        writer.write(head.encode() + raw)
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines if line)
        text = await reader.readexactly(int(headers.get("content-length", "0")))
        return _reply(int(first.split()[1]), json.loads(text or b"{}"), headers)


def _path_of(name: str, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    rest = dict(body)
    if name == "IssueTicket":
        return "tickets", rest
    if name in _TICKET_PATHS:
        return f"tickets/{rest.pop('ticket')}/{_TICKET_PATHS[name]}", rest
    return f"counters/{rest.pop('counter')}/{_COUNTER_PATHS[name]}", rest


def _reply(status: int, body: dict[str, Any], headers: dict[str, str]) -> Reply:
    if status < 300:
        ticket = body if "number" in body and "service" in body else None
        return Reply(status, ticket)
    return Reply(status, None, str(body.get("code", "")), True, headers.get("retry-after", ""))


class LineAsker:
    """One `/ws`; several may ask on it at a time."""

    def __init__(self, url: str, role: str, device: str, *, hello: Hello | None = None) -> None:
        """`hello`: where it has more to say of itself than that."""
        self.sender = device
        self._url = url.replace("http", "ws", 1) + "/ws"
        plain = Hello(protocol=PROTOCOL, role=role, device=device, name=device)
        self._hello = hello if hello is not None else plain
        self._connection: ClientConnection | None = None
        self._opening = asyncio.Lock()
        self._waiting: dict[str, asyncio.Future[Reply]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def ask(self, id_: str, name: str, body: dict[str, Any]) -> Reply:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                connection = await self._connected()
                answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
                answer.add_done_callback(_seen)
                self._waiting[id_] = answer
                await connection.send(_encode(Order(id=id_, name=name, body=body)).decode())
                return await answer
        except TimeoutError:
            raise Unanswered(f"{name} of {self.sender}") from None
        except (OSError, WebSocketException) as error:
            raise Broken(repr(error), sent=self._connection is not None) from None

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
        for task in self._tasks:
            task.cancel()
        self._lose()

    async def _connected(self) -> ClientConnection:
        async with self._opening:
            if self._connection is None:
                self._connection = await self._greeted()
            return self._connection

    async def _greeted(self) -> ClientConnection:
        connection = await connect(
            self._url,
            proxy=None,
            compression=None,
            ping_interval=None,
            max_size=None,
            close_timeout=0.2,
        )
        await connection.send(_encode(self._hello).decode())
        heard = msgspec.json.decode(await connection.recv())
        if heard["type"] != "welcome":  # such as: its enrolment has no room on the disk
            await connection.close()
            raise Broken(f"not welcome: {heard}", sent=False)
        self._tasks = [
            asyncio.create_task(self._listen(connection)),
            asyncio.create_task(_beat(connection)),
        ]
        return connection

    async def _listen(self, connection: ClientConnection) -> None:
        try:
            while True:
                heard = msgspec.json.decode(await connection.recv())
                waiting = self._waiting.pop(heard.get("id", ""), None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(_answer(heard))
        except ConnectionClosed:
            self._lose()

    def _lose(self) -> None:
        self._connection = None
        lost, self._waiting = self._waiting, {}
        for waiting in lost.values():
            if not waiting.done():
                waiting.set_exception(Broken("the line ended", sent=True))


def _seen(answer: asyncio.Future[Reply]) -> None:
    """Where sending failed, nobody waits for the answer's exception any more."""
    if not answer.cancelled():
        answer.exception()


def _answer(heard: dict[str, Any]) -> Reply:
    refused = heard.get("problem") or {}
    return Reply(heard["status"], heard.get("ticket"), str(refused.get("code", "")))


async def _beat(connection: ClientConnection) -> None:
    with contextlib.suppress(ConnectionClosed):
        for n in itertools.count():
            await asyncio.sleep(BEAT_SECONDS)
            await connection.send(_encode(Ping(n=n)).decode())
