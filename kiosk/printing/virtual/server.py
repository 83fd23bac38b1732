"""The virtual printer on the network: port 9100 for hosts, a second port for whoever plays with it.

It runs on a thread of its own, so a test or a window can hold it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any

from kiosk.printing.stock import MM80, PaperStock
from kiosk.printing.virtual.control import ControlError, Manners, act, state_of
from kiosk.printing.virtual.mechanism import Mechanism
from kiosk.printing.virtual.shelf import PrintedPaper, Shelf

_CHUNK = 4096
_RUBBISH = b"\xff\x00?"
_LOOK_AGAIN_S = 0.02

Address = tuple[str, int]
_ACCEPTING_TURNS = 6
"""Turns of the loop that a client accepted this moment takes to get where it can be cancelled:
before that its connection belongs to nobody, and a server that is closed leaves it open."""

_Client = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class VirtualPrinter:
    """A printer that listens while it is entered (`with`); port 0 picks a free one."""

    def __init__(
        self,
        listen: Address = ("127.0.0.1", 0),
        control: Address | None = None,
        directory: Path | None = None,
        stock: PaperStock = MM80,
        on_paper: Callable[[PrintedPaper], None] | None = None,
    ) -> None:
        self._listen = listen
        self._control = control
        self.shelf = Shelf(stock.dots, directory, on_paper)
        self.port = 0
        self.control_port = 0
        self._mechanism = Mechanism(self.shelf.put)
        self._manners = Manners()
        self._lock = Lock()
        self._ready, self._ending = Event(), asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._door: asyncio.Server | None = None
        self._hosts: set[asyncio.StreamWriter] = set()
        self._failure: OSError | None = None
        self._thread = Thread(target=self._run, name="virtual-printer", daemon=True)

    def __enter__(self) -> VirtualPrinter:
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            self.stop()
            raise self._failure
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Closes both ports and finishes the papers."""
        with suppress(RuntimeError):  # the loop is closed already
            self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()
        self.shelf.close()

    def do(self, words: str) -> dict[str, Any]:
        """A command of the control protocol, from any other thread; the state after it."""
        return asyncio.run_coroutine_threadsafe(self._do(words), self._loop).result()

    async def _do(self, words: str) -> dict[str, Any]:
        with self._lock:
            act(words, self._mechanism, self._manners)
            # Answers are lost on purpose: whoever asked has given up.
            self._mechanism.work()
        await self._open_or_shut()
        return state_of(self._mechanism, self._manners)

    @property
    def address(self) -> str:
        """Where hosts find it, as the kiosk's settings write it."""
        return f"tcp://{self._listen[0]}:{self.port}"

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except OSError as error:
            self._failure = error
            self._ready.set()
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        await self._open_or_shut()
        servers = []
        if self._control is not None:
            control = await asyncio.start_server(_closing(self._player), *self._control)
            self.control_port = control.sockets[0].getsockname()[1]
            servers.append(control)
        self._ready.set()
        await self._ending.wait()
        for server in (*servers, self._door):
            if server is not None:
                await self._shut(server)
        clients = asyncio.all_tasks() - {asyncio.current_task()}
        for task in clients:
            task.cancel()
        await asyncio.gather(*clients, return_exceptions=True)

    async def _open_or_shut(self) -> None:
        """Listens as long as there is power and a cable. Without power connections break; without
        a cable they go on and nothing comes through, until the hosts give up."""
        if self._manners.reachable and self._door is None:
            self._break_off()
            address = (self._listen[0], self.port or self._listen[1])
            self._door = await asyncio.start_server(_closing(self._host), *address)
            self.port = self._door.sockets[0].getsockname()[1]
        elif not self._manners.reachable and self._door is not None:
            door, self._door = self._door, None
            await self._shut(door)
        if not self._manners.powered:
            self._break_off()

    async def _shut(self, server: asyncio.Server) -> None:
        """Accepts nobody any more; a client accepted this moment first gets to its task."""
        for listening in server.sockets:
            self._loop.remove_reader(listening.fileno())
        for _ in range(_ACCEPTING_TURNS):
            await asyncio.sleep(0)
        server.close()

    def _break_off(self) -> None:
        for writer in self._hosts:
            writer.transport.abort()

    async def _host(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation with a kiosk."""
        self._hosts.add(writer)
        try:
            while data := await self._heard(reader):
                with self._lock:
                    through = self._manners.passed(data)
                    answer = self._mannered(self._mechanism.receive(through))
                await self._open_or_shut()
                await asyncio.sleep(self._manners.slow_ms / 1_000)
                if self._manners.reachable:
                    writer.write(answer)
                    await writer.drain()
        finally:
            self._hosts.discard(writer)

    async def _heard(self, reader: asyncio.StreamReader) -> bytes:
        """What a host says next; nothing while it hangs, or has no cable."""
        while self._manners.hang or not self._manners.plugged:
            await asyncio.sleep(_LOOK_AGAIN_S)
        return await reader.read(_CHUNK)

    def _mannered(self, answer: bytes) -> bytes:
        if self._manners.silent or not answer:
            return b""
        return _RUBBISH if self._manners.rubbish else answer

    async def _player(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation with somebody who puts paper in and takes it out."""
        while line := await reader.readline():
            try:
                answer = await self._do(line.decode("utf-8", "replace"))
            except ControlError as error:
                answer = {"error": str(error)}
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()


def _closing(talk: _Client) -> _Client:
    """`talk` with its connection closed at the end, at once if it is cancelled."""

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
            writer.close()
        except (ConnectionError, asyncio.CancelledError):
            writer.transport.abort()
        with suppress(ConnectionError):
            await writer.wait_closed()

    return client
