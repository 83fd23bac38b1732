"""Who is signed on where, by the tokens that the hub gave out: at a counter, or without one."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from shared.hub.people import People, Session
from shared.hub.sign_on import no_session

OnThread = Callable[..., Awaitable[Any]]
"""Runs work on the thread that owns the tables."""


class Sittings:
    """Kept in memory beside the table, so that an order need not wait to know whose it is."""

    def __init__(self, people: People, open_now: Iterable[Session], on_thread: OnThread) -> None:
        self._people = people
        self._on_thread = on_thread
        self._open = {session.digest: session for session in open_now}

    def of(self, token: str) -> Session:
        """The sitting that the token stands for; raises `SignOnRefused` where it is none."""
        found = self._open.get(_digest(token))
        if found is None:
            raise no_session()
        return found

    async def at_counter(self, counter: str, officer: str) -> str:
        """A token for what the officer does at the counter until it is closed."""
        return await self._begin(Session(counter, counter, officer, ""))

    async def at_desk(self, officer: str, where: str, day: str) -> str:
        """The same without a counter, at a device (`where`), until the officer signs out or the
        business day (`day`) is over."""
        return await self._begin(Session(f"{officer} at {where}", "", officer, "", day))

    async def sign_out(self, token: str) -> None:
        """The token stands for nothing any more."""
        session = self.of(token)
        await self._on_thread(self._people.end_session, session.digest)
        self._open.pop(session.digest, None)

    async def turn_day(self, today: str) -> None:
        """Those without a counter that were begun on another day are over."""
        if self._leave(lambda one: not one.counter and one.day != today):
            await self._on_thread(self._people.end_sittings, today)

    def keep(self, officers: Collection[str]) -> None:
        """Nobody else may sign on any more; who sits at a counter finishes there."""
        self._leave(lambda one: not one.counter and one.officer not in officers)

    async def _begin(self, session: Session) -> str:
        token = secrets.token_urlsafe(18)
        begun = replace(session, digest=_digest(token))
        await self._on_thread(self._people.open_session, begun)
        self._leave(lambda one: one.key == begun.key)
        self._open[begun.digest] = begun
        return token

    def _leave(self, over: Callable[[Session], bool]) -> bool:
        gone = [session for session in self._open.values() if over(session)]
        for session in gone:
            del self._open[session.digest]
        return bool(gone)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
