"""Wrong PINs as the hub deals with them: refused while a wait lasts, kept over a restart, told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any

from shared.hub.attempts import EVERYBODY, Attempts, TooSoon, Tried
from shared.hub.engine import Unavailable
from shared.hub.people import People
from shared.hub.sign_on import too_many

OnThread = Callable[..., Awaitable[Any]]
"""Runs work on the thread that owns the tables."""

log = logging.getLogger(__name__)


class WrongPins:
    """Counted in memory (`Attempts`), and written beside it."""

    def __init__(self, people: People, tried: Iterable[Tried], on_thread: OnThread) -> None:
        self._people = people
        self._on_thread = on_thread
        self._attempts = Attempts()
        self._attempts.take_up(tried)
        self._told = set(self._attempts.guessed())
        self._tasks: set[asyncio.Task[None]] = set()
        self.waits = self._attempts.waits
        self.guessed = self._attempts.guessed
        self.on_guesses: Callable[[], None] = lambda: None
        """Called when there is a place, or is no more, where PINs are guessed."""

    def begin(self, officer: str, sources: Collection[str]) -> None:
        """Before a PIN is looked at; `SignOnRefused` while a wait lasts."""
        try:
            self._attempts.begin(officer, sources)
        except TooSoon as soon:
            raise too_many(soon.seconds) from None

    async def failed(self, officer: str, sources: Collection[str]) -> None:
        self._attempts.failed(sources)
        self._look()
        await self._note([(one, who) for one in sources for who in (officer, EVERYBODY)])

    async def passed(self, officer: str, sources: Collection[str]) -> None:
        before_were_wrong = self._attempts.passed(officer, sources)
        self._look()
        if before_were_wrong:
            await self._note([(one, officer) for one in sources])

    def forgive(self, officer: str) -> None:
        """The next PIN is looked at at once."""
        forgiven = self._attempts.forgive([officer])
        self._look()
        if forgiven:
            task = asyncio.get_running_loop().create_task(self._note(forgiven))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Returns when the table knows what was forgiven."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _look(self) -> None:
        """Staff are told at once; the log keeps it for who looks into it when it is over."""
        now = set(self._attempts.guessed())
        if now == self._told:
            return
        for source in sorted(now - self._told):
            log.warning("%s: many wrong PINs were typed there", source)
        self._told = now
        self.on_guesses()

    async def _note(self, places: list[tuple[str, str]]) -> None:
        """So that a restart forgives nobody; a full disk keeps nobody from signing on."""
        kept = [one for one in self._attempts.kept() if (one.source, one.officer) in places]
        try:
            await self._on_thread(self._people.put_attempts, places, kept)
        except Unavailable as error:
            log.warning("wrong PINs are not noted: %s", error.detail)
