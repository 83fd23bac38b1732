"""A thread that makes a thing, is the only one to touch it, and takes it away again.

SQLite connections live on such a lane, so that the event loop never waits for the disk. A bare
queue is used because it hands work over in less time than an executor does, and every append
pays for the hand-over.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, Protocol, TypeVar


class Closable(Protocol):
    """A thing that a lane can take away at its end."""

    def close(self) -> None: ...


Thing = TypeVar("Thing", bound=Closable)
Result = TypeVar("Result")
_Job = tuple["asyncio.Future[Any]", Callable[[Thing], Any]]


class Lane(Generic[Thing]):
    """Runs work on one thing, one piece after the other, in a thread of its own."""

    def __init__(self, name: str, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._jobs: SimpleQueue[_Job[Thing] | None] = SimpleQueue()
        self._closing = False
        self._made: asyncio.Future[None] = loop.create_future()
        self._gone: asyncio.Future[None] = loop.create_future()

    @classmethod
    async def start(cls, name: str, make: Callable[[], Thing]) -> Lane[Thing]:
        """A lane whose thread has made its thing. Raises what `make` raises."""
        lane = cls(name, asyncio.get_running_loop())
        # A daemon: a process that ends without closing must not hang. The disk does not mind.
        Thread(target=lane._run, args=(make,), name=name, daemon=True).start()
        await lane._made
        return lane

    def call(self, work: Callable[[Thing], Result]) -> asyncio.Future[Result]:
        """Queue `work`; the future brings its result, or what it raised.

        A future that is cancelled does not stop the work. Raises RuntimeError after `close`.
        """
        if self._closing:
            raise RuntimeError("this lane is closed")
        future: asyncio.Future[Result] = self._loop.create_future()
        self._jobs.put((future, work))
        return future

    async def close(self) -> None:
        """Finish the work that is queued, take the thing away, end the thread.

        Raises what the thing's own `close` raises. May be called twice.
        """
        self._closing = True
        self._jobs.put(None)
        await asyncio.shield(self._gone)

    def _run(self, make: Callable[[], Thing]) -> None:
        try:
            thing = make()
        except Exception as error:
            self._hand_back(self._made, None, error)
            return
        self._hand_back(self._made, None, None)
        while (job := self._jobs.get()) is not None:
            future, work = job
            self._do(future, work, thing)
            del job, future, work  # nothing is kept alive while waiting for the next job
        self._do(self._gone, _close, thing)

    def _do(
        self, future: asyncio.Future[Any], work: Callable[[Thing], object], thing: Thing
    ) -> None:
        try:
            result = work(thing)
        except Exception as error:
            self._hand_back(future, None, error)
        else:
            self._hand_back(future, result, None)

    def _hand_back(
        self, future: asyncio.Future[Any], result: object, error: Exception | None
    ) -> None:
        # A loop that is closed already has nobody left who waits.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(_settle, future, result, error)


def _close(thing: Closable) -> None:
    thing.close()


def _settle(future: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    if future.done():  # cancelled
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
