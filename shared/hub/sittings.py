"""Who is signed on where, by the tokens that the hub gave out: at a counter, or without one.

A sitting ends with the shift: when its counter is closed or taken over, when the day turns, when
its officer signs on elsewhere, is taken out or has another role, when its device is taken out, and
after as long without a word as the site says.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import replace
from time import monotonic
from typing import Any

from shared.hub.people import People, Session
from shared.hub.sign_on import no_session

OnThread = Callable[..., Awaitable[Any]]
"""Runs work on the thread that owns the tables."""

Over = Callable[[Session], bool]
"""Whether a sitting is over."""


class Sittings:
    """Kept in memory beside the table, so that an order need not wait to know whose it is."""

    def __init__(
        self,
        people: People,
        open_now: Iterable[Session],
        on_thread: OnThread,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._people = people
        self._on_thread = on_thread
        self._clock = clock
        self._open = {session.digest: session for session in open_now}
        self._heard = dict.fromkeys(self._open, clock())
        self._tasks: set[asyncio.Task[None]] = set()
        self.idle_seconds: Callable[[], float] = lambda: 0.0
        """After so long without a word a sitting is over; 0: never."""
        self.on_over: Callable[[], None] = lambda: None
        """Called when a sitting is over."""

    def of(self, token: str, at: str = "") -> Session:
        """The sitting that the token stands for; raises `SignOnRefused` where it is none. `at`: the
        paired device that shows it; what was begun at another one is none there."""
        digest = _digest(token)
        found = self._open.get(digest)
        if found is not None and not self.lasts(found):
            self.end(lambda one: one.digest == digest)
            found = None
        if found is None or (at and found.device and found.device != at):
            raise no_session()
        self._heard[digest] = self._clock()
        return found

    def lasts(self, sitting: Session) -> bool:
        """Whether a sitting that was found before is not over; to look at it is no word of its
        officer's."""
        if self._open.get(sitting.digest) != sitting:
            return False
        limit = self.idle_seconds()
        return not limit or self._clock() - self._heard[sitting.digest] <= limit

    def goes_on(self, sitting: Session) -> bool:
        """Whether it lasts, or another one has taken its place there."""
        others = (one for one in self._open.values() if one != sitting)
        return self.lasts(sitting) or any(one.key == sitting.key for one in others)

    async def at_counter(self, counter: str, officer: str, device: str = "") -> str:
        """A token for what the officer does at the counter until it is closed."""
        return await self._begin(Session(counter, counter, officer, "", device=device))

    async def at_desk(self, officer: str, where: str, day: str, device: str = "") -> str:
        """The same without a counter (`where` it is), until the officer signs out or the business
        day (`day`) is over. `device`: at whose line."""
        return await self._begin(Session(f"{officer} at {where}", "", officer, "", day, device))

    async def sign_out(self, token: str) -> None:
        """The token stands for nothing any more."""
        session = self.of(token)
        await self._on_thread(self._people.end_sessions, [session.digest])
        self._leave(lambda one: one.digest == session.digest)

    async def turn_day(self, today: str) -> None:
        """Those without a counter that were begun on another day are over."""
        await self._end(lambda one: not one.counter and one.day != today)

    async def keep(self, officers: Collection[str]) -> None:
        """Nobody else may do anything any more."""
        await self._end(lambda one: one.officer not in officers)

    def end(self, over: Over) -> None:
        """These are over from this moment on."""
        gone = self._leave(over)
        if gone:
            task = asyncio.get_running_loop().create_task(self._forget(gone))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Returns when the table knows what was ended."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _end(self, over: Over) -> None:
        await self._forget(self._leave(over))

    async def _forget(self, gone: list[Session]) -> None:
        if gone:
            await self._on_thread(self._people.end_sessions, [one.digest for one in gone])

    async def _begin(self, session: Session) -> str:
        token = secrets.token_urlsafe(18)
        begun = replace(session, digest=_digest(token))
        await self._on_thread(self._people.open_session, begun)
        self._open[begun.digest] = begun
        self._heard[begun.digest] = self._clock()
        self._leave(lambda one: one.key == begun.key and one is not begun)
        await self._end(lambda one: _left_behind(one, begun))
        return token

    def _leave(self, over: Over) -> list[Session]:
        gone = [session for session in self._open.values() if over(session)]
        for session in gone:
            del self._open[session.digest]
            del self._heard[session.digest]
        if gone:
            self.on_over()
        return gone


def _left_behind(one: Session, begun: Session) -> bool:
    """The same officer's at another device: nobody is at two places. What a counter's sitting is
    worth its counter says; what a tool of the hub's machine has, nobody leaves lying about."""
    same = one.officer == begun.officer and not one.counter
    return same and bool(one.device and begun.device) and one.device != begun.device


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
