"""A simulated app's line to the hub: orders that survive a break, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import uuid
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from shared.protocol.messages import BEAT_SECONDS, PROTOCOL, Answer, Hello, Order, Ping, Welcome

PATIENCE_SECONDS = 15.0
"""How long a hub may be away before the simulation gives up."""

RETRY_SECONDS = 0.5

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode


class HubGone(Exception):
    """The hub cannot be reached, or does not want us; the words are fit for people."""


class Line:
    """One `/ws`: `run` keeps it open, `order` uses it."""

    def __init__(self, url: str, role: str, device: str, token: str) -> None:
        self._url = url.rstrip("/").replace("http", "ws", 1) + "/ws"
        self._hello = Hello(protocol=PROTOCOL, role=role, device=device, name=device, token=token)
        self._run = uuid.uuid4().hex[:8]
        self._ids = itertools.count(1)
        self._connection: ClientConnection | None = None
        self._welcomed = asyncio.Event()
        self._welcome: Welcome | None = None
        self._waiting: dict[str, asyncio.Future[Answer]] = {}

    async def ready(self) -> Welcome:
        """The hub's greeting."""
        await self._welcomed.wait()
        assert self._welcome is not None
        return self._welcome

    async def order(self, name: str, **body: Any) -> Answer:
        """Carries out a command once, however often the line breaks; the answer may be a no."""
        order = Order(id=f"{self._run}-{next(self._ids)}", name=name, body=body)
        while True:
            await self._welcomed.wait()
            assert self._connection is not None
            answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
            self._waiting[order.id] = answer
            with contextlib.suppress(ConnectionClosed):
                await self._connection.send(_encode(order).decode())
                return await answer
            await asyncio.sleep(RETRY_SECONDS)

    async def run(self) -> None:
        """Keeps the line open, until it is cancelled or `HubGone` is raised."""
        loop = asyncio.get_running_loop()
        last_heard = loop.time()
        while True:
            try:
                await self._once()
            except ConnectionClosed as closed:
                self._break(closed)
                last_heard = loop.time()
            except (OSError, WebSocketException) as error:
                if loop.time() - last_heard > PATIENCE_SECONDS:
                    raise HubGone(f"No hub answers at {self._url}: {error}") from None
            await asyncio.sleep(RETRY_SECONDS)

    async def _once(self) -> None:
        """One connection, from its greeting to its end: always ends with an exception."""
        options: dict[str, Any] = {"proxy": None, "compression": None, "ping_interval": None}
        async with connect(self._url, max_size=None, close_timeout=0.5, **options) as connection:
            await connection.send(_encode(self._hello).decode())
            beat = asyncio.create_task(_beat(connection))
            try:
                while True:
                    self._take(connection, _decode(await connection.recv()))
            finally:
                beat.cancel()

    def _take(self, connection: ClientConnection, message: dict[str, Any]) -> None:
        if message["type"] == "welcome":
            self._welcome = msgspec.convert(message, Welcome)
            self._connection = connection
            self._welcomed.set()
        elif message["type"] == "answer":
            waiting = self._waiting.pop(message["id"], None)
            if waiting is not None and not waiting.done():
                waiting.set_result(msgspec.convert(message, Answer))
        elif message["type"] == "bye" and not message.get("retry", True):
            raise HubGone(str(message["detail"]))

    def _break(self, closed: ConnectionClosed) -> None:
        self._welcomed.clear()
        broken, self._waiting = self._waiting, {}
        for answer in broken.values():
            if not answer.done():
                answer.set_exception(closed)


async def _beat(connection: ClientConnection) -> None:
    with contextlib.suppress(ConnectionClosed):
        for n in itertools.count():
            await asyncio.sleep(BEAT_SECONDS)
            await connection.send(_encode(Ping(n=n)).decode())
